// R43: the folder where teams leave the workbooks they have filled in, read by every run.
import { lstat } from 'node:fs/promises';
import type { Config } from '../config/schema.ts';
import { addDays } from '../domain/dato.ts';
import type { Finding } from '../domain/finding.ts';
import { findFiles } from '../read/files.ts';
import type { ElevKey } from '../state/elev-key.ts';
import type { Db } from '../state/sqlite.ts';
import { readForloebFiles } from './forloeb-files.ts';
import type { Log } from './log.ts';
import type { Prepared } from './prepare.ts';

export interface InboxContext {
  readonly db: Db;
  readonly elevKey: ElevKey;
  readonly prepared: Prepared;
  readonly log: Log;
  readonly clock: () => Date;
}

/** Reads what is new in the inbox; a file that no skole can be found for is a finding for operations. */
export async function readInbox({ db, elevKey, prepared, log, clock }: InboxContext): Promise<Finding[]> {
  const { loaded, settings } = prepared;
  const root = loaded.resolve('.');
  const files = await findFiles(loaded.config.forloeb.inbox, root);
  const findings: Finding[] = [];
  for (const file of files) {
    const [reading] = await readForloebFiles([file], {
      db,
      elevKey,
      skoler: new Set(settings.skoler.map(({ institutionsnummer }) => institutionsnummer)),
      today: addDays(settings.asOf, 1),
      clock,
    });
    if (reading === undefined || reading.status === 'read-before') continue;
    const { status, skole, entries, problems } = reading;
    if (status === 'read') {
      log.info('ark fra et team læst', { recipient: skole ?? '', entries, problems: problems.length });
    } else {
      findings.push(await describeFault(file, status, loaded.config));
    }
  }
  return findings;
}

/** A team may have named its file after an elev, so it is known by where it lies, its size and when it was written (R62). */
async function describeFault(file: string, fault: string, { forloeb, timeZone }: Config): Promise<Finding> {
  const { size, mtimeMs } = await lstat(file);
  const written = new Date(mtimeMs).toLocaleString('sv-SE', { timeZone });
  return {
    code: 'forloeb-file',
    severity: 'warning',
    file: forloeb.inbox.join(', '),
    detail: { fault, bytes: size, written },
  };
}
