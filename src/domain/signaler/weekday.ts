// R53: absence that keeps to one weekday.
import { weekday } from '../dato.ts';
import type { SignalRule } from './signal-rule.ts';
import { absentOfLast } from './signal-view.ts';

const SHARE = 60;
const DAYS = 4;
const OF_SKOLEDAGE = 60;

export const weekdayRule: SignalRule = {
  nummer: 'R53',
  tekst: `mindst ${SHARE} % af fraværsdagene (mindst ${DAYS} dage) på samme ugedag inden for de sidste ${OF_SKOLEDAGE} skoledage`,
  scope: 'recent',
  find: (view) => {
    const days = absentOfLast(view, OF_SKOLEDAGE);
    if (days.length < DAYS) return undefined;
    const perWeekday = Map.groupBy(days, ({ dato }) => weekday(dato));
    for (const [day, { length: onWeekday }] of perWeekday) {
      if (onWeekday * 100 < SHARE * days.length) continue;
      // Three of four days happen by chance; four of the same weekday seldom do.
      return { id: 'weekday', weekday: day, onWeekday, absent: days.length, strong: onWeekday >= DAYS };
    }
    return undefined;
  },
};
