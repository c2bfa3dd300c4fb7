// Replays past nights on the newest export: what each night would have told, how early, how often for nothing, and how
// good the forecast was (R22, R54). Every row counts as known on the evening of its date: what an export says was
// registered late, it does not tell.
import { earlierOf, isoWeek } from '../dato.ts';
import type { Dato } from '../dato.ts';
import { elevIdsOf } from '../eksport.ts';
import type { Eksport } from '../eksport.ts';
import { roskildeLadder } from '../indsatstrin.ts';
import { dateJudge } from '../judged-dates.ts';
import type { Limits } from '../indsatstrin.ts';
import { compareText } from '../row-fate.ts';
import { eachElev } from '../screening.ts';
import type { ScreeningSettings } from '../screening.ts';
import { flagsOf } from './flags.ts';
import type { Flag } from './flags.ts';
import { tallyQuality } from './forecast-quality.ts';
import type { ForecastQuality } from './forecast-quality.ts';
import { visitSamples } from './forecast-samples.ts';
import { tallyLead } from './lead-time.ts';
import type { LeadTime } from './lead-time.ts';
import { replayElev } from './replay.ts';
import type { BacktestPeriod, ElevReplay } from './replay.ts';
import { tallyRule } from './rule-figures.ts';
import type { RuleFigures } from './rule-figures.ts';
import { limitsRule, otherRules } from './warning-rules.ts';
import type { Window } from './warning-rules.ts';

export interface BacktestSettings {
  /** With the last night as the as-of date and the limits in force as the ladder. */
  readonly screening: ScreeningSettings;
  readonly period: BacktestPeriod;
  readonly limits: Limits;
  readonly whatIf: Limits | undefined;
  readonly windows: readonly Window[];
}

/** The news of one skole in one ISO week. */
export interface WeekFlags {
  /** `2026-W47` */
  readonly week: string;
  readonly institutionsnummer: string;
  readonly new: number;
  readonly escalated: number;
}

export interface Backtest {
  readonly elever: number;
  /** By week, then skole; a week without news of a skole is left out. */
  readonly flags: readonly WeekFlags[];
  /** Skoler times weeks with at least one skoledag: what "per team and week" divides by. */
  readonly teamWeeks: number;
  readonly leadTimes: readonly LeadTime[];
  readonly rules: readonly RuleFigures[];
  readonly forecast: ForecastQuality;
}

/** `progress` is told how many of the elever are done. */
export function backtest(
  eksport: Eksport,
  settings: BacktestSettings,
  progress: (done: number, of: number) => void,
): Backtest {
  const { screening, period, limits, whatIf, windows } = settings;
  const ladder = roskildeLadder(limits);
  const flags: Flag[] = [];
  const quality = tallyQuality();
  const leads = [
    tallyLead(['tidlig-indsats', 'bekymrende'], ladder, period),
    tallyLead(['tidlig-indsats', 'massivt'], ladder, period),
    tallyLead(['bekymrende', 'massivt'], ladder, period),
  ];
  const inForce = limitsRule('limits', limits);
  const rules = [inForce, ...otherRules(whatIf, windows)].map((rule) =>
    tallyRule(rule, { inForce, ladder }, period),
  );
  let elever = 0;
  for (const elev of replayElever(eksport, { screening, period }, progress)) {
    elever += 1;
    flags.push(...flagsOf(elev, ladder, period));
    for (const tally of [...leads, ...rules]) tally.add(elev);
    visitSamples(elev, { ladder, period }, quality.add);
  }
  return {
    elever,
    flags: sumPerWeek(flags),
    teamWeeks: countTeamWeeks(settings),
    leadTimes: leads.map(({ figures }) => figures()),
    rules: rules.map(({ figures }) => figures()),
    forecast: quality.figures(),
  };
}

/** Every elev of whom the export knows anything by the last night, one after the other. */
export function* replayElever(
  eksport: Eksport,
  { screening, period }: Pick<BacktestSettings, 'screening' | 'period'>,
  progress: (done: number, of: number) => void = () => {},
): Generator<ElevReplay> {
  const all = elevIdsOf(eksport).size;
  const firstRow = eksport.rows.datoer.reduce((first, day) => earlierOf(first, day), period.from);
  const context = { settings: screening, firstRow, judge: dateJudge() };
  let done = 0;
  for (const own of eachElev(eksport)) {
    progress(done, all);
    done += 1;
    const elev = replayElev(own, period, context);
    if (elev !== undefined) yield elev;
  }
}

function sumPerWeek(flags: readonly Flag[]): WeekFlags[] {
  const weekOf = weekNames();
  const groups = Map.groupBy(flags, ({ night, skole }) => `${weekOf(night)}|${skole}`);
  return [...groups]
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([key, group]) => {
      const [week = '', institutionsnummer = ''] = key.split('|');
      const count = (change: Flag['change']): number => group.filter((flag) => flag.change === change).length;
      return { week, institutionsnummer, new: count('new'), escalated: count('escalated') };
    });
}

function countTeamWeeks({ screening, period }: BacktestSettings): number {
  const weekOf = weekNames();
  return screening.skoler.reduce((sum, { institutionsnummer }) => {
    const calendar = screening.skoledage({ institutionsnumre: [institutionsnummer], klassetrin: undefined });
    return sum + new Set(calendar.between(period.from, period.to).map(weekOf)).size;
  }, 0);
}

/** `2026-W47`; each date is looked up once. */
function weekNames(): (day: Dato) => string {
  const names = new Map<Dato, string>();
  return (day) => {
    const known = names.get(day);
    if (known !== undefined) return known;
    const { year, week } = isoWeek(day);
    const name = `${year}-W${String(week).padStart(2, '0')}`;
    names.set(day, name);
    return name;
  };
}
