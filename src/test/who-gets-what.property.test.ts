// R11, R70-R72: whatever the configuration and whoever moves, a skole's workbook, mail and log hold none of another
// skole's elever, and a mail goes to that skole's own team or skoleleder, or to nobody.
import path from 'node:path';
import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { Config } from '../config/schema.ts';
import { addDays, dato } from '../domain/dato.ts';
import type { Dato } from '../domain/dato.ts';
import { skoleReportInput } from '../domain/report-input.ts';
import type { Indmeldelse } from '../domain/skole.ts';
import { composeMails, planMails } from '../job/plan-mails.ts';
import type { LogFields } from '../job/log.ts';
import { buildSkoleReport } from '../report/skole-report.ts';
import {
  buildIndmeldelse,
  buildNightReport,
  buildRegistrering,
  buildSkole,
  skoledageFrom,
} from './builders.ts';
import { nameOf } from './e2e/export.ts';
import type { Enrolment, Row } from './e2e/export.ts';
import { filesUnder } from './e2e/folder.ts';
import { createKommune } from './e2e/kommune.ts';
import { zipText } from './zip-text.ts';

const AS_OF = dato('2026-11-20');
const DAYS = skoledageFrom('2026-10-01', 34);
const NUMBERS = ['265001', '265002', '265003', '265004'];

/** Where somebody is enrolled from a day on; undefined is nowhere. */
interface Move {
  readonly from: Dato;
  readonly skole: string | undefined;
}

interface Somebody {
  readonly id: string;
  /** In order of date; the first from August on. */
  readonly moves: readonly Move[];
  readonly absent: readonly { readonly dato: Dato; readonly skole: string }[];
}

interface Scene {
  readonly numbers: readonly string[];
  readonly teams: ReadonlyMap<string, readonly string[]>;
  readonly skoleledere: ReadonlyMap<string, readonly string[]>;
  readonly elever: readonly Somebody[];
}

const skoleOn = (moves: readonly Move[], day: Dato): string | undefined =>
  moves.findLast(({ from }) => from <= day)?.skole;

const anyRecipients = (number: string, [one = '', two = '']: readonly string[]): fc.Arbitrary<string[]> =>
  fc.array(
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc.constantFrom(`${one}.${number}@kommune.example`, `${two}.${number}@kommune.example`),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom('delt@kommune.example', 'Delt@Kommune.example', 'x@andet.example'),
      },
    ),
    { maxLength: 3 },
  );

const anySomebody = (numbers: readonly string[], id: string): fc.Arbitrary<Somebody> => {
  const skole = fc.constantFrom(...numbers);
  const move = fc.record({ from: fc.constantFrom(...DAYS), skole: fc.option(skole, { nil: undefined }) });
  return fc
    .record({
      first: skole,
      later: fc.uniqueArray(move, { maxLength: 3, selector: ({ from }) => from }),
      absent: fc.array(fc.record({ dato: fc.constantFrom(...DAYS), skole }), { maxLength: 30 }),
    })
    .map(({ first, later, absent }) => {
      const moves = [
        { from: dato('2026-08-10'), skole: first },
        ...later.toSorted((a, b) => (a.from < b.from ? -1 : 1)),
      ];
      // Rows of somebody who is enrolled nowhere that day say where they are after all (R11).
      return { id, moves, absent: absent.filter((one) => skoleOn(moves, one.dato) !== undefined) };
    });
};

const anyRecipientsOf = (
  numbers: readonly string[],
  names: readonly string[],
): fc.Arbitrary<ReadonlyMap<string, readonly string[]>> =>
  fc
    .tuple(...numbers.map((number) => anyRecipients(number, names)))
    .map((all) => new Map(numbers.map((number, index) => [number, all[index] ?? []])));

const anyScene: fc.Arbitrary<Scene> = fc.integer({ min: 2, max: 4 }).chain((count) => {
  const numbers = NUMBERS.slice(0, count);
  return fc.record({
    numbers: fc.constant(numbers),
    teams: anyRecipientsOf(numbers, ['a', 'b']),
    // One of them may be on the team, too.
    skoleledere: anyRecipientsOf(numbers, ['b', 'leder']),
    elever: fc.tuple(...Array.from({ length: 7 }, (_, index) => anySomebody(numbers, `Q${index}Z`))),
  });
});

