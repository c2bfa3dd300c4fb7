import { expect, it } from 'vitest';
import { buildFravaer, buildSkoleInput } from '../../test/builders.ts';
import { nyeSheet } from './nye.ts';

const texts = (elevId: string, sheet: ReturnType<typeof nyeSheet>): string[][] =>
  (sheet.tables[0]?.rows ?? [])
    .map(({ cells }) => cells.map((cell) => (cell.kind === 'text' ? cell.text : '')))
    .filter((cells) => cells[2] === `Elev ${elevId}`);

it('has a forecast once: on the row of whoever awaits the samtale, else in a group of its own (R54, R80)', () => {
  const rows = [
    ...buildFravaer({ elevId: 'e1' }, { from: '2026-10-30', days: 16 }),
    ...buildFravaer({ elevId: 'e2' }, { from: '2026-11-11', days: 8 }),
  ];
  const told = [
    { elevId: 'e1', trin: 'bekymrende' as const, days: 15 },
    { elevId: 'e2', trin: 'tidlig-indsats' as const, days: 7 },
  ];

  const sheet = nyeSheet(buildSkoleInput({ rows, told }));

  expect(texts('e1', sheet).map((cells) => cells[0])).toEqual(['Afventer samtale']);
  expect(texts('e1', sheet)[0]?.[7]).toMatch(/Prognose: Kan passere 20 dage/);
  expect(texts('e2', sheet).map((cells) => cells[0])).toEqual(['Prognose: kan passere en grænse']);
  expect(texts('e2', sheet)[0]?.[8]).toBe('Kontakt forældrene, og tal om trivsel og fravær');
});
