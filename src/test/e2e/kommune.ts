// A small municipality in a folder of its own, and the nightly job on it.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import PostalMime from 'postal-mime';
import type { Email } from 'postal-mime';
import { dato } from '../../domain/dato.ts';
import { runNight } from '../../job/nightly.ts';
import type { RunReport, RunWishes } from '../../job/nightly.ts';
import { tempFolder } from '../temp.ts';
import { layExport, plusDays, writeKommune } from './export.ts';
import type { Enrolment, KommuneFacts, Row } from './export.ts';

export interface LogLine {
  readonly level: 'info' | 'warn';
  readonly message: string;
}

export interface Kommune {
  readonly folder: string;
  readonly configFile: string;
  readonly log: LogLine[];
  /** Puts the export in the inbox, dated the evening of `asOf`, in place of what was there. */
  readonly layOut: (asOf: string, rows: readonly Row[], roster?: readonly Enrolment[]) => void;
  /** The nightly job for `asOf`, started the night after. */
  readonly run: (asOf: string, wishes?: Partial<RunWishes>) => Promise<RunReport>;
}

export function createKommune(facts?: KommuneFacts): Kommune {
  const folder = tempFolder();
  const configFile = writeKommune(folder, facts);
  const log: LogLine[] = [];
  return {
    folder,
    configFile,
    log,
    layOut: (asOf, rows, enrolments) => layExport(folder, asOf, rows, enrolments),
    run: (asOf, wishes = {}) => {
      const now = Date.parse(`${plusDays(asOf, 1)}T02:00:00Z`);
      return runNight({
        configFile,
        dato: dato(asOf),
        kvartal: undefined,
        now,
        skoler: [],
        accept: [],
        out: undefined,
        version: '0.0.0-test',
        environment: {},
        log: {
          info: (message) => log.push({ level: 'info', message }),
          warn: (message) => log.push({ level: 'warn', message }),
          progress: () => {},
        },
        clock: () => new Date(now),
        ...wishes,
      });
    },
  };
}

/** `265001 E1 new tidlig-indsats`, for everyone whose change is another than unchanged, at skoler that are reported. */
export function changesOf({ night }: RunReport): string[] {
  const reported = night.skoler.filter(({ status }) => status !== 'refused');
  return reported.flatMap(({ skole, current }) =>
    current.elever
      .filter(({ change }) => change !== 'unchanged')
      .map(({ elevId, change, placering }) =>
        [skole.institutionsnummer, elevId, change, placering.trin].join(' '),
      ),
  );
}

/** What is new or escalated, which is what a mail goes out for. */
export function newsOf(report: RunReport): string[] {
  return changesOf(report).filter((text) => / (new|escalated) /.test(text));
}

export function mailStatuses({ mails }: RunReport): Record<string, string> {
  return Object.fromEntries(mails.map(({ institutionsnummer, status }) => [institutionsnummer, status]));
}

/** The delivered mails, parsed by a program that is not ours, in order of receiver and date. */
export async function readMails({ folder }: Pick<Kommune, 'folder'>): Promise<Email[]> {
  const outbox = path.join(folder, 'reports', 'outbox');
  const names = readdirSync(outbox).filter((name) => name.endsWith('.eml'));
  const mails = await Promise.all(
    names.map((name) => PostalMime.parse(readFileSync(path.join(outbox, name)))),
  );
  const order = ({ date = '', to = [] }: Email): string => `${date.slice(0, 10)} ${to[0]?.address}`;
  return mails.toSorted((a, b) => order(a).localeCompare(order(b)));
}

/** The workbooks that go with a mail; pictures in its text are attachments too. */
export function workbooksOf({ attachments }: Email): (string | null)[] {
  return attachments.map(({ filename }) => filename).filter((name) => name?.endsWith('.xlsx'));
}

export function mailsTo(mails: readonly Email[], address: string): Email[] {
  return mails.filter(({ to = [] }) => to.some((recipient) => recipient.address === address));
}