type Reader = 'teams' | 'skoleledere';

/** Whether the skole's own team alone, or its skoleleder, is written to. */
function isOwn(scene: Scene, reader: Reader, number: string, recipients: readonly string[]): boolean {
  const own = new Set(scene[reader].get(number)?.map((one) => one.toLowerCase()));
  return recipients.length > 0 && recipients.every((one) => own.has(one.toLowerCase()));
}

function mayBeMailed(scene: Scene, reader: Reader, number: string): boolean {
  const own = scene[reader].get(number) ?? [];
  const others = scene.numbers
    .filter((other) => other !== number)
    .flatMap((other) => [...(scene.teams.get(other) ?? []), ...(scene.skoleledere.get(other) ?? [])]);
  const shared = own.some((one) => others.some((other) => other.toLowerCase() === one.toLowerCase()));
  return own.length > 0 && !shared && own.every((address) => /@kommune\.example$/i.test(address));
}

/** Whoever of the scene stands in the text. */
function namedIn({ elever }: Scene, text: string): string[] {
  return elever.map(({ id }) => id).filter((id) => text.includes(id));
}

function strangersIn(scene: Scene, text: string, number: string | undefined, asOf: Dato): string[] {
  const strangers = scene.elever.filter(
    (elev) => number === undefined || skoleOn(elev.moves, asOf) !== number,
  );
  return namedIn({ ...scene, elever: strangers }, text);
}

function indmeldelserOf({ id, moves }: Somebody): Indmeldelse[] {
  return moves.flatMap(({ from, skole }, index) =>
    skole === undefined
      ? []
      : [
          buildIndmeldelse({
            elevId: id,
            navn: nameOf(id),
            skole,
            indmeldt: from,
            udmeldt: moves[index + 1]?.from,
          }),
        ],
  );
}

test('no workbook or mail of a skole holds an elev of another', () => {
  fc.assert(
    fc.property(anyScene, (scene) => {
      const skoler = scene.numbers.map((number) =>
        buildSkole({ institutionsnummer: number, navn: `Skole ${number}` }),
      );
      const report = {
        ...buildNightReport({
          asOf: AS_OF,
          skoler,
          rows: scene.elever.flatMap(({ id, absent }) =>
            absent.map((one) => buildRegistrering({ elevId: id, navn: nameOf(id), ...one })),
          ),
          indmeldelser: scene.elever.flatMap(indmeldelserOf),
        }),
        withSkoleleder: new Set(scene.numbers),
      };
      const config = Config.parse({
        kommune: 'Eksempel Kommune',
        sources: { fravaer: [{ files: 'fravaer.csv', profile: 'dagsliste' }] },
        skoler: scene.numbers.map((number) => ({
          institutionsnummer: number,
          navn: `Skole ${number}`,
          komISkoleTeam: scene.teams.get(number),
          skoleleder: scene.skoleledere.get(number),
        })),
        forvaltning: { recipients: ['fravaer@kommune.example'] },
        mail: { allowedDomains: ['kommune.example'] },
      });

      const only = new Set<string>();
      const plan = planMails({
        report,
        config,
        lastToSkole: new Map(),
        lastToSkoleleder: new Map(),
        lastToForvaltning: undefined,
        waiting: new Set(),
        passwords: undefined,
        only,
      });
      const reports = [...scene.numbers, 'forvaltning'].map((name) => ({
        name,
        path: `fravaer-${name}.xlsx`,
        bytes: Buffer.of(),
        sha256: name,
      }));
      const mails = composeMails(plan, { report, config, mailKey: 'k', reports });

      for (const skole of report.night.skoler) {
        const number = skole.skole.institutionsnummer;
        const workbook = JSON.stringify(buildSkoleReport(skoleReportInput(report, skole)));
        expect(strangersIn(scene, workbook, number, AS_OF)).toEqual([]);
      }
      for (const mail of mails) {
        expect(namedIn(scene, JSON.stringify(mail))).toEqual([]);
        if (mail.audience === 'forvaltning') continue;
        const reader = mail.audience === 'skole' ? 'teams' : 'skoleledere';
        expect(mayBeMailed(scene, reader, mail.skole ?? '')).toBe(true);
        expect(isOwn(scene, reader, mail.skole ?? '', mail.recipients)).toBe(true);
        expect(mail.workbook?.sha256).toBe(mail.skole);
      }
    }),
    { numRuns: 150 },
  );
});

