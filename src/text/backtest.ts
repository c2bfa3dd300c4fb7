// What a replay of past nights takes for granted, and the names of the rules it compares.
import type { WarningRule, Window } from '../domain/backtest/warning-rules.ts';
import type { Limits } from '../domain/indsatstrin.ts';
import { fromDays } from '../domain/fravaersdage.ts';
import { dageTal, listText } from './da.ts';

/** Said with every result, on screen and in JSON. */
export const backtestAssumptions: readonly string[] = [
  'Hver række regnes som kendt om aftenen på sin egen dato. Forsinkede og rettede registreringer kan ikke ses i én eksport, så i virkeligheden kommer nogle meldinger senere.',
  'Jobbet regnes som kørt hver nat, også før perioden, og hver mail som nået frem.',
  'Hold ind- og udmeldelser i elevlisten for sande på deres datoer. Skolernes egne vurderinger og igangværende forløb er ikke med.',
  'Summer pr. måned har ingen datoer og kan ikke spilles igen.',
];

/** `Nu: 5, 10 og 20 dage`, `Mindst 7 af de sidste 20 skoledage` */
export function warningRuleText({ id, limits, window }: Omit<WarningRule, 'warnings' | 'messages'>): string {
  if (window !== undefined) return windowText(window);
  return `${id === 'limits' ? 'Nu' : 'Hvad nu hvis'}: ${limits === undefined ? '' : daysText(limits)}`;
}

function windowText({ limit, of }: Window): string {
  return limit === of ? `Mindst ${limit} skoledage i træk` : `Mindst ${limit} af de sidste ${of} skoledage`;
}

function daysText({ tidligIndsats, bekymrende, massivt }: Limits): string {
  return `${listText([tidligIndsats, bekymrende, massivt].map((days) => dageTal(fromDays(days))))} dage`;
}
