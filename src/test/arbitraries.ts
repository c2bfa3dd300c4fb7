// Small builders and fast-check arbitraries for the tests of the pure core. Nobody here is a real person.
import fc from 'fast-check';
import type { Told } from '../domain/comparison.ts';
import { addDays, dato, weekday } from '../domain/dato.ts';
import type { Dato } from '../domain/dato.ts';
import type { Eksport, Eksportfil } from '../domain/eksport.ts';
import { tallyRows } from '../domain/row-tally.ts';
import { traceElever } from '../domain/screening.ts';
import type { ScreeningSettings } from '../domain/screening.ts';
import { rowsOf, unpackRows } from './packed.ts';
import type { EksportFields } from './packed.ts';
import { countFravaer } from '../domain/fravaer.ts';
import type { Fravaer } from '../domain/fravaer.ts';
import { fravaersaarsager } from '../domain/fravaersaarsag.ts';
import { noForloeb, noForloebMemory } from '../domain/forloeb/elev-forloeb.ts';
import type { ForloebField } from '../domain/forloeb/fields.ts';
import { foldForloeb } from '../domain/forloeb/forloeb.ts';
import type { Forloeb, ForloebEntry } from '../domain/forloeb/forloeb.ts';
import { policyFristOptions } from '../domain/forloeb/frister.ts';
import { fractionOfDay, fromDays, NO_DAYS, ONE_DAY } from '../domain/fravaersdage.ts';
import type { Fravaersdage } from '../domain/fravaersdage.ts';
import { policyGateLimits } from '../domain/gate.ts';
import { policyLimits, rank, roskildeLadder } from '../domain/indsatstrin.ts';
import type { Indsatstrin } from '../domain/indsatstrin.ts';
import { parseKvartal } from '../domain/kvartal.ts';
import type { Kvartal } from '../domain/kvartal.ts';
import type { ElevCase, Memory, NightSettings } from '../domain/night.ts';
import type { Registrering } from '../domain/registrering.ts';
import type { Indmeldelse, Skole } from '../domain/skole.ts';
import { skoledageLookup } from '../domain/skolekalender.ts';
import type { Skoleaar, Skolekalender } from '../domain/skolekalender.ts';
import { noReturnedSheets } from '../domain/forloeb/returned-sheets.ts';

export const MANDAG = dato('2026-11-16');
export const TIRSDAG = dato('2026-11-17');
export const ONSDAG = dato('2026-11-18');
export const TORSDAG = dato('2026-11-19');
/** The as-of date of most tests. */
export const FREDAG = dato('2026-11-20');
export const LOERDAG = dato('2026-11-21');
export const SOENDAG = dato('2026-11-22');

export const K4 = kvartal('2026K4');
export const K3 = kvartal('2026K3');

export const ABSALON: Skole = skoleOf('265001', 'Absalons Skole', ['265099']);
export const TRAEKRONER: Skole = skoleOf('265031', 'Trekroner Skole', []);

function skoleOf(institutionsnummer: string, navn: string, afdelinger: readonly string[]): Skole {
  return { institutionsnummer, navn, skoletype: 'folkeskole', afdelinger };
}

export function kvartal(text: string): Kvartal {
  const parsed = parseKvartal(text);
  if (parsed === undefined) throw new RangeError(`not a kvartal: ${text}`);
  return parsed;
}

/** `fraction(1, 6)` is one lesson of six. */
export function fraction(numerator: number, denominator: number): Fravaersdage {
  const amount = fractionOfDay(numerator, denominator);
  if (amount === undefined) throw new RangeError(`not on the grid: ${numerator}/${denominator}`);
  return amount;
}

const skoleaar2025: Skoleaar = {
  skoleaar: '2025/2026',
  first: dato('2025-08-11'),
  last: dato('2026-06-26'),
  closed: [
    { navn: 'Efterårsferie', from: dato('2025-10-11'), to: dato('2025-10-19') },
    { navn: 'Juleferie', from: dato('2025-12-20'), to: dato('2026-01-04') },
    { navn: 'Vinterferie', from: dato('2026-02-14'), to: dato('2026-02-22') },
    { navn: 'Påskeferie', from: dato('2026-03-28'), to: dato('2026-04-06') },
  ],
};

