// 25 nights in a row against a truth that is counted here, apart from the program: every night tells exactly what has
// crossed a limit since the night before, and the same night run twice tells nothing.
import { expect, it } from 'vitest';
import { ABSALON, absent, background, plusDays, skoledage, TREKRONER } from './export.ts';
import type { Row } from './export.ts';
import { stateRows } from './folder.ts';
import { createKommune, newsOf, readMails } from './kommune.ts';

const FIRST_NIGHT = '2026-11-02';
const NIGHTS = 25;

/** A small generator of its own, so that the test is the same every time. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

interface KnownRow extends Row {
  /** The night on which it first stands in the export: some are registered days late. */
  readonly visibleFrom: string;
  /** In quarters of a day. */
  readonly quarters: number;
}

const amounts = [
  { omfang: 'Hel', quarters: 4 },
  { omfang: '', quarters: 4 },
  { omfang: 'Halv', quarters: 2 },
  { omfang: '0,25', quarters: 1 },
];

/** Twenty elever with anything from a little to nearly all of the skoledage, rows twice, two reasons a day, late rows. */
function inventRows(): KnownRow[] {
  const random = createRandom(20_261_120);
  const rows: KnownRow[] = [];
  for (let number = 0; number < 20; number += 1) {
    const skole = number % 3 === 0 ? TREKRONER : ABSALON;
    for (const day of skoledage('2026-10-01', 40)) {
      if (random(100) >= 15 + number * 4) continue;
      const aarsag = ['Sygdom', 'L', 'Ulovligt', 'S'][random(4)] ?? '';
      const amount = amounts[random(amounts.length)] ?? { omfang: 'Hel', quarters: 4 };
      const visibleFrom = plusDays(day, [0, 0, 0, 1, 3][random(5)] ?? 0);
      const [row] = absent(`E${number}`, [day], { skole, aarsag, omfang: amount.omfang });
      const known = { ...row!, quarters: amount.quarters, visibleFrom };
      rows.push(known);
      if (random(10) === 0) rows.push(known);
      if (random(8) === 0) rows.push({ ...known, aarsag: 'For sent', quarters: 0 });
      if (random(8) === 0) rows.push({ ...known, aarsag: 'Ulovligt', omfang: 'Halv', quarters: 2 });
    }
  }
  return rows;
}

/** Days in quarters per elev: rows that are alike once, no date above a whole day. */
function trueQuarters(rows: readonly KnownRow[], night: string): Map<string, number> {
  const perDay = new Map<string, number>();
  const seen = new Set<string>();
  for (const row of rows) {
    if (row.visibleFrom > night || row.dato > night) continue;
    const same = [row.elev, row.dato, row.aarsag === 'S' ? 'Sygdom' : row.aarsag, row.quarters].join(' ');
    if (seen.has(same)) continue;
    seen.add(same);
    const key = `${row.skole} ${row.elev} ${row.dato}`;
    perDay.set(key, Math.min(4, (perDay.get(key) ?? 0) + row.quarters));
  }
  const perElev = new Map<string, number>();
  for (const [key, quarters] of perDay) {
    const elev = key.slice(0, key.lastIndexOf(' '));
    perElev.set(elev, (perElev.get(elev) ?? 0) + quarters);
  }
  return perElev;
}

function trueTrin(quarters: number): string {
  if (quarters > 80) return 'massivt';
  if (quarters > 40) return 'bekymrende';
  return quarters >= 20 ? 'tidlig-indsats' : 'ingen';
}

/** What crosses a limit for the first time on each night. Sums only grow here, so no one comes down. */
function trueNews(rows: readonly KnownRow[], nights: readonly string[]): string[][] {
  const before = new Map<string, string>();
  return nights.map((night) => {
    const news: string[] = [];
    for (const [elev, quarters] of trueQuarters(rows, night)) {
      const trin = trueTrin(quarters);
      const known = before.get(elev) ?? 'ingen';
      if (trin !== known) news.push([elev, known === 'ingen' ? 'new' : 'escalated', trin].join(' '));
      before.set(elev, trin);
    }
    return news.toSorted();
  });
}

it('tells each rise on exactly its own night, and nothing the second time', async () => {
  const rows = inventRows();
  const nights = Array.from({ length: NIGHTS }, (_, index) => plusDays(FIRST_NIGHT, index));
  const kommune = createKommune();
  const told: string[][] = [];
  const again: unknown[] = [];

  for (const night of nights) {
    kommune.layOut(night, [...background(night), ...rows.filter(({ visibleFrom }) => visibleFrom <= night)]);
    told.push(newsOf(await kommune.run(night)).toSorted());
    const [mails, state] = [(await readMails(kommune)).length, stateRows(kommune)];
    const second = await kommune.run(night);
    again.push([newsOf(second), second.mails.map(({ status }) => status)]);
    expect([(await readMails(kommune)).length, stateRows(kommune)]).toEqual([mails, state]);
  }

  const truth = trueNews(rows, nights);
  expect(told).toEqual(truth);
  expect(truth.filter((news) => news.some((text) => text.includes('escalated'))).length).toBeGreaterThan(5);
  expect(again).toEqual(nights.map(() => [[], ['not-due', 'not-due']]));
});
