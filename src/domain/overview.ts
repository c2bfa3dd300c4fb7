// R76: the municipality in counts, from kommune to klasse, fit to be shown outside a skole. The table of `overview`, the
// forvaltning's workbook and its mail are all made from this (R83).
import { countCases } from './counts.ts';
import { fravaersprocentOf, isOverTiProcent } from './fravaersprocent.ts';
import { indsatstrin } from './indsatstrin.ts';
import type { TrinMedIndsats } from './indsatstrin.ts';
import type { CountedElev, CountedSkole } from './night.ts';
import { compareText } from './row-fate.ts';
import { isCrossSafe } from './cross-suppression.ts';
import type { CrossTable } from './cross-suppression.ts';
import { isFitCount, showable, showableSplit } from './suppression.ts';
import type { CountedGroup, PublicCount } from './suppression.ts';

/** Highest first, as every table lists them. */
export const trinHighestFirst: readonly TrinMedIndsats[] = indsatstrin
  .filter((trin) => trin !== 'ingen')
  .toReversed();

/** R31: the changes that a skole is counted by. */
export const countedChanges = ['new', 'escalated', 'eased', 'ended'] as const;

export type OverviewCount =
  | TrinMedIndsats
  | 'onTrin'
  | (typeof countedChanges)[number]
  /** Elever with more than 10 % absence of their own skoledage so far. */
  | 'overTiProcent';

export type OverviewLevel = 'kommune' | 'skole' | 'klassetrin' | 'klasse' | 'kommune-klassetrin';

/** One group of elever; what is not counted on its level is absent from `counts`. */
export interface OverviewRow {
  readonly level: OverviewLevel;
  /** Undefined for the kommune as a whole. */
  readonly institutionsnummer: string | undefined;
  readonly klassetrin: number | undefined;
  readonly klasse: string | undefined;
  readonly elever: number;
  readonly counts: Readonly<Partial<Record<OverviewCount, PublicCount>>>;
  /** Absence as a share of skoledage, in percent; undefined for few elever, whom a mean may point at. */
  readonly fravaersprocent: number | undefined;
}

const LOWEST_MEAN = 10;

interface Group extends CountedGroup<OverviewCount> {
  readonly level: OverviewLevel;
  readonly institutionsnummer: string | undefined;
  readonly klassetrin: number | undefined;
  readonly klasse: string | undefined;
  readonly cases: readonly CountedElev[];
  readonly parts: readonly Group[];
}

/**
 * The kommune, its klassetrin, then each skole with its klassetrin and klasser. Skoler that may not be reported (R60)
 * or have no data (R14) have no row and are in no sum.
 */
export function buildOverview(skoler: readonly CountedSkole[]): OverviewRow[] {
  const screened = skoler.filter(({ status }) => status === 'screened');
  const kommune = groupOf('kommune', screened.flatMap(elever), { parts: screened.map(skoleGroup) });
  const shown = shownCells(kommune);
  const klassetrin = klassetrinOfKommune(kommune, shown);
  return [toRow(kommune, shown), ...klassetrin, ...kommune.parts.flatMap((skole) => rowsOf(skole, shown))];
}

/** Whether a roster says which elever each skole has besides those with registrations. */
export function knowsEveryone(skoler: readonly CountedSkole[]): boolean {
  return skoler
    .filter(({ status }) => status === 'screened')
    .every(({ current }) => current.elever.some(({ inRoster }) => inRoster));
}

/**
 * One row per klassetrin of the whole kommune. Which of them may be shown depends on the skoler beside them: The two ways
 * of dividing the same elever can be subtracted from each other.
 */
function klassetrinOfKommune(kommune: Group, shown: ShownCells): OverviewRow[] {
  const parts = [...Map.groupBy(kommune.cases, ({ placement }) => placement.klassetrin)]
    .map(([klassetrin, cases]) => groupOf('kommune-klassetrin', cases, { klassetrin }))
    .toSorted(byKlassetrin);
  const fit = showable({ ...kommune, parts }, ['overTiProcent']);
  const isSafe =
    kommune.parts.every((skole) => shown.get('overTiProcent')?.has(skole)) &&
    isCrossSafe(skolerByKlassetrin(kommune, parts, fit), isFitCount);
  const ofKlassetrin = new Map([['overTiProcent' as const, isSafe ? fit : new Set<Group>()]]);
  return parts.map((part) => toRow(part, ofKlassetrin));
}

/** Elever above 10 % by skole and by shown klassetrin; the klassetrin that are not shown are known together. */
function skolerByKlassetrin(
  kommune: Group,
  klassetrin: readonly Group[],
  shown: ReadonlySet<CountedGroup<OverviewCount>>,
): CrossTable {
  const columns = Map.groupBy(klassetrin, (part) => (shown.has(part) ? part : undefined));
  return kommune.parts.map((skole) =>
    [...columns.values()].map((column) => {
      const cases = skole.cases.filter(({ placement }) =>
        column.some((part) => part.klassetrin === placement.klassetrin),
      );
      return { elever: cases.length, count: countOf(cases, isOverTiProcent) };
    }),
  );
}