const skoleaar2026: Skoleaar = {
  skoleaar: '2026/2027',
  first: dato('2026-08-10'),
  last: dato('2027-06-25'),
  closed: [
    { navn: 'Efterårsferie', from: dato('2026-10-10'), to: dato('2026-10-18') },
    { navn: 'Juleferie', from: dato('2026-12-19'), to: dato('2027-01-03') },
    { navn: 'Vinterferie', from: dato('2027-02-13'), to: dato('2027-02-21') },
    { navn: 'Påskeferie', from: dato('2027-03-20'), to: dato('2027-03-29') },
  ],
};

export function kalenderOf(fields: Partial<Skolekalender> = {}): Skolekalender {
  return {
    skoleaar: [skoleaar2025, skoleaar2026],
    exceptions: [],
    holidays: new Map([[dato('2026-05-14'), 'Kristi himmelfartsdag']]),
    ...fields,
  };
}

export const skoledage = skoledageLookup(kalenderOf());
/** The skoledage of an ordinary elev at Absalons Skole. */
export const ordinary = skoledage({ institutionsnumre: [ABSALON.institutionsnummer], klassetrin: 5 });

/** The first `count` skoledage from `first` on. */
export function skoledageFrom(first: string, count: number): Dato[] {
  return ordinary.between(dato(first), addDays(dato(first), 365)).slice(0, count);
}

/** A heldag of sygdom in 5A at Absalons Skole on MANDAG, save for what is given. */
export function rowOf(fields: Partial<Registrering> = {}): Registrering {
  const institutionsnummer = fields.institutionsnummer ?? fields.skole ?? ABSALON.institutionsnummer;
  return {
    elevId: 'E1',
    institutionsnummer,
    skole: institutionsnummer,
    navn: 'Ida Ågård',
    klasse: '5A',
    klassetrin: 5,
    dato: MANDAG,
    aarsag: 'sygdom',
    omfang: ONE_DAY,
    source: { file: 'fravaer.csv', line: 2 },
    ...fields,
  };
}

/** One row per date, on lines of their own. */
export function rowsOn(dates: readonly Dato[], fields: Partial<Registrering> = {}): Registrering[] {
  return dates.map((day, index) =>
    rowOf({ ...fields, dato: day, source: { file: 'fravaer.csv', line: index + 2 } }),
  );
}

/** Rows that give exactly `days` in 2026K4 from 1 October on: whole days, then the rest on the next skoledag. */
export function rowsWorth(days: number, fields: Partial<Registrering> = {}): Registrering[] {
  const whole = Math.floor(days);
  const rest = fromDays(days) - fromDays(whole);
  const dates = skoledageFrom('2026-10-01', whole + 1);
  const rows = rowsOn(dates.slice(0, whole), fields);
  const last = dates[whole];
  return rest === 0 || last === undefined
    ? rows
    : [...rows, rowOf({ ...fields, dato: last, omfang: rest as Fravaersdage })];
}

/** Enrolled in 5A at Absalons Skole since August 2026, save for what is given. */
export function indmeldelseOf(fields: Partial<Indmeldelse> = {}): Indmeldelse {
  const institutionsnummer = fields.institutionsnummer ?? fields.skole ?? ABSALON.institutionsnummer;
  return {
    elevId: 'E1',
    institutionsnummer,
    skole: institutionsnummer,
    navn: 'Ida Ågård',
    klasse: '5A',
    klassetrin: 5,
    indmeldt: dato('2026-08-10'),
    udmeldt: undefined,
    beskyttet: false,
    source: { file: 'elever.csv', line: 2 },
    ...fields,
  };
}

export function filOf(rows: readonly Registrering[], fields: Partial<Eksportfil> = {}): Eksportfil {
  const perSkole = [...Map.groupBy(rows, (row) => row.skole)].map(
    ([skole, own]) => [skole, { read: own.length, rejected: 0 }] as const,
  );
  return {
    file: 'fravaer.csv',
    kind: 'fravaer',
    profile: 'dagsliste',
    format: 'UTF-8, ;',
    unmapped: new Map(),
    extractedOn: FREDAG,
    rows: rows.length,
    perSkole: new Map(perSkole),
    unreadable: undefined,
    ...fields,
  };
}

/** One file, extracted on FREDAG, with all the rows. */
export function eksportOf(fields: EksportFields = {}): Eksport {
  const { rows: given = [] } = fields;
  const rows = 'stretches' in given ? unpackRows(given) : given;
  const indmeldelser = fields.indmeldelser ?? [];
  const sortedOut = fields.sortedOut ?? new Map<string, number>();
  return {
    indmeldelser,
    hasRoster: indmeldelser.length > 0,
    missingSources: [],
    files: [filOf(rows)],
    rowsRead: rows.length + [...sortedOut.values()].reduce((sum, count) => sum + count, 0),
    sortedOut,
    findings: [],
    ...fields,
    rows: rowsOf(rows),
  };
}

