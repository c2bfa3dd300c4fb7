// R76: the forløb of each skole in counts, fit to be shown to the forvaltning: by fase, what is overdue by step, how long
// things take, and how much is followed up in time.
import { addDays, daysBetween } from '../dato.ts';
import type { Dato } from '../dato.ts';
import type { ElevCase, SkoleNight } from '../night.ts';
import { policySuppression, showable, showableSplit } from '../suppression.ts';
import type { CountedGroup, PublicCount } from '../suppression.ts';
import type { ForloebView } from './elev-forloeb.ts';
import { faser, forloebSteps } from './steps.ts';
import type { Fase, StepId } from './steps.ts';

/** Forløb whose samtale lies further back than a year say nothing of how a skole works now. */
export const OVERVIEW_DAYS = 365;

/** Steps that can be overdue. */
export const stepsWithFrist: readonly StepId[] = forloebSteps
  .filter(({ frist }) => frist.kind !== 'none')
  .map(({ id }) => id);

/** Elever, counted by where their forløb is and by which step is overdue. */
export type ForloebCount = Fase | 'running' | 'awaiting-samtale' | `overdue ${StepId}`;

export interface ForloebOverviewRow {
  /** Undefined for the kommune as a whole. */
  readonly institutionsnummer: string | undefined;
  readonly counts: Readonly<Partial<Record<ForloebCount, PublicCount>>>;
  /** Median days of the last year's forløb; undefined for fewer than five. */
  readonly daysToSamtale: number | undefined;
  readonly daysToHandleplan: number | undefined;
  /** Opfølgninger of the last year held in time, as a share (0-1) of those held or due; undefined for fewer than five. */
  readonly followedUpInTime: number | undefined;
}

interface SkoleGroup extends CountedGroup<ForloebCount> {
  readonly institutionsnummer: string | undefined;
  readonly cases: readonly ElevCase[];
  readonly parts: readonly SkoleGroup[];
}

/** The kommune, then each skole that may be reported (R60). */
export function buildForloebOverview(skoler: readonly SkoleNight[], asOf: Dato): ForloebOverviewRow[] {
  const parts = skoler
    .filter(({ status }) => status !== 'refused')
    .map(({ skole, current }) => groupOf(skole.institutionsnummer, current.elever, []));
  const kommune = groupOf(
    undefined,
    parts.flatMap(({ cases }) => cases),
    parts,
  );
  const shown = shownGroups(kommune);
  return [kommune, ...parts].map((group) => toRow(group, shown, asOf));
}

type Shown = ReadonlyMap<ForloebCount, ReadonlySet<CountedGroup<ForloebCount>>>;

function shownGroups(kommune: SkoleGroup): Shown {
  const { sum, split } = showableSplit(kommune, { sum: 'running', terms: faser });
  return new Map<ForloebCount, ReadonlySet<CountedGroup<ForloebCount>>>([
    ['running', sum],
    ...faser.map((fase) => [fase, split] as const),
    ...(['awaiting-samtale', ...stepsWithFrist.map(overdueKey)] as const).map(
      (key) => [key, showable(kommune, [key])] as const,
    ),
  ]);
}

function groupOf(
  institutionsnummer: string | undefined,
  cases: readonly ElevCase[],
  parts: readonly SkoleGroup[],
): SkoleGroup {
  return { institutionsnummer, cases, parts, elever: cases.length, counts: countAll(cases) };
}

function countAll(cases: readonly ElevCase[]): Record<ForloebCount, number> {
  const count = (fits: (elev: ElevCase) => boolean): number => cases.filter(fits).length;
  const counts: Partial<Record<ForloebCount, number>> = {
    running: count(({ forloeb }) => forloeb.running !== undefined),
    'awaiting-samtale': count(({ forloeb }) => forloeb.awaitingSince !== undefined),
  };
  for (const fase of faser) counts[fase] = count(({ forloeb }) => forloeb.running?.fase === fase);
  for (const id of stepsWithFrist) counts[overdueKey(id)] = count((elev) => isOverdue(elev, id));
  return counts as Record<ForloebCount, number>;
}

export function overdueKey(id: StepId): `overdue ${StepId}` {
  return `overdue ${id}`;
}

function isOverdue({ forloeb }: ElevCase, id: StepId): boolean {
  return forloeb.running?.frister.some(({ step, status }) => step.id === id && status === 'overdue') ?? false;
}

function toRow(group: SkoleGroup, shown: Shown, asOf: Dato): ForloebOverviewRow {
  const counts: Partial<Record<ForloebCount, PublicCount>> = {};
  for (const [key, groups] of shown) counts[key] = groups.has(group) ? group.counts[key] : 'withheld';
  const views = group.cases
    .flatMap(({ forloeb }) => forloeb.all)
    .filter(({ samtaledato }) => samtaledato !== undefined && addDays(samtaledato, OVERVIEW_DAYS) > asOf);
  return {
    institutionsnummer: group.institutionsnummer,
    counts,
    daysToSamtale: medianOf(views.map(({ flaggedOn, samtaledato }) => between(flaggedOn, samtaledato))),
    daysToHandleplan: medianOf(views.map((view) => between(view.samtaledato, handleplanOf(view)))),
    followedUpInTime: shareInTime(views, asOf),
  };
}

function between(from: Dato | undefined, to: Dato | undefined): number | undefined {
  return from === undefined || to === undefined ? undefined : daysBetween(from, to);
}

function handleplanOf({ frister }: ForloebView): Dato | undefined {
  return frister.find(({ step }) => step.id === 'F3')?.doneOn;
}

/** The middle one, or the mean of the two in the middle; undefined when there are too few to tell without pointing. */
function medianOf(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined).toSorted((a, b) => a - b);
  if (known.length < policySuppression.lowestShown) return undefined;
  const [lower, upper] = [known[(known.length - 1) >> 1], known[known.length >> 1]];
  return lower === undefined || upper === undefined ? undefined : (lower + upper) / 2;
}

function shareInTime(views: readonly ForloebView[], asOf: Dato): number | undefined {
  const rounds = views
    .flatMap(({ frister }) => frister)
    .filter(({ step, frist }) => step.frist.kind === 'repeated' && frist !== undefined)
    .filter(({ frist, doneOn }) => doneOn !== undefined || (frist ?? asOf) < asOf);
  if (rounds.length < policySuppression.lowestShown) return undefined;
  return rounds.filter(({ status }) => status === 'done').length / rounds.length;
}
