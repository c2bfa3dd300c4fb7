// A picture of a skole's klasser week by week: a field for each, darker the more of the klasse's skoledage were absence, and with
// the number in it. Pure.
import type { HeatCell } from '../domain/development.ts';
import type { Kvartal } from '../domain/kvartal.ts';
import { weeksOf } from '../domain/kvartal-weeks.ts';
import { kvartalText, tal } from '../text/da.ts';
import { element, INK, letters, MUTED, toPicture } from './svg.ts';
import type { Picture } from './svg.ts';

export interface KlasseHeat {
  readonly klasse: string;
  readonly weeks: readonly HeatCell[];
}

const WIDTH = 440;
const LEFT = 62;
const TOP = 58;
const ROW = 20;

/** Percent, from light to dark. */
const shades = [
  { below: 5, fill: '#ffffff', ink: MUTED, name: 'under 5' },
  { below: 10, fill: '#dde9f3', ink: INK, name: '5-10' },
  { below: 15, fill: '#b4d0e7', ink: INK, name: '10-15' },
  { below: 25, fill: '#6ea3cd', ink: INK, name: '15-25' },
  { below: Infinity, fill: '#1d4f80', ink: '#ffffff', name: '25 og over' },
] as const;
const CLOSED = '#d9d9d9';

export function heatPicture(kvartal: Kvartal, klasser: readonly KlasseHeat[]): Picture {
  const weeks = weeksOf(kvartal);
  const step = (WIDTH - LEFT - 4) / weeks.length;
  const height = TOP + klasser.length * ROW + 6;
  const headings = weeks.map(({ week }, index) =>
    letters(String(week), { x: LEFT + (index + 0.5) * step, y: TOP - 6 }, { anchor: 'middle', fill: MUTED }),
  );
  const rows = klasser.map(({ klasse, weeks: cells }, row) =>
    [
      letters(klasse, { x: LEFT - 8, y: TOP + row * ROW + 14 }, { anchor: 'end' }),
      ...cells.map((cell, index) => field(cell, { x: LEFT + index * step, y: TOP + row * ROW, width: step })),
    ].join(''),
  );
  const week = letters('uge', { x: LEFT - 8, y: TOP - 6 }, { anchor: 'end', fill: MUTED });
  const alt = altText(kvartal, klasser);
  return toPicture(alt, { width: WIDTH, height }, [legend(), week, ...headings, ...rows]);
}

function shadeOf(percent: number): (typeof shades)[number] {
  return shades.find(({ below }) => percent < below) ?? shades[4];
}

function field(
  cell: HeatCell,
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
): string {
  const box = { x: x + 1, y: y + 1, width: width - 2, height: ROW - 2 };
  if (cell.kind !== 'percent') return cell.kind === 'closed' ? element('rect', { ...box, fill: CLOSED }) : '';
  const { fill, ink } = shadeOf(cell.percent);
  return [
    element('rect', { ...box, fill, stroke: '#b8c2cc', 'stroke-width': 0.5 }),
    letters(
      String(Math.round(cell.percent)),
      { x: x + width / 2, y: y + 14 },
      { anchor: 'middle', fill: ink, size: 10 },
    ),
  ].join('');
}

function legend(): string {
  const boxes = shades.map(({ fill, name }, index) =>
    [
      element('rect', {
        x: LEFT + index * 74,
        y: 22,
        width: 12,
        height: 12,
        fill,
        stroke: '#8793a0',
        'stroke-width': 0.6,
      }),
      letters(name, { x: LEFT + 17 + index * 74, y: 32 }),
    ].join(''),
  );
  return [letters('Fravær i procent af skoledagene', { x: LEFT, y: 14 }, { fill: MUTED }), ...boxes].join('');
}

/** The klasser with most absence in the newest week, for a list of every field is no text. */
function altText(kvartal: Kvartal, klasser: readonly KlasseHeat[]): string {
  const weeks = weeksOf(kvartal);
  const newest = weeks.findLastIndex((_, index) =>
    klasser.some(({ weeks: cells }) => cells[index]?.kind === 'percent'),
  );
  const start = `Et felt for hver klasse og uge i ${kvartalText(kvartal)} viser, hvor stor en del af skoledagene der var fravær.`;
  if (newest === -1) return `${start} Ingen uger endnu.`;
  const top = klasser
    .flatMap(({ klasse, weeks: cells }) => {
      const cell = cells[newest];
      return cell?.kind === 'percent' ? [{ klasse, percent: cell.percent }] : [];
    })
    .toSorted((a, b) => b.percent - a.percent)
    .slice(0, 3)
    .map(({ klasse, percent }) => `${klasse} ${tal(Math.round(percent))} %`);
  return `${start} Højest i uge ${weeks[newest]?.week ?? ''}: ${top.join(', ')}.`;
}
