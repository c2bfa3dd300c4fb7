// What the rows of one elev come to, date by date (R3, R7-R10). On most dates most elever say the same, say a whole day of
// sygdom: what rows come to is worked out once for each different saying, and holds for every date that says it.
import type { Dato } from './dato.ts';
import { countFravaer } from './fravaer.ts';
import type { Fravaersdag } from './fravaer.ts';
import { compareText, decideFates, decideLaterFates, skoledageAt } from './row-fate.ts';
import type { FateContext, RowFate, RowWithFate } from './row-fate.ts';
import { registreringerOf } from './rows.ts';
import type { RowElev, RowSaid, Stretch } from './rows.ts';
import type { Skoledage } from './skolekalender.ts';

/** What the rows of a date come to, whoever they are of and whatever the date. */
export interface Judgement {
  /** Rows per fate. */
  readonly counts: readonly { readonly fate: RowFate; readonly rows: number }[];
  /** R9: whether a row lies on no skoledag. */
  readonly isOff: boolean;
  /** Whether a row is made day by day. Leave is entered ahead as a whole, a month's sum afterwards. */
  readonly isDayByDay: boolean;
  /** Whether a row is part of one that gives several registreringer, or a month's sum: about more than its date. */
  readonly reachesFurther: boolean;
}

/** The rows of one elev on one date. */
export interface JudgedDate {
  readonly dato: Dato;
  readonly stretches: readonly Stretch[];
  /** What the rows that count add; after the as-of date, what they will add (R10). */
  readonly day: Fravaersdag | undefined;
  readonly judgement: Judgement;
  readonly context: FateContext | undefined;
  /** The rows with their fates, where the date was judged for itself. */
  readonly entries: readonly RowWithFate[] | undefined;
}

/**
 * Judges the rows of one elev, in the order of their dates. Without a context every row is of a later date than the
 * as-of date (R10).
 */
export type JudgeDates = (
  stretches: readonly Stretch[],
  context: FateContext | undefined,
) => readonly JudgedDate[];

/** The rows of a date with their fates, in order of skole and file. */
export function entriesOf({ entries, stretches, context }: JudgedDate): readonly RowWithFate[] {
  return entries ?? decide({ stretches, context });
}

function decide({ stretches, context }: Pick<JudgedDate, 'stretches' | 'context'>): RowWithFate[] {
  const rows = registreringerOf(stretches);
  return context === undefined ? decideLaterFates(rows) : decideFates(rows, context);
}

/** Where a date lies: what its rows come to depends on nothing else but what they say. */
type Standing = 'skoledag' | 'not-skoledag' | 'after-as-of';

interface Known {
  readonly judgement: Judgement;
  /** The absence that is said, on every date on which somebody has said it. */
  readonly days: Map<Dato, Fravaersdag>;
  readonly day: Fravaersdag | undefined;
  readonly entries: readonly RowWithFate[] | undefined;
}

/** So many sayings are remembered in each standing; then all are forgotten. */
const MAX_REMEMBERED = 10_000;

/** A judge who remembers, for the elever of one export. */
export function dateJudge(): JudgeDates {
  const remembered: Readonly<Record<Standing, Map<readonly RowSaid[], Known>>> = {
    skoledag: new Map(),
    'not-skoledag': new Map(),
    'after-as-of': new Map(),
  };
  const judgeAnew = (group: Pick<JudgedDate, 'stretches' | 'context'>): Known => {
    const entries = decide(group);
    return { judgement: judgementOf(entries), days: new Map(), day: dayOf(entries), entries };
  };
  const recall = (stretch: Stretch, standing: Standing, context: FateContext | undefined): Known => {
    const known = remembered[standing].get(stretch.said);
    if (known !== undefined) return known;
    const judged = judgeAnew({ stretches: [stretch], context });
    if (judged.judgement.reachesFurther) return judged;
    if (remembered[standing].size >= MAX_REMEMBERED) remembered[standing].clear();
    // Other dates have rows of their own.
    const shared = { ...judged, entries: undefined };
    remembered[standing].set(stretch.said, shared);
    return shared;
  };
  return (stretches, context) => {
    const standingOf = standings(context);
    return groupByDate(stretches).map((group) => {
      const [first, second] = group;
      const { dato } = first;
      const { judgement, day, days, entries } =
        second === undefined
          ? recall(first, standingOf(first), context)
          : judgeAnew({ stretches: group, context });
      return { dato, stretches: group, day: day && sameDayOn(dato, day, days), judgement, context, entries };
    });
  };
}

type Group = readonly [Stretch, ...Stretch[]];

/** Stretches of the same date together, in order of date. */
function groupByDate(stretches: readonly Stretch[]): Group[] {
  const groups: [Stretch, ...Stretch[]][] = [];
  let group: [Stretch, ...Stretch[]] | undefined;
  for (const stretch of inOrder(stretches)) {
    if (group?.[0].dato === stretch.dato) group.push(stretch);
    else groups.push((group = [stretch]));
  }
  return groups;
}

/** Rows are mostly read in order. */
function inOrder(stretches: readonly Stretch[]): readonly Stretch[] {
  const isInOrder = stretches.every(
    ({ dato }, index) => index === 0 || (stretches[index - 1]?.dato ?? '') <= dato,
  );
  return isInOrder ? stretches : stretches.toSorted((a, b) => compareText(a.dato, b.dato));
}

/** R9, R10: the rows of an elev most often stand at one place, whose calendar is looked up once. */
function standings(context: FateContext | undefined): (stretch: Stretch) => Standing {
  if (context === undefined) return () => 'after-as-of';
  let last: { readonly elev: RowElev; readonly skoledage: Skoledage } | undefined;
  const calendarOf = (elev: RowElev, dato: Dato): Skoledage => {
    if (last?.elev === elev) return last.skoledage;
    const skoledage = skoledageAt(elev, dato, context);
    // Without a klassetrin of its own the row's place is another one in another skoleår.
    last = elev.klassetrin === undefined ? undefined : { elev, skoledage };
    return skoledage;
  };
  return ({ elev, dato }) => {
    if (dato > context.asOf) return 'after-as-of';
    return calendarOf(elev, dato).has(dato) ? 'skoledag' : 'not-skoledag';
  };
}

function judgementOf(entries: readonly RowWithFate[]): Judgement {
  const counts = new Map<RowFate, number>();
  for (const { fate } of entries) counts.set(fate, (counts.get(fate) ?? 0) + 1);
  return {
    counts: [...counts].map(([fate, rows]) => ({ fate, rows })),
    isOff: counts.has('not-skoledag'),
    isDayByDay: entries.some(({ row }) => row.aarsag !== 'ekstraordinaer-frihed' && row.isMonthSum !== true),
    reachesFurther: entries.some(({ row }) => row.isMonthSum === true || row.spanning !== undefined),
  };
}

function dayOf(entries: readonly RowWithFate[]): Fravaersdag | undefined {
  const adding = entries.filter(({ fate }) => fate === 'counted' || fate === 'after-as-of');
  return countFravaer(adding.map(({ row }) => row)).days[0];
}

/** The same absence on another date; elever who were away alike on a date share the answer. */
function sameDayOn(dato: Dato, day: Fravaersdag, days: Map<Dato, Fravaersdag>): Fravaersdag {
  const known = day.dato === dato ? day : days.get(dato);
  if (known !== undefined) return known;
  const same = { ...day, dato };
  days.set(dato, same);
  return same;
}
