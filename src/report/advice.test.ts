import { describe, expect, it } from 'vitest';
import { dato } from '../domain/dato.ts';
import { entriesOf } from '../test/arbitraries.ts';
import { ABSALON, buildFravaer, buildSkoleInput } from '../test/builders.ts';
import type { Scene } from '../test/builders.ts';
import { firstAdvice } from './advice.ts';
import { overblikSheet } from './sheets/overblik.ts';

const TUESDAY = dato('2026-11-17');
const adviceOf = (scene: Scene): string => firstAdvice(buildSkoleInput({ asOf: TUESDAY, ...scene }).skole);

const told = [{ elevId: 'e1', trin: 'bekymrende' as const, days: 11 }];
const inForloeb = (samtaledato: string): NonNullable<Scene['forloeb']> => {
  const entries = entriesOf({ samtaledato, tovholder: 'LK' }, { skole: ABSALON });
  return new Map([['e1', { entries, firstTold: [], isFristTold: () => false }]]);
};
const known = buildFravaer({ elevId: 'e1' }, { days: 11 });
const fresh = buildFravaer({ elevId: 'e2' }, { days: 6 });

describe('what the team does first (R80)', () => {
  it('is a frist that has passed, then one that is near, before anything new', () => {
    expect(adviceOf({ rows: [...known, ...fresh], told, forloeb: inForloeb('2026-11-02') })).toBe(
      '3 frister er overskredet. Kortlæg klassefællesskabet, og gennemgå fraværet for klassen og eleven (klasseteam, straks).',
    );
    expect(adviceOf({ rows: [...known, ...fresh], told, forloeb: inForloeb('2026-11-04') })).toBe(
      '3 frister nærmer sig. Kortlæg klassefællesskabet, og gennemgå fraværet for klassen og eleven (klasseteam, senest 18-11-2026).',
    );
  });

  it('is whoever is new or has risen, before whoever awaits the samtale', () => {
    expect(adviceOf({ rows: [...known, ...fresh], told })).toMatch(
      /^1 ny elev til tidlig indsats\. Kontakt forældrene, .* \(klasselærer, inden næste teammøde\)\.$/,
    );
    expect(adviceOf({ rows: known, told: [{ ...told[0]!, trin: 'tidlig-indsats' }] })).toMatch(
      /^1 elev er steget\. Hold samtale /,
    );
  });

  it('is the samtale that is awaited, when nothing is new', () => {
    expect(adviceOf({ rows: known, told })).toMatch(
      /^1 elev afventer samtale\. Hold samtale .*\(skoleleder, /,
    );
  });

  it('is to follow up, when nothing waits', () => {
    // So late in the kvartal that there is no forecast.
    const other = buildFravaer({ elevId: 'e9' }, { from: '2026-12-15', days: 1 });
    const scene = { asOf: dato('2026-12-15'), rows: [...fresh, ...other] };

    expect(adviceOf({ ...scene, told: [{ elevId: 'e2', trin: 'tidlig-indsats', days: 6 }] })).toMatch(
      /^Intet nyt siden sidste rapport\./,
    );
    expect(adviceOf({ ...scene, told: [{ elevId: 'e2', trin: 'bekymrende', days: 11 }] })).toMatch(
      /^Ingen nye eller stegne elever\. .* faldet\.$/,
    );
  });
});

it('counts the frister and samtaler that wait, and leads to their first line', () => {
  const rows = [...known, ...buildFravaer({ elevId: 'e3' }, { days: 12 })];
  const scene = { asOf: TUESDAY, rows, told: [...told, { ...told[0]!, elevId: 'e3', days: 12 }] };

  const sheet = overblikSheet(buildSkoleInput({ ...scene, forloeb: inForloeb('2026-11-04') }));

  const waiting = sheet.tables.find(({ columns }) => columns[0]?.heading === 'Frister og samtaler');
  expect(waiting?.rows.map(({ cells }) => cells)).toMatchObject([
    [{ text: 'Overskredne frister' }, { count: 0 }, {}],
    [{ text: 'Frister, der nærmer sig' }, { count: 3 }, {}, { link: 'group Frister, der nærmer sig' }],
    [{ text: 'Afventer samtale' }, { count: 1 }, {}, { link: 'group Afventer samtale' }],
  ]);
  expect(
    overblikSheet(buildSkoleInput({ rows: fresh })).tables.map(({ columns }) => columns[0]?.heading),
  ).not.toContain('Frister og samtaler');
});
