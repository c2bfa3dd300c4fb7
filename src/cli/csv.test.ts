import { expect, it } from 'vitest';
import { csvText } from './csv.ts';

it('writes what Danish Excel opens as a table: byte order mark, semicolons, CRLF', () => {
  expect(
    csvText([
      ['Skole', 'Andel'],
      ['Ågård', '21,4'],
    ]),
  ).toBe('\uFEFFSkole;Andel\r\nÅgård;21,4\r\n');
});

it.each([
  ['5A; 5B', '"5A; 5B"'],
  ['kaldet »"B"«', '"kaldet »""B""«"'],
  ['=1+1', "'=1+1"],
  ['-5A', "'-5A"],
  ['5\r\nA', '5  A'],
])('keeps %j one text in one cell', (cell, expected) => {
  expect(csvText([[cell]])).toBe(`\uFEFF${expected}\r\n`);
});
