// A picture of a kvartal week by week: a column for each week, divided by trin, and a mark where the same week a year ago
// ended. The shades go from light to dark and every part has its number, so that no colour is needed to read it. Pure.
import { onTrin } from '../domain/development.ts';
import type { DevelopmentWeek, PerTrin } from '../domain/development.ts';
import type { TrinMedIndsats } from '../domain/indsatstrin.ts';
import type { KommuneWeek } from '../domain/kommune-development.ts';
import type { Kvartal } from '../domain/kvartal.ts';
import { weeksOf } from '../domain/kvartal-weeks.ts';
import type { PublicCount } from '../domain/suppression.ts';
import { kvartalText, listText, tal, trinPhrase, trinText } from '../text/da.ts';
import { publicText, WITHHELD } from '../text/overview.ts';
import { element, INK, letters, LINE, MUTED, toPicture } from './svg.ts';
import type { Picture } from './svg.ts';

const SIZE = { width: 440, height: 220 };
const PLOT = { left: 30, right: 436, top: 46, bottom: 196 };
const COLUMN_SHARE = 0.72;

/** From the foot of a column upwards. */
const parts: readonly {
  readonly trin: TrinMedIndsats;
  readonly fill: string;
  readonly ink: string;
  readonly legendAt: number;
}[] = [
  { trin: 'massivt', fill: '#7a2e0e', ink: '#ffffff', legendAt: 278 },
  { trin: 'bekymrende', fill: '#e39a4d', ink: INK, legendAt: 112 },
  { trin: 'tidlig-indsats', fill: '#fdf0c8', ink: INK, legendAt: 4 },
];

const NUMBER_HEIGHT = 9;
/** Half of the mark and its white edge. */
const MARK_ROOM = 2.5;

/** Of a column whose parts may not be shown (R76). */
const UNDIVIDED = '#c9d2da';

/** What a column shows: of a skole everything, of the kommune what may be known. */
interface Column {
  readonly week: number;
  readonly perTrin: PerTrin | 'withheld';
  readonly total: PublicCount;
  readonly lastYear: PublicCount | undefined;
}

export function developmentPicture(kvartal: Kvartal, weeks: readonly DevelopmentWeek[]): Picture {
  return draw(
    kvartal,
    weeks.map(({ week, perTrin, lastYear }) => ({
      week,
      perTrin,
      total: onTrin(perTrin),
      lastYear: lastYear === undefined ? undefined : onTrin(lastYear),
    })),
  );
}

/** The same of the whole kommune, without what may not be shown (R76). */
export function kommuneDevelopmentPicture(kvartal: Kvartal, weeks: readonly KommuneWeek[]): Picture {
  return draw(
    kvartal,
    weeks.map(({ week, perTrin, onTrin: total, lastYear }) => ({
      week,
      perTrin,
      total,
      lastYear: lastYear?.onTrin,
    })),
  );
}

function draw(kvartal: Kvartal, weeks: readonly Column[]): Picture {
  const totals = weeks.flatMap(({ total, lastYear }) => [heightOf(total), heightOf(lastYear)]);
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
  return toPicture(altText(kvartal, weeks), SIZE, [
    legend(weeks),
    grid(axis),
    ...columns,
    letters('uge', { x: 4, y: PLOT.bottom + 15 }, { fill: MUTED }),
  ]);
}