/** Screens the scene through the whole job, on the evening before somebody's last move and on the as-of date. */
async function throughTheJob(scene: Scene): Promise<void> {
  const config = {
    skoler: scene.numbers.map((number) => ({
      institutionsnummer: number,
      navn: `Skole ${number}`,
      komISkoleTeam: scene.teams.get(number),
      skoleleder: scene.skoleledere.get(number),
    })),
    gates: { shrinkShare: 1 },
  };
  const kommune = createKommune({ roster: true, config });
  const log: [string, LogFields | undefined][] = [];
  const keep = (message: string, fields?: LogFields): void => void log.push([message, fields]);
  const lastMove =
    scene.elever
      .flatMap(({ moves }) => moves.map(({ from }) => from))
      .toSorted()
      .at(-1) ?? AS_OF;
  for (const night of new Set([addDays(lastMove, -1), AS_OF])) {
    const roster = scene.elever.flatMap(({ id, moves }): Enrolment[] =>
      moves.flatMap(({ from, skole }, index) => {
        const udmeldt = moves[index + 1]?.from;
        return skole === undefined
          ? []
          : [{ elev: id, skole, indmeldt: from, ...(udmeldt === undefined ? {} : { udmeldt }) }];
      }),
    );
    const rows = scene.elever.flatMap(({ id, absent }): Row[] =>
      absent.map((one) => ({ ...one, elev: id, klasse: '5A', aarsag: 'Sygdom', omfang: 'Hel' })),
    );
    if (rows.length === 0) return;
    kommune.layOut(night, rows, roster);
    await kommune.run(night, { log: { info: keep, warn: keep, progress: (step) => keep(step) } });
  }
  expect(namedIn(scene, JSON.stringify(log))).toEqual([]);
  for (const [name, bytes] of filesUnder(path.join(kommune.folder, 'reports'))) {
    expect(namedIn(scene, name)).toEqual([]);
    const night = dato(/^\d{4}-\d\d-\d\d/.exec(name)?.[0] ?? AS_OF);
    if (name.endsWith('.xlsx')) expect(strangersIn(scene, zipText(bytes), ownerOf(name), night)).toEqual([]);
    else await expectOwnMail(scene, bytes);
  }
}

async function expectOwnMail(scene: Scene, eml: Buffer): Promise<void> {
  const { attachments, ...words } = await PostalMime.parse(eml);
  expect(namedIn(scene, JSON.stringify(words))).toEqual([]);
  for (const { filename, content } of attachments) {
    const number = ownerOf(filename ?? '');
    const recipients = (words.to ?? []).map(({ address = '' }) => address);
    if (number !== undefined) {
      const reader = words.text?.includes('Til skolelederen') === true ? 'skoleledere' : 'teams';
      expect(mayBeMailed(scene, reader, number)).toBe(true);
      expect(isOwn(scene, reader, number, recipients)).toBe(true);
    }
    const night = dato(words.date?.slice(0, 10) ?? '');
    expect(
      strangersIn(scene, zipText(Buffer.from(content as ArrayBuffer)), number, addDays(night, -1)),
    ).toEqual([]);
  }
}

function ownerOf(file: string): string | undefined {
  return /fravaer-(\d{6})\.xlsx$/.exec(file)?.[1];
}

test('nor do the files, mails and log that the whole job leaves', async () => {
  await fc.assert(fc.asyncProperty(anyScene, throughTheJob), { numRuns: 6, endOnFailure: true });
});
