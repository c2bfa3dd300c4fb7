// A few of the points of the crash matrix (`npm run torture` tries them all): killed there and started again, the night
// ends as if nothing had happened.
import { expect, it, onTestFinished } from 'vitest';
import { tempFolder } from '../temp.ts';
import { momentsOf, openBench, tryPoint } from '../torture/crash-matrix.ts';
import type { Bench, Next, Point } from '../torture/crash-matrix.ts';
import type { Moment } from '../torture/plan.ts';
import { folderWeek, smtpWeek } from '../torture/scenarios.ts';
import { week } from '../torture/week.ts';

const TWO_NIGHTS = week.slice(0, 2);

type Pick = readonly [what: string, label: RegExp, moment: Moment, next?: Next];

const inFolder: readonly Pick[] = [
  ['half a key', /^write fravaer\.sqlite\.key/, 'half'],
  ['in the middle of a migration', /^sql create table told/, 'after'],
  ['in the middle of saving the run', /^sql insert into result/, 'after'],
  ['half a report', /^write \.fravaer-265001/, 'half'],
  [
    'a report not yet in its place, and the next night comes first',
    /^fsync \.fravaer-265001/,
    'after',
    'next-night',
  ],
  ['a mail delivered and not yet marked', /^rename .*\.eml/, 'after'],
  ['everything done but the end', /^sql update run set/, 'before'],
];

/** The answer has come and is not yet written down: for the next start it is lost. */
function afterAnswer(point: Point): Point {
  return { ...point, effect: point.effect + 1, moment: 'before' };
}

function pickFrom(bench: Bench, [, label, moment, next = 'same-night']: Pick): Point {
  const found = momentsOf(bench).find((point) => label.test(point.label) && point.moment === moment);
  if (found === undefined) throw new RangeError(`no such point: ${String(label)} ${moment}`);
  return { ...found, nexts: [next] };
}

it('ends as if nothing had happened, wherever it was killed', async () => {
  const bench = await openBench(tempFolder(), folderWeek(TWO_NIGHTS).scenario);

  for (const pick of inFolder)
    expect([pick[0], (await tryPoint(bench, pickFrom(bench, pick))).differences]).toEqual([pick[0], []]);
});

it('sends a mail twice only when the answer got lost, and then under one Message-ID', async () => {
  const { scenario, close } = await smtpWeek(week.slice(0, 1));
  onTestFinished(close);
  const bench = await openBench(tempFolder(), scenario);

  const half = pickFrom(bench, ['', /^smtp message/, 'half']);
  const unheard = afterAnswer(pickFrom(bench, ['', /^smtp end of message/, 'before']));

  const tried = [await tryPoint(bench, half), await tryPoint(bench, unheard)];

  expect(tried.map(({ differences, twice }) => [differences, twice])).toEqual([
    [[], 0],
    [[], 1],
  ]);
});