/** What may not be shown has no height. */
function heightOf(count: PublicCount | undefined): number {
  return typeof count === 'number' ? count : 0;
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

function column({ perTrin, total, lastYear }: Column, place: ColumnPlace): string[] {
  const { left, width, yOf } = place;
  const middle = left + width / 2;
  const markAt = typeof lastYear === 'number' ? yOf(lastYear) : undefined;
  const drawnMark = markAt === undefined ? [] : [mark(left - 3, left + width + 3, markAt)];
  if (total === 'withheld') {
    const y = labelAbove(PLOT.bottom, markAt);
    return [letters(WITHHELD, { x: middle, y }, { anchor: 'middle', fill: MUTED, size: 9 }), ...drawnMark];
  }
  if (total === 0) return drawnMark;
  const y = labelAbove(yOf(total), markAt);
  return [
    ...(perTrin === 'withheld'
      ? [box({ from: 0, to: total }, UNDIVIDED, place)]
      : divided(perTrin, place, markAt)),
    letters(tal(total), { x: middle, y }, { anchor: 'middle', isBold: true, size: 10 }),
    ...drawnMark,
  ];
}

/** One part for each trin, with its number where there is room. */
function divided(perTrin: PerTrin, place: ColumnPlace, markAt: number | undefined): string[] {
  const drawn: string[] = [];
  let below = 0;
  for (const { trin, fill, ink } of parts) {
    const count = perTrin[trin];
    const [foot, top] = [place.yOf(below), place.yOf(below + count)];
    if (count > 0) drawn.push(box({ from: below, to: below + count }, fill, place));
    const y = numberAt({ top, foot }, markAt);
    if (y !== undefined) {
      const at = { x: place.left + place.width / 2, y };
      drawn.push(letters(tal(count), at, { anchor: 'middle', fill: ink, size: 10 }));
    }
    below += count;
  }
  return drawn;
}

/** In the middle of the part, or of what the mark leaves of it; nowhere where there is no room. */
function numberAt(
  { top, foot }: { readonly top: number; readonly foot: number },
  markAt: number | undefined,
): number | undefined {
  const isCrossed = markAt !== undefined && markAt > top - MARK_ROOM && markAt < foot + MARK_ROOM;
  const spaces = isCrossed
    ? [
        { top, foot: markAt - MARK_ROOM },
        { top: markAt + MARK_ROOM, foot },
      ]
    : [{ top, foot }];
  const widest = spaces.toSorted((a, b) => b.foot - b.top - (a.foot - a.top))[0];
  if (widest === undefined || widest.foot - widest.top < NUMBER_HEIGHT) return undefined;
  return (widest.top + widest.foot) / 2 + 3.5;
}

function box(
  { from, to }: { readonly from: number; readonly to: number },
  fill: string,
  { left, width, yOf }: ColumnPlace,
): string {
  const height = yOf(from) - yOf(to);
  return element('rect', { x: left, y: yOf(to), width, height, fill, stroke: INK, 'stroke-width': 0.6 });
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

function legend(weeks: readonly Column[]): string {
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
  const hasLastYear = weeks.some(({ lastYear }) => typeof lastYear === 'number');
  const hasUndivided = weeks.some(({ perTrin, total }) => perTrin === 'withheld' && total !== 'withheld');
  return [
    ...names,
    ...(hasLastYear ? [mark(338, 354, 30), letters('I alt sidste år', { x: 360, y: 34 })] : []),
    letters('Elever på et trin', { x: 4, y: 34 }, { fill: MUTED }),
    ...(hasUndivided
      ? [letters('Grå søjle: fordelingen på trin er skjult', { x: 112, y: 34 }, { fill: MUTED })]
      : []),
  ].join('');
}

function altText(kvartal: Kvartal, weeks: readonly Column[]): string {
  const last = weeks.at(-1);
  if (last === undefined) return `Ingen uger i ${kvartalText(kvartal)} endnu.`;
  const { perTrin } = last;
  const now =
    perTrin === 'withheld'
      ? `fordelingen på trin er ${WITHHELD}`
      : listText(parts.map(({ trin }) => `${tal(perTrin[trin])} ${trinPhrase[trin]}`));
  const totals = weeks.map(({ week, total }) => `uge ${week}: ${publicText(total)}`);
  const before =
    last.lastYear === undefined ? '' : ` På samme tid sidste år var der ${publicText(last.lastYear)}.`;
  return `Søjler for hver uge i ${kvartalText(kvartal)} viser elever på et trin. Nu, uge ${last.week}: ${now}, i alt ${publicText(last.total)}.${before} I alt uge for uge: ${totals.join(', ')}.`;
}
