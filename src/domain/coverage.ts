// R14: no row is not presence. What the export says, and does not say, about each skole's klasser and elever; for the
// analyst, who must see what is missing before anyone trusts a figure.
import { addDays, laterOf } from './dato.ts';
import type { Dato } from './dato.ts';
import type { Eksport } from './eksport.ts';
import { compareText } from './row-fate.ts';
import { madeFor, visitStretches } from './rows.ts';
import { skoledageFor, traceElever } from './screening.ts';
import type { Elevhistorik, ScreeningSettings } from './screening.ts';
import type { Skole } from './skole.ts';
import { skoleaarOf } from './skolekalender.ts';

/** A klasse without any row for so many skoledage is worth a question: a whole klasse is rarely well for two weeks. */
export const SILENT_KLASSE_SKOLEDAGE = 10;

export interface KlasseCoverage {
  readonly klasse: string;
  readonly elever: number;
  /** Undefined when the export holds no row of the klasse in this skoleår. */
  readonly newestRow: Dato | undefined;
  /** Skoledage since then, up to the as-of date; without a row, since the export's first row of the skoleår. */
  readonly silentSkoledage: number;
}

export interface SkoleCoverage {
  readonly skole: Skole;
  /** Elever of the skole with rows in the export, in whatever kvartal; those who have left are not counted. */
  readonly eleverWithRows: number;
  /** Of these, elever whom the roster does not hold as enrolled; 0 without a roster. */
  readonly notInRoster: number;
  /** Elever whom only the roster holds: present every day, or not registered. */
  readonly rosterOnly: number;
  readonly klasser: readonly KlasseCoverage[];
}

/** What the export covers at each skole as of the settings' date; an elev stands where R11 places them. */
export function coverSkoler(eksport: Eksport, settings: ScreeningSettings): SkoleCoverage[] {
  const present = traceElever(eksport, settings).filter(({ placement }) => placement.status !== 'udmeldt');
  const perSkole = Map.groupBy(present, ({ placement }) => placement.skole);
  const since = firstRowOfSkoleaar(eksport, settings.asOf);
  const newestRow = findNewestRows(eksport, present, settings.asOf);
  return settings.skoler.map((skole) => {
    const elever = perSkole.get(skole.institutionsnummer) ?? [];
    const withRows = elever.filter(({ rows }) => rows.lastDate !== undefined);
    const unlisted = withRows.filter(({ placement }) => placement.status === 'by-newest-row');
    return {
      skole,
      eleverWithRows: withRows.length,
      notInRoster: eksport.hasRoster ? unlisted.length : 0,
      rosterOnly: elever.length - withRows.length,
      klasser: coverKlasser(elever, (klasse) => newestRow(skole.institutionsnummer, klasse), {
        settings,
        since,
      }),
    };
  });
}

function coverKlasser(
  elever: readonly Elevhistorik[],
  newestRowOf: (klasse: string) => Dato | undefined,
  { settings, since }: { readonly settings: ScreeningSettings; readonly since: Dato | undefined },
): KlasseCoverage[] {
  return [...Map.groupBy(elever, ({ placement }) => placement.klasse)]
    .map(([klasse, [first, ...rest]]) => {
      const newestRow = newestRowOf(klasse);
      const from = newestRow === undefined ? since : addDays(newestRow, 1);
      const silent =
        first === undefined || from === undefined
          ? []
          : skoledageFor(first.placement, settings).between(from, settings.asOf);
      return { klasse, elever: rest.length + 1, newestRow, silentSkoledage: silent.length };
    })
    .toSorted((a, b) => compareText(a.klasse, b.klasse));
}

/**
 * Looks up the newest row of a klasse in this skoleår. A row counts for the klasse that it names; when it names none that
 * anyone is in (the roster writes it otherwise), for the klasse of its elev.
 */
function findNewestRows(
  { rows }: Eksport,
  elever: readonly Elevhistorik[],
  asOf: Dato,
): (skole: string, klasse: string) => Dato | undefined {
  const newest = new Map<string, Dato>();
  const placements = new Map(elever.map(({ elevId, placement }) => [elevId, placement]));
  const klasser = new Set(elever.map(({ placement }) => keyOf(placement.skole, placement.klasse)));
  const skoleaar = skoleaarOf(asOf);
  visitStretches(rows, (stretch) => {
    const { elevId, skole, klasse } = stretch.elev;
    const placement = placements.get(elevId);
    const day = madeFor(stretch);
    if (skole !== placement?.skole || day > asOf || skoleaarOf(day) !== skoleaar) return;
    const named = keyOf(skole, klasse);
    const key = klasser.has(named) ? named : keyOf(skole, placement.klasse);
    newest.set(key, laterOf(newest.get(key) ?? day, day));
  });
  return (skole, klasse) => newest.get(keyOf(skole, klasse));
}

function keyOf(skole: string, klasse: string): string {
  return JSON.stringify([skole, klasse]);
}

function firstRowOfSkoleaar({ rows }: Eksport, asOf: Dato): Dato | undefined {
  const skoleaar = skoleaarOf(asOf);
  return rows.datoer.filter((day) => skoleaarOf(day) === skoleaar).toSorted()[0];
}
