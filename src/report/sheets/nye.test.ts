import { expect, it } from 'vitest';
import { ABSALON, buildFravaer, buildSkoleInput } from '../../test/builders.ts';
import { dato } from '../../domain/dato.ts';
import { entriesOf } from '../../test/arbitraries.ts';
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
  expect(texts('e1', sheet)[0]?.[10]).toMatch(/Prognose: Kan passere 20 dage/);
  expect(texts('e2', sheet).map((cells) => cells[0])).toEqual(['Prognose: kan passere en grænse']);
  expect(texts('e2', sheet)[0]?.[7]).toBe('Kontakt forældrene, og tal om trivsel og fravær');
});

it('has an elev once, with all frister that are due, all steps and what is new (R32, R80, R82)', () => {
  const rows = [
    ...buildFravaer({ elevId: 'e1' }, { from: '2026-10-01', days: 21 }),
    ...buildFravaer({ elevId: 'e2' }, { from: '2026-10-01', days: 6 }),
  ];
  const entries = entriesOf({ samtaledato: '2026-11-04' }, { skole: ABSALON });
  const forloeb = new Map([['e1', { entries, firstTold: [], isFristTold: () => false }]]);
  const told = [{ elevId: 'e1', trin: 'bekymrende' as const, days: 15 }];

  const sheet = nyeSheet(buildSkoleInput({ asOf: dato('2026-11-17'), rows, forloeb, told }));

  const [cells, ...others] = texts('e1', sheet);
  const lines = (text = ''): string[] => text.split('\n');
  expect(others).toEqual([]);
  expect(cells?.[0]).toBe('Frister, der nærmer sig');
  expect(cells?.[6]).toMatch(
    /^Samtale 04-11-2026\. Frist 18-11-2026: klassefællesskab .* \(F2A\), .* \(F2B\) og .* \(F2C\)\. 21 dage: .* Steget fra /,
  );
  expect(lines(cells?.[7]).map((line) => line.split(':')[0])).toEqual([
    '• Skoleleder',
    '• Klasseteam',
    '• Tryghedsperson',
    '• Skoleleder',
  ]);
  expect(lines(cells?.[8])).toEqual(['Skoleleder', 'Klasseteam', 'Tryghedsperson']);
  expect(lines(cells?.[9])).toEqual(['Straks', 'Senest 18-11-2026']);
  expect(sheet.tables[0]?.rows.map(({ anchors }) => anchors)).toEqual([
    ['group Frister, der nærmer sig', 'group Steget til et højere trin'],
    ['group Nye til tidlig indsats'],
  ]);
});
