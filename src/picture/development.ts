// A picture of a kvartal week by week: a column for each week, divided by trin, and a mark where the same week a year ago
// ended. The shades go from light to dark and every part has its number, so that no colour is needed to read it. Pure.
import { onTrin } from '../domain/development.ts';
import type { DevelopmentWeek } from '../domain/development.ts';
import type { TrinMedIndsats } from '../domain/indsatstrin.ts';
import type { Kvartal } from '../domain/kvartal.ts';
import { weeksOf } from '../domain/kvartal-weeks.ts';
import { kvartalText, listText, tal, trinPhrase, trinText } from '../text/da.ts';
import { drawing, element, INK, letters, LINE, MUTED } from './svg.ts';
import type { Picture } from './svg.ts';

const WIDTH = 600;
const HEIGHT = 270;
const PLOT = { left: 34, right: 592, top: 44, bottom: 238 };
const COLUMN_SHARE = 0.72;

/** From the foot of a column upwards. */
const parts: readonly {
  readonly trin: TrinMedIndsats;
  readonly fill: string;
  readonly ink: string;
  readonly legendAt: number;
}[] = [
  { trin: 'massivt', fill: '#7a2e0e', ink: '#ffffff', legendAt: 318 },
  { trin: 'bekymrende', fill: '#e39a4d', ink: INK, legendAt: 148 },
  { trin: 'tidlig-indsats', fill: '#fdf0c8', ink: INK, legendAt: 34 },
];

export function developmentPicture(kvartal: Kvartal, weeks: readonly DevelopmentWeek[]): Picture {
  const totals = weeks.flatMap(({ perTrin, lastYear }) => [
    onTrin(perTrin),
    lastYear === undefined ? 0 : onTrin(lastYear),
  ]);
  const axis = axisFor(Math.max(1, ...totals));
  const all = weeksOf(kvartal);
  const step = (PLOT.right - PLOT.left) / all.length;
  const columns = all.map(({ week }, index) => {
    const left = PLOT.left + index * step + (step * (1 - COLUMN_SHARE)) / 2;
    const known = weeks[index];
    const place = { left, width: step * COLUMN_SHARE, yOf: axis.yOf };
    return [
      letters(
        String(week),
        { x: left + place.width / 2, y: PLOT.bottom + 15 },
        { anchor: 'middle', fill: MUTED },
      ),
      ...(known === undefined ? [] : column(known, place)),
    ].join('');
  });
  return {
    svg: drawing(WIDTH, HEIGHT, [
      legend(weeks),
      grid(axis),
      ...columns,
      letters('uge', { x: 4, y: PLOT.bottom + 15 }, { fill: MUTED }),
    ]),
    alt: altText(kvartal, weeks),
    width: WIDTH,
    height: HEIGHT,
  };
}

interface Axis {
  readonly ticks: readonly number[];
  readonly yOf: (count: number) => number;
}

/** Three to five round numbers, the last at or above the highest column. */
function axisFor(highest: number): Axis {
  const power = 10 ** Math.floor(Math.log10(highest));
  const step =
    [0.2, 0.5, 1, 2, 5].map((part) => Math.max(1, part * power)).find((size) => highest / size <= 4) ?? power;
  const top = Math.ceil(highest / step) * step;
  const ticks = Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step);
  return { ticks, yOf: (count) => PLOT.bottom - (count / top) * (PLOT.bottom - PLOT.top) };
}

function grid({ ticks, yOf }: Axis): string {
  return ticks
    .map((tick) =>
      [
        element('line', {
          x1: PLOT.left,
          x2: PLOT.right,
          y1: yOf(tick),
          y2: yOf(tick),
          stroke: tick === 0 ? MUTED : LINE,
        }),
        letters(tal(tick), { x: PLOT.left - 6, y: yOf(tick) + 4 }, { anchor: 'end', fill: MUTED }),
      ].join(''),
    )
    .join('');
}

interface ColumnPlace {
  readonly left: number;
  readonly width: number;
  readonly yOf: Axis['yOf'];
}

function column({ perTrin, lastYear }: DevelopmentWeek, { left, width, yOf }: ColumnPlace): string[] {
  const drawn: string[] = [];
  const middle = left + width / 2;
  let below = 0;
  for (const { trin, fill, ink } of parts) {
    const count = perTrin[trin];
    const [foot, top] = [yOf(below), yOf(below + count)];
    below += count;
    if (count === 0) continue;
    drawn.push(
      element('rect', { x: left, y: top, width, height: foot - top, fill, stroke: INK, 'stroke-width': 0.6 }),
    );
    if (foot - top >= 9.5)
      drawn.push(
        letters(
          tal(count),
          { x: middle, y: (foot + top) / 2 + 4 },
          { anchor: 'middle', fill: ink, size: 10 },
        ),
      );
  }
  if (below > 0) {
    const y = labelAbove(yOf(below), lastYear === undefined ? undefined : yOf(onTrin(lastYear)));
    drawn.push(letters(tal(below), { x: middle, y }, { anchor: 'middle', isBold: true, size: 10 }));
  }
  if (lastYear !== undefined) drawn.push(mark(left - 3, left + width + 3, yOf(onTrin(lastYear))));
  return drawn;
}

/** Above the column, and above the mark when that lies where the number would stand. */
function labelAbove(top: number, markAt: number | undefined): number {
  const isInTheWay = markAt !== undefined && markAt <= top + 2 && markAt > top - 16;
  return (isInTheWay ? markAt - 2 : top) - 4;
}

/** A thick line with a white edge, visible on every shade. */
function mark(x1: number, x2: number, y: number): string {
  return [5, 2.5]
    .map((width, index) =>
      element('line', { x1, x2, y1: y, y2: y, 'stroke-width': width, stroke: index === 0 ? '#ffffff' : INK }),
    )
    .join('');
}

function legend(weeks: readonly DevelopmentWeek[]): string {
  const names = parts.map(({ trin, fill, legendAt }) =>
    [
      element('rect', {
        x: legendAt,
        y: 6,
        width: 12,
        height: 12,
        fill,
        stroke: INK,
        'stroke-width': 0.6,
      }),
      letters(trinText[trin], { x: legendAt + 17, y: 16 }),
    ].join(''),
  );
  const hasLastYear = weeks.some(({ lastYear }) => lastYear !== undefined);
  return [
    ...names,
    ...(hasLastYear ? [mark(476, 492, 12), letters('I alt sidste år', { x: 498, y: 16 })] : []),
    letters('Elever på et trin', { x: 4, y: 34 }, { fill: MUTED }),
  ].join('');
}

function altText(kvartal: Kvartal, weeks: readonly DevelopmentWeek[]): string {
  const last = weeks.at(-1);
  if (last === undefined) return `Ingen uger i ${kvartalText(kvartal)} endnu.`;
  const now = listText(parts.map(({ trin }) => `${tal(last.perTrin[trin])} ${trinPhrase[trin]}`));
  const totals = weeks.map(({ week, perTrin }) => `uge ${week}: ${tal(onTrin(perTrin))}`);
  const before =
    last.lastYear === undefined ? '' : ` På samme tid sidste år var der ${tal(onTrin(last.lastYear))}.`;
  return `Søjler for hver uge i ${kvartalText(kvartal)} viser elever på et trin. Nu, uge ${last.week}: ${now}, i alt ${tal(onTrin(last.perTrin))}.${before} I alt uge for uge: ${totals.join(', ')}.`;
}
