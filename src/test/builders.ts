// Small pieces of a municipality for tests: rows and elever go in, a screened night comes out. Built with the real
// domain functions, so that no test rests on a result that could not occur.
import { dato, datesBetween } from '../domain/dato.ts';
import type { Dato } from '../domain/dato.ts';
import type { Eksport } from '../domain/eksport.ts';
import { rowsOf } from './packed.ts';
import type { Finding } from '../domain/finding.ts';
import { noForloebMemory } from '../domain/forloeb/elev-forloeb.ts';
import type { ForloebMemory } from '../domain/forloeb/elev-forloeb.ts';
import { policyFristOptions } from '../domain/forloeb/frister.ts';
import { fromDays, ONE_DAY } from '../domain/fravaersdage.ts';
import { policyGateLimits } from '../domain/gate.ts';
import { policyLimits, rank, roskildeLadder } from '../domain/indsatstrin.ts';
import type { Basis, Indsatstrin, Vurdering } from '../domain/indsatstrin.ts';
import { kvartalOf } from '../domain/kvartal.ts';
import type { Kvartal } from '../domain/kvartal.ts';
import { screenNight } from '../domain/night.ts';
import type { Memory, SkoleNight } from '../domain/night.ts';
import type { Registrering } from '../domain/registrering.ts';
import { skoleReportInput } from '../domain/report-input.ts';
import type { NightReport, SkoleReportInput } from '../domain/report-input.ts';
import { klassetrinOf } from '../domain/skole.ts';
import type { Indmeldelse, Skole } from '../domain/skole.ts';
import { skoledageLookup } from '../domain/skolekalender.ts';
import type { Skolekalender } from '../domain/skolekalender.ts';
import { noReturnedSheets } from '../domain/forloeb/returned-sheets.ts';

/** A Friday in the middle of the fourth kvartal. */
export const AS_OF = dato('2026-11-20');
export const ABSALON = '280101';
export const TJOERNEGAARD = '280202';

export const kalender: Skolekalender = {
  skoleaar: [
    {
      skoleaar: '2026/2027',
      first: dato('2026-08-11'),
      last: dato('2027-06-25'),
      closed: [
        { navn: 'Efterårsferie', from: dato('2026-10-10'), to: dato('2026-10-18') },
        { navn: 'Juleferie', from: dato('2026-12-23'), to: dato('2027-01-03') },
      ],
    },
  ],
  exceptions: [],
  holidays: new Map(),
};

export function buildSkole(overrides: Partial<Skole> = {}): Skole {
  return {
    institutionsnummer: ABSALON,
    navn: 'Absalons Skole',
    skoletype: 'folkeskole',
    afdelinger: [],
    ...overrides,
  };
}

export const absalon = buildSkole();
export const tjoernegaard = buildSkole({ institutionsnummer: TJOERNEGAARD, navn: 'Tjørnegårdskolen' });

let nextLine = 2;

/** A whole day of sygdom at Absalons Skole, unless told otherwise. */
export function buildRegistrering(overrides: Partial<Registrering> = {}): Registrering {
  const skole = overrides.skole ?? ABSALON;
  const klasse = overrides.klasse ?? '5A';
  return {
    elevId: 'e1',
    institutionsnummer: skole,
    skole,
    navn: '',
    klasse,
    klassetrin: klassetrinOf(klasse),
    dato: AS_OF,
    aarsag: 'sygdom',
    omfang: ONE_DAY,
    source: { file: 'fravaer.csv', line: nextLine++ },
    ...overrides,
  };
}

export function buildIndmeldelse(overrides: Partial<Indmeldelse> = {}): Indmeldelse {
  const skole = overrides.skole ?? ABSALON;
  const klasse = overrides.klasse ?? '5A';
  return {
    elevId: 'e1',
    institutionsnummer: skole,
    skole,
    navn: 'Ærø Østergård',
    klasse,
    klassetrin: klassetrinOf(klasse),
    indmeldt: undefined,
    udmeldt: undefined,
    beskyttet: false,
    source: { file: 'elever.csv', line: nextLine++ },
    ...overrides,
  };
}

/** The skoledage from `from` on, as many as asked for. */
export function skoledageFrom(from: string, wanted: number): readonly Dato[] {
  const skoledage = skoledageLookup(kalender)({ institutionsnumre: [ABSALON], klassetrin: undefined });
  return datesBetween(dato(from), dato('2027-06-25')).filter(skoledage.has).slice(0, wanted);
}

/** Rows for `days` days of absence in a row from `from` on; what is left over is part of the last day. */
export function buildFravaer(
  elev: Partial<Registrering>,
  { from = '2026-10-01', days }: { readonly from?: string; readonly days: number },
): readonly Registrering[] {
  return skoledageFrom(from, Math.ceil(days)).map((day, index) =>
    buildRegistrering({ ...elev, dato: day, omfang: fromDays(Math.min(1, days - index)) }),
  );
}

