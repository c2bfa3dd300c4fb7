// Builds inputs of mails for the tests of this folder through the real domain: rows -> screenNight. Names are invented.
import { addDays, dato, weekday } from '../domain/dato.ts';
import type { Dato } from '../domain/dato.ts';
import type { Eksport } from '../domain/eksport.ts';
import type { Finding } from '../domain/finding.ts';
import type { Told } from '../domain/comparison.ts';
import { noForloebMemory } from '../domain/forloeb/elev-forloeb.ts';
import { policyFristOptions } from '../domain/forloeb/frister.ts';
import { ONE_DAY } from '../domain/fravaersdage.ts';
import { policyGateLimits } from '../domain/gate.ts';
import { policyLimits, roskildeLadder } from '../domain/indsatstrin.ts';
import { kvartalOf } from '../domain/kvartal.ts';
import { screenNight } from '../domain/night.ts';
import type { Memory, Night } from '../domain/night.ts';
import type { Registrering } from '../domain/registrering.ts';
import { skoleReportInput } from '../domain/report-input.ts';
import type { NightReport, SkoleReportInput } from '../domain/report-input.ts';
import type { Skole } from '../domain/skole.ts';
import { skoledageLookup } from '../domain/skolekalender.ts';

export const FREDAG = dato('2026-11-20');

export const absalon: Skole = {
  institutionsnummer: '265001',
  navn: 'Absalons Skole',
  skoletype: 'folkeskole',
  afdelinger: [],
};

export const himmelev: Skole = { ...absalon, institutionsnummer: '265002', navn: 'Himmelev Skole' };

/** So many whole days of absence, one per weekday, the last one on `until`. */
export interface AbsentElev {
  readonly elevId: string;
  readonly navn?: string;
  readonly klasse?: string;
  readonly days: number;
  readonly until?: Dato;
  readonly skole?: string;
  readonly told?: Told;
}

export interface NightFacts {
  readonly asOf?: Dato;
  readonly skoler?: readonly Skole[];
  readonly extractedOn?: Dato;
  readonly findings?: readonly Finding[];
  readonly sortedOut?: ReadonlyMap<string, number>;
  readonly rejected?: number;
  readonly accepted?: readonly string[];
}

const skoledage = skoledageLookup({ skoleaar: [], exceptions: [], holidays: new Map() });

export function nightOf(elever: readonly AbsentElev[], facts: NightFacts = {}): Night {
  const { asOf = FREDAG, skoler = [absalon], accepted = [] } = facts;
  return screenNight(
    eksportOf(elever.flatMap(rowsOf), facts),
    {
      asOf,
      kvartal: kvartalOf(asOf),
      skoler,
      skoledage,
      ladder: roskildeLadder(policyLimits),
      vurderinger: new Map(),
      gateLimits: policyGateLimits,
      accepted: new Set(accepted),
      fristOptions: policyFristOptions,
    },
    memoryOf(elever),
  );
}

export function reportOf(night: Night): NightReport {
  return {
    kommune: 'Eksempel Kommune',
    night,
    limits: policyLimits,
    gateLimits: policyGateLimits,
    skoledage,
    history: [],
    skoleNavn: (number) =>
      night.skoler.find(({ skole }) => skole.institutionsnummer === number)?.skole.navn ?? number,
  };
}

/** What the mail to the first skole is made from. */
export function skoleInputOf(elever: readonly AbsentElev[], facts: NightFacts = {}): SkoleReportInput {
  const report = reportOf(nightOf(elever, facts));
  const [first] = report.night.skoler;
  if (first === undefined) throw new RangeError('a night without skoler');
  return skoleReportInput(report, first);
}

function rowsOf({
  elevId,
  navn = '',
  klasse = '5A',
  days,
  until = FREDAG,
  skole,
}: AbsentElev): Registrering[] {
  const rows: Registrering[] = [];
  for (let day = until; rows.length < days; day = addDays(day, -1)) {
    if (weekday(day) > 5) continue;
    rows.push({
      elevId,
      institutionsnummer: skole ?? absalon.institutionsnummer,
      skole: skole ?? absalon.institutionsnummer,
      navn,
      klasse,
      klassetrin: undefined,
      dato: day,
      aarsag: 'sygdom',
      omfang: ONE_DAY,
      source: { file: 'fravaer.csv', line: rows.length + 2 },
    });
  }
  return rows;
}

function eksportOf(rows: readonly Registrering[], facts: NightFacts): Eksport {
  const { rejected = 0, sortedOut = new Map<string, number>(), asOf = FREDAG } = facts;
  const perSkole = Map.groupBy(rows, ({ skole }) => skole);
  return {
    rows,
    indmeldelser: [],
    hasRoster: false,
    missingSources: [],
    files: [
      {
        file: 'fravaer.csv',
        kind: 'fravaer',
        extractedOn: facts.extractedOn ?? asOf,
        rows: rows.length + rejected,
        perSkole: new Map(
          [...perSkole].map(([skole, ofSkole]) => [skole, { read: ofSkole.length + rejected, rejected }]),
        ),
        unreadable: undefined,
      },
    ],
    rowsRead: rows.length + [...sortedOut.values()].reduce((sum, count) => sum + count, 0),
    sortedOut,
    findings: facts.findings ?? [],
  };
}

function memoryOf(elever: readonly AbsentElev[]): Memory {
  return {
    told: (_skole, elevId, kvartal) => {
      const told = elever.find((elev) => elev.elevId === elevId)?.told;
      return told !== undefined && kvartalOf(told.asOf) === kvartal ? told : undefined;
    },
    highestTold: () => 'ingen',
    lastAccepted: () => undefined,
    vanished: () => 0,
    forloeb: () => noForloebMemory,
    history: [],
  };
}