/** R61: rows per counter when `kvartal` is screened. */
export function countersOf(
  eksport: Eksport,
  settings: ScreeningSettings = settingsOf(),
): Record<string, number> {
  const tally = tallyRows(K4, eksport.sortedOut);
  traceElever(eksport, settings, tally.see);
  return Object.fromEntries(tally.counters);
}

/** A night of 2026K4 as of FREDAG with two skoler and the policy's limits. */
export function settingsOf(fields: Partial<NightSettings> = {}): NightSettings {
  return {
    asOf: FREDAG,
    kvartal: K4,
    skoler: [ABSALON, TRAEKRONER],
    skoledage,
    ladder: roskildeLadder(policyLimits),
    vurderinger: new Map(),
    gateLimits: policyGateLimits,
    nationalAftale: undefined,
    accepted: new Set(),
    fristOptions: policyFristOptions,
    ...fields,
  };
}

export function toldOf(trin: Indsatstrin, days: number, fields: Partial<Told> = {}): Told {
  return { trin, basis: 'dage', total: fromDays(days), asOf: TORSDAG, ...fields };
}

export interface ToldEntry {
  readonly skole: string;
  readonly elevId: string;
  readonly kvartal: Kvartal;
  readonly told: Told;
}

/** A memory that holds what the entries say and nothing else. */
export function memoryOf(entries: readonly ToldEntry[] = [], fields: Partial<Memory> = {}): Memory {
  return {
    told: (skole, elevId, of) =>
      entries.find((entry) => entry.skole === skole && entry.elevId === elevId && entry.kvartal === of)?.told,
    highestTold: (elevId, of) =>
      entries
        .filter((entry) => entry.elevId === elevId && entry.kvartal === of)
        .map(({ told }) => told.trin)
        .toSorted((a, b) => rank(b) - rank(a))[0] ?? 'ingen',
    lastAccepted: () => undefined,
    vanished: () => 0,
    forloebWithoutElev: () => 0,
    isTold: () => false,
    forloeb: () => noForloebMemory,
    history: [],
    returned: noReturnedSheets,
    ...fields,
  };
}

export function fravaerOf(days: number): Fravaer {
  return countFravaer(rowsWorth(days));
}

/** An elev of 5A that is new with 6 days of sygdom, save for what is given. */
export function caseOf(fields: Partial<ElevCase> = {}): ElevCase {
  const fravaer = fields.fravaer ?? fravaerOf(6);
  return {
    elevId: 'E1',
    placement: {
      status: 'enrolled',
      skole: ABSALON.institutionsnummer,
      klasse: '5A',
      klassetrin: 5,
      institutionsnumre: [ABSALON.institutionsnummer],
      navn: 'Ida Ågård',
      beskyttet: false,
      since: undefined,
      doubleEnrolment: false,
    },
    inRoster: true,
    fravaer,
    placering: {
      trin: 'tidlig-indsats',
      basis: 'dage',
      step: undefined,
      crossings: [],
      crossed: undefined,
    },
    earlierSkoler: [],
    provisional: NO_DAYS,
    planned: countFravaer([]),
    rolling: fravaer.total,
    previous: { kvartal: K3, total: NO_DAYS, trin: 'ingen' },
    skoledage: 30,
    change: 'new',
    told: undefined,
    corrected: false,
    recurringFrom: undefined,
    signaler: [],
    forecasts: [],
    decisions: [],
    forloeb: noForloeb,
    ...fields,
  };
}

/** Any date from `first` to `last`. */
export function anyDato(first = '2026-07-01', last = '2026-12-31'): fc.Arbitrary<Dato> {
  const start = dato(first);
  const span = (Date.parse(last) - Date.parse(first)) / 86_400_000;
  return fc.integer({ min: 0, max: span }).map((days) => addDays(start, days));
}

export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** A part of a day as exports state it: lessons of 1-16, or hundredths; as a rational for the reference. */
export const anyPart: fc.Arbitrary<Rational> = fc
  .oneof(fc.integer({ min: 1, max: 16 }), fc.constant(100), fc.constant(2))
  .chain((denominator) =>
    fc.integer({ min: 0, max: denominator }).map((numerator) => ({
      numerator: BigInt(numerator),
      denominator: BigInt(denominator),
    })),
  );