export interface ToldBefore {
  readonly skole?: string;
  readonly elevId: string;
  readonly kvartal?: string;
  readonly trin: Indsatstrin;
  readonly days: number;
  readonly basis?: Basis;
}

/** A memory of what was told a week before. */
export function buildMemory(
  told: readonly ToldBefore[] = [],
  forloeb: ReadonlyMap<string, ForloebMemory> = new Map(),
): Memory {
  const ofKvartal = (entry: ToldBefore, kvartal: Kvartal): boolean =>
    (entry.kvartal ?? kvartalOf(AS_OF)) === kvartal;
  return {
    told: (skole, elevId, kvartal) => {
      const entry = told.find(
        (one) => (one.skole ?? ABSALON) === skole && one.elevId === elevId && ofKvartal(one, kvartal),
      );
      if (entry === undefined) return undefined;
      const { trin, days, basis = 'dage' } = entry;
      return { trin, basis, total: fromDays(days), asOf: dato('2026-11-13') };
    },
    highestTold: (elevId, kvartal) =>
      told
        .filter((entry) => entry.elevId === elevId && ofKvartal(entry, kvartal))
        .map(({ trin }) => trin)
        .toSorted((a, b) => rank(b) - rank(a))[0] ?? 'ingen',
    lastAccepted: () => undefined,
    vanished: () => 0,
    forloebWithoutElev: () => 0,
    isTold: () => false,
    forloeb: (elevId) => forloeb.get(elevId) ?? noForloebMemory,
    history: [],
    returned: noReturnedSheets,
  };
}

export interface Scene {
  readonly asOf?: Dato;
  readonly skoler?: readonly Skole[];
  readonly rows?: readonly Registrering[];
  readonly indmeldelser?: readonly Indmeldelse[];
  readonly told?: readonly ToldBefore[];
  readonly vurderinger?: ReadonlyMap<string, Vurdering>;
  /** What was recorded and told of an elev's forløb, by elev id. */
  readonly forloeb?: ReadonlyMap<string, ForloebMemory>;
  readonly findings?: readonly Finding[];
  /** When the export was extracted; the as-of date unless given. */
  readonly extractedOn?: Dato;
}

/** An export of the scene's rows in one file per kind. */
export function buildEksport(scene: Scene): Eksport {
  const { rows = [], indmeldelser = [], findings = [], asOf = AS_OF, extractedOn = asOf } = scene;
  const perSkole = new Map(
    [...Map.groupBy(rows, ({ skole }) => skole)].map(
      ([skole, own]) => [skole, { read: own.length, rejected: 0 }] as const,
    ),
  );
  return {
    rows: rowsOf(rows),
    indmeldelser,
    hasRoster: indmeldelser.length > 0,
    missingSources: [],
    files: [
      {
        file: 'fravaer.csv',
        kind: 'fravaer',
        profile: 'dagsliste',
        format: 'UTF-8, ;',
        unmapped: new Map(),
        extractedOn,
        rows: rows.length,
        perSkole,
        unreadable: undefined,
      },
    ],
    rowsRead: rows.length,
    sortedOut: new Map(),
    findings,
  };
}

/** Screens the scene with the policy's limits and gates. */
export function buildNightReport(scene: Scene = {}): NightReport {
  const { asOf = AS_OF, skoler = [absalon, tjoernegaard], vurderinger = new Map() } = scene;
  const skoledage = skoledageLookup(kalender);
  const settings = {
    asOf,
    skoler,
    skoledage,
    ladder: roskildeLadder(policyLimits),
    vurderinger,
    kvartal: kvartalOf(asOf),
    gateLimits: policyGateLimits,
    nationalAftale: undefined,
    accepted: new Set<string>(),
    fristOptions: policyFristOptions,
  };
  return {
    kommune: 'Roskilde Kommune',
    night: screenNight(buildEksport(scene), settings, buildMemory(scene.told, scene.forloeb)),
    limits: policyLimits,
    gateLimits: policyGateLimits,
    fristOptions: policyFristOptions,
    skoledage,
    history: [],
    returned: noReturnedSheets,
    withSkoleleder: new Set(),
    skoleNavn: (number) => skoler.find((one) => one.institutionsnummer === number)?.navn ?? number,
  };
}

/** The screened night of one skole of a report. */
export function skoleNightOf(report: NightReport, institutionsnummer = ABSALON): SkoleNight {
  const found = report.night.skoler.find(({ skole }) => skole.institutionsnummer === institutionsnummer);
  if (found === undefined) throw new RangeError(`no skole ${institutionsnummer} in the scene`);
  return found;
}

/** What the report of one skole of the scene is built from. */
export function buildSkoleInput(scene: Scene = {}, institutionsnummer = ABSALON): SkoleReportInput {
  const report = buildNightReport(scene);
  return skoleReportInput(report, skoleNightOf(report, institutionsnummer));
}