type ShownCells = ReadonlyMap<OverviewCount, ReadonlySet<CountedGroup<OverviewCount>>>;

/** Which groups each count may be shown of. Changes and shares are shown of skoler only. */
function shownCells(kommune: Group): ShownCells {
  const { sum, split } = showableSplit(kommune, { sum: 'onTrin', terms: trinHighestFirst });
  const skoler = new Set<CountedGroup<OverviewCount>>([kommune, ...kommune.parts]);
  const ofSkoler = [...countedChanges, 'overTiProcent' as const];
  return new Map<OverviewCount, ReadonlySet<CountedGroup<OverviewCount>>>([
    ['onTrin', sum],
    ...trinHighestFirst.map((trin) => [trin, split] as const),
    ...ofSkoler.map((key) => [key, showable(kommune, [key], { among: (part) => skoler.has(part) })] as const),
  ]);
}

const countsOfLevel: Readonly<Record<OverviewLevel, readonly OverviewCount[]>> = {
  kommune: [...trinHighestFirst, 'onTrin', ...countedChanges, 'overTiProcent'],
  skole: [...trinHighestFirst, 'onTrin', ...countedChanges, 'overTiProcent'],
  klassetrin: [...trinHighestFirst, 'onTrin'],
  klasse: [...trinHighestFirst, 'onTrin'],
  'kommune-klassetrin': ['overTiProcent'],
};

function rowsOf(group: Group, shown: ShownCells): OverviewRow[] {
  return [toRow(group, shown), ...group.parts.flatMap((part) => rowsOf(part, shown))];
}

function toRow(group: Group, shown: ShownCells): OverviewRow {
  const { level, institutionsnummer, klassetrin, klasse, elever, cases } = group;
  const counts: Partial<Record<OverviewCount, PublicCount>> = {};
  for (const key of countsOfLevel[level])
    counts[key] = shown.get(key)?.has(group) === true ? group.counts[key] : 'withheld';
  const hasMean = level !== 'klassetrin' && level !== 'klasse' && elever >= LOWEST_MEAN;
  return {
    level,
    institutionsnummer,
    klassetrin,
    klasse,
    elever,
    counts,
    fravaersprocent: hasMean ? meanOf(cases) : undefined,
  };
}

/** To one decimal: with more, the mean of a few elever could be worked out from the means of many. */
function meanOf(cases: readonly CountedElev[]): number | undefined {
  const mean = fravaersprocentOf(cases);
  return mean === undefined ? undefined : Math.round(mean * 10) / 10;
}

function skoleGroup(skole: CountedSkole): Group {
  const { institutionsnummer } = skole.skole;
  const klassetrin = [...Map.groupBy(elever(skole), ({ placement }) => placement.klassetrin)].map(
    ([trin, cases]) =>
      groupOf('klassetrin', cases, {
        institutionsnummer,
        klassetrin: trin,
        parts: [...Map.groupBy(cases, ({ placement }) => placement.klasse)]
          .map(([klasse, own]) => groupOf('klasse', own, { institutionsnummer, klassetrin: trin, klasse }))
          .toSorted((a, b) => compareText(a.klasse ?? '', b.klasse ?? '')),
      }),
  );
  return groupOf('skole', elever(skole), { institutionsnummer, parts: klassetrin.toSorted(byKlassetrin) });
}

function elever({ current }: CountedSkole): readonly CountedElev[] {
  return current.elever;
}

function byKlassetrin(a: Group, b: Group): number {
  return (a.klassetrin ?? Infinity) - (b.klassetrin ?? Infinity);
}

type Place = Partial<Pick<Group, 'institutionsnummer' | 'klassetrin' | 'klasse' | 'parts'>>;

function groupOf(level: OverviewLevel, cases: readonly CountedElev[], place: Place): Group {
  const { institutionsnummer, klassetrin, klasse, parts = [] } = place;
  return {
    level,
    institutionsnummer,
    klassetrin,
    klasse,
    parts,
    cases,
    elever: cases.length,
    counts: countAll(cases),
  };
}

function countAll(cases: readonly CountedElev[]): Record<OverviewCount, number> {
  const counts = countCases(cases);
  const onTrin = trinHighestFirst.reduce((sum, trin) => sum + counts[trin], 0);
  return { ...counts, onTrin, overTiProcent: countOf(cases, isOverTiProcent) };
}

function countOf(cases: readonly CountedElev[], fits: (elev: CountedElev) => boolean): number {
  return cases.filter(fits).length;
}
