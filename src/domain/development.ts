// How a kvartal has come to be what it is: elever on each trin week by week, beside the same time a year ago, and each
// klasse's absence week by week.
import { addDays, earlierOf } from './dato.ts';
import type { Dato } from './dato.ts';
import { addFravaersdage, NO_DAYS, ONE_DAY } from './fravaersdage.ts';
import { rank } from './indsatstrin.ts';
import type { Indsatstrin, TrinMedIndsats } from './indsatstrin.ts';
import { lastDayOf } from './kvartal.ts';
import type { Kvartal } from './kvartal.ts';
import { weeksOf } from './kvartal-weeks.ts';
import type { KvartalWeek } from './kvartal-weeks.ts';
import type { ElevCase, SkoleKvartal } from './night.ts';
import type { SkoledageLookup } from './skolekalender.ts';
import type { KvartalFigures } from './trend.ts';

export type PerTrin = Readonly<Record<TrinMedIndsats, number>>;

/** Where the elever stood when a week was over. */
export interface DevelopmentWeek {
  readonly week: number;
  /** The last date of the week that is counted. */
  readonly until: Dato;
  readonly perTrin: PerTrin;
  /** The same week a year ago, when a night around it is known. */
  readonly lastYear: PastPerTrin | undefined;
}

/** An earlier night's counts, and of how many elever. */
export type PastPerTrin = PerTrin & { readonly elever: number };

/** A year ago on the same weekday. */
const YEAR = 364;
/** A night that lies further back than this says nothing of the week. */
const NEAR = 7;

/**
 * The weeks up to `asOf`, from the absence as it is known now: what was registered late stands where it belongs. The last
 * week is what the report says.
 */
export function developmentOf(
  { kvartal, elever }: Pick<SkoleKvartal, 'kvartal' | 'elever'>,
  asOf: Dato,
  history: readonly KvartalFigures[],
): DevelopmentWeek[] {
  const before = yearBefore(kvartal);
  const nights = history.filter((figures) => figures.kvartal === before);
  return weeksOf(kvartal)
    .filter(({ from }) => from <= asOf)
    .map(({ week, to }) => {
      const until = earlierOf(to, asOf);
      return {
        week,
        until,
        perTrin: countTrin(elever.map((elev) => trinAt(elev, until, asOf))),
        lastYear: pastOf(nightNear(nights, earlierOf(addDays(until, -YEAR), lastDayOf(before)))),
      };
    });
}

/** The weeks of several skoler together; a year ago only where it is known of all of them. */
export function sumDevelopments(parts: readonly (readonly DevelopmentWeek[])[]): DevelopmentWeek[] {
  const [first = []] = parts;
  return first.map(({ week, until }, index) => {
    const weeks = parts.map((part) => part[index]);
    const lastYears = weeks.map((one) => one?.lastYear).filter((known) => known !== undefined);
    return {
      week,
      until,
      perTrin: sumPerTrin(weeks.map((one) => one?.perTrin).filter((known) => known !== undefined)),
      lastYear:
        lastYears.length === parts.length
          ? { ...sumPerTrin(lastYears), elever: lastYears.reduce((sum, { elever }) => sum + elever, 0) }
          : undefined,
    };
  });
}

export function onTrin({ massivt, bekymrende, 'tidlig-indsats': tidligIndsats }: PerTrin): number {
  return massivt + bekymrende + tidligIndsats;
}

function yearBefore(kvartal: Kvartal): Kvartal {
  return `${Number(kvartal.slice(0, 4)) - 1}${kvartal.slice(4)}` as Kvartal;
}

/** The trin on an earlier date, by the limits crossed until then; a vurdering counts from its own date (R21). */
function trinAt({ placering }: ElevCase, date: Dato, asOf: Dato): Indsatstrin {
  if (date >= asOf) return placering.trin;
  const byDays = placering.crossings.findLast(({ dato }) => dato <= date)?.trin ?? 'ingen';
  const isJudged =
    placering.basis === 'vurdering' && placering.crossed !== undefined && placering.crossed <= date;
  return isJudged && rank(byDays) < rank('bekymrende') ? 'bekymrende' : byDays;
}

function countTrin(all: readonly Indsatstrin[]): PerTrin {
  const count = (trin: TrinMedIndsats): number => all.filter((one) => one === trin).length;
  return {
    massivt: count('massivt'),
    bekymrende: count('bekymrende'),
    'tidlig-indsats': count('tidlig-indsats'),
  };
}

function sumPerTrin(all: readonly PerTrin[]): PerTrin {
  const sum = (trin: TrinMedIndsats): number => all.reduce((total, one) => total + one[trin], 0);
  return { massivt: sum('massivt'), bekymrende: sum('bekymrende'), 'tidlig-indsats': sum('tidlig-indsats') };
}

function pastOf(night: KvartalFigures | undefined): PastPerTrin | undefined {
  return night === undefined ? undefined : { ...night.perTrin, elever: night.elever };
}

function nightNear(nights: readonly KvartalFigures[], day: Dato): KvartalFigures | undefined {
  return nights
    .filter(({ asOf }) => addDays(day, -NEAR) <= asOf && asOf <= day)
    .reduce<KvartalFigures | undefined>(
      (newest, night) => (newest === undefined || night.asOf >= newest.asOf ? night : newest),
      undefined,
    );
}

/** How much of a klasse's skoledage in a week was absence, in percent. */
export type HeatCell =
  | { readonly kind: 'percent'; readonly percent: number }
  /** No skoledag in the week, or the week has not come yet. */
  | { readonly kind: 'closed' | 'later' };

/** One klasse week by week. */
export function heatOf(
  elever: readonly ElevCase[],
  {
    kvartal,
    asOf,
    skoledage,
  }: { readonly kvartal: Kvartal; readonly asOf: Dato; readonly skoledage: SkoledageLookup },
): HeatCell[] {
  const calendars = elever.map(({ placement: { institutionsnumre, klassetrin } }) =>
    skoledage({ institutionsnumre, klassetrin }),
  );
  const absent = elever.flatMap(({ fravaer }) => fravaer.days);
  return weeksOf(kvartal).map((week) => {
    if (week.from > asOf) return { kind: 'later' };
    const until = earlierOf(week.to, asOf);
    const possible = calendars.reduce((sum, calendar) => sum + calendar.count(week.from, until), 0);
    const days = absent.reduce(
      (sum, day) => (isIn(week, day.dato) ? addFravaersdage(sum, day.total) : sum),
      NO_DAYS,
    );
    return possible === 0
      ? { kind: 'closed' }
      : { kind: 'percent', percent: (days / ONE_DAY / possible) * 100 };
  });
}

function isIn({ from, to }: KvartalWeek, day: Dato): boolean {
  return from <= day && day <= to;
}
