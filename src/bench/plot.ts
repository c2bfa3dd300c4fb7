// The growth plot as SVG: cpu seconds per copy of the municipality, by stage, over the number of rows.
import type { Grown } from './growth.ts';

const WIDTH = 720;
const HEIGHT = 400;
const MARGIN = { left: 64, right: 150, top: 36, bottom: 56 };
/** Okabe and Ito's palette, told apart by the colour-blind; dashes tell the lines apart in black and white. */
const STROKES = [
  ['#0072b2', ''],
  ['#d55e00', '8 3'],
  ['#009e73', '2 3'],
  ['#cc79a7', '10 3 2 3'],
  ['#56b4e9', '5 5'],
  ['#e69f00', '1 4'],
] as const;

interface Point {
  readonly rows: number;
  readonly seconds: number;
}

export function plotGrowth(all: readonly Grown[]): string {
  const stages = all[0]?.night.stages.map(({ name }) => name) ?? [];
  const lines = stages.map((name, stage) => ({
    name,
    points: all.map(({ copies, rows, night }) => ({
      rows,
      seconds: (night.stages[stage]?.cpuMs ?? 0) / 1000 / copies,
    })),
  }));
  const rows = all.map((grown) => grown.rows);
  const most = Math.max(...lines.flatMap(({ points }) => points.map(({ seconds }) => seconds)));
  const x = logScale(rows, MARGIN.left, WIDTH - MARGIN.right);
  const y = (seconds: number): number =>
    HEIGHT - MARGIN.bottom - (seconds / most) * (HEIGHT - MARGIN.top - MARGIN.bottom);
  const ticks = [0, most / 2, most];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="13">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    text({ x: MARGIN.left, y: 20 }, 'cpu seconds per municipality and stage; level is linear growth'),
    ...ticks.map((seconds) => grid(y(seconds), seconds.toFixed(2))),
    ...rows.map((count) =>
      text({ x: x(count), y: HEIGHT - MARGIN.bottom + 20 }, count.toLocaleString('en'), 'middle'),
    ),
    text({ x: (MARGIN.left + WIDTH - MARGIN.right) / 2, y: HEIGHT - 12 }, 'rows in the export', 'middle'),
    ...lines.map(({ name, points }, index) => drawLine({ name, points, index }, x, y)),
    '</svg>',
    '',
  ].join('\n');
}

function logScale(values: readonly number[], from: number, to: number): (value: number) => number {
  const [least, most] = [Math.log(Math.min(...values)), Math.log(Math.max(...values))];
  return (value) => from + ((Math.log(value) - least) / (most - least || 1)) * (to - from);
}

function text(
  { x, y }: { readonly x: number; readonly y: number },
  content: string,
  anchor = 'start',
): string {
  return `<text x="${x.toFixed(0)}" y="${y.toFixed(0)}" text-anchor="${anchor}" fill="#222">${content}</text>`;
}

function grid(y: number, label: string): string {
  const right = WIDTH - MARGIN.right;
  const line = `<line x1="${MARGIN.left}" x2="${right}" y1="${y.toFixed(0)}" y2="${y.toFixed(0)}" stroke="#ddd"/>`;
  return line + text({ x: MARGIN.left - 8, y: y + 4 }, label, 'end');
}

function drawLine(
  {
    name,
    points,
    index,
  }: { readonly name: string; readonly points: readonly Point[]; readonly index: number },
  x: (rows: number) => number,
  y: (seconds: number) => number,
): string {
  const [colour, dashes] = STROKES[index % STROKES.length] ?? STROKES[0];
  const path = points.map(({ rows, seconds }) => `${x(rows).toFixed(1)},${y(seconds).toFixed(1)}`).join(' ');
  const key = { x: WIDTH - MARGIN.right + 46, y: MARGIN.top + 8 + index * 22 };
  const line = `fill="none" stroke="${colour}" stroke-width="2.5" stroke-dasharray="${dashes}"`;
  return [
    `<polyline points="${path}" ${line}/>`,
    `<line x1="${key.x - 36}" x2="${key.x - 6}" y1="${key.y - 4}" y2="${key.y - 4}" ${line}/>`,
    text(key, name),
  ].join('');
}