export interface RowWithPart {
  readonly row: Registrering;
  readonly part: Rational;
}

export const anySkole = fc.constantFrom(ABSALON.institutionsnummer, TRAEKRONER.institutionsnummer);

/** A row of elev E1-E4, whose exact part is known apart from the code that is tested. */
export function anyRowWithPart(dates: fc.Arbitrary<Dato> = anyDato()): fc.Arbitrary<RowWithPart> {
  return fc
    .record({
      elevId: fc.constantFrom('E1', 'E2', 'E3', 'E4'),
      skole: anySkole,
      day: dates,
      aarsag: fc.constantFrom(...fravaersaarsager, 'none' as const),
      lektion: fc.constantFrom(undefined, '1', '2'),
      line: fc.integer({ min: 2, max: 9999 }),
      part: anyPart,
    })
    .map(({ day, part, line, ...fields }) => ({
      part,
      row: rowOf({
        ...fields,
        dato: day,
        omfang: fraction(Number(part.numerator), Number(part.denominator)),
        source: { file: 'fravaer.csv', line },
      }),
    }));
}

export function anyRows(dates?: fc.Arbitrary<Dato>): fc.Arbitrary<Registrering[]> {
  return fc.array(
    anyRowWithPart(dates).map(({ row }) => row),
    { maxLength: 60 },
  );
}

/** Few elever with much absence, so that every trin occurs. */
export const anyHeavyRows: fc.Arbitrary<Registrering[]> = fc
  .array(
    fc.record({
      elevId: fc.constantFrom('E1', 'E2', 'E3'),
      skole: anySkole,
      first: fc.integer({ min: 0, max: 40 }),
      length: fc.integer({ min: 1, max: 25 }),
      aarsag: fc.constantFrom(...fravaersaarsager),
    }),
    { maxLength: 6 },
  )
  .map((spells) =>
    spells.flatMap(({ first, length, ...fields }) =>
      rowsOn(skoledageFrom('2026-10-01', 52).slice(first, first + length), fields),
    ),
  );

export const anyIndmeldelse: fc.Arbitrary<Indmeldelse> = fc
  .record({
    elevId: fc.constantFrom('E1', 'E2', 'E3', 'E4'),
    skole: anySkole,
    indmeldt: fc.option(anyDato('2026-06-01'), { nil: undefined }),
    udmeldt: fc.option(anyDato('2026-06-01'), { nil: undefined }),
  })
  .map((fields) => indmeldelseOf(fields));

export const anyEksport: fc.Arbitrary<Eksport> = fc
  .record({
    rows: fc.oneof(anyRows(), anyHeavyRows),
    indmeldelser: fc.array(anyIndmeldelse, { maxLength: 5 }),
    otherSkole: fc.nat({ max: 5 }),
  })
  .map(({ rows, indmeldelser, otherSkole }) =>
    eksportOf({ rows, indmeldelser, sortedOut: new Map([['other-skole', otherSkole]]) }),
  );

/** Whether a date is a weekday, written apart from the calendar under test. */
export function isWeekday(day: Dato): boolean {
  return weekday(day) <= 5;
}

/** An entry of the elev's first forløb at Absalons Skole. */
export function entryOf(
  field: ForloebField,
  value: string | undefined,
  fields: Partial<ForloebEntry> = {},
): ForloebEntry {
  return {
    forloeb: 1,
    skole: ABSALON.institutionsnummer,
    field,
    value,
    enteredBy: 'LK',
    enteredAt: '2026-11-20T08:00:00.000Z',
    source: 'forloeb set',
    ...fields,
  };
}

/** The entries that give each field the value: `entriesOf({ samtaledato: '2026-09-01', F2A: '2026-09-10' })`. */
export function entriesOf(
  values: Partial<Record<ForloebField, string>>,
  fields: Partial<ForloebEntry> = {},
): ForloebEntry[] {
  return Object.entries(values).map(([field, value]) => entryOf(field as ForloebField, value, fields));
}

/** A forløb in which the fields have these values and the opfølgninger were held on these dates. */
export function forloebOf(
  values: Partial<Record<ForloebField, string>>,
  opfoelgninger: readonly string[] = [],
): Forloeb {
  const held = opfoelgninger.map((day) => entryOf('opfoelgning', day));
  const [forloeb] = foldForloeb([...entriesOf(values), ...held]);
  if (forloeb === undefined) throw new RangeError('a forløb without entries');
  return forloeb;
}
