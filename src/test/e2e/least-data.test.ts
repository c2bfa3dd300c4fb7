// R62, R70, R71, R73: what the program writes in a day holds nobody but where they belong.
import { expect, test } from 'vitest';
import { tempFolder } from '../temp.ts';
import { scanADay } from '../torture/least-data.ts';
import { ABSALON, TREKRONER } from './export.ts';

test("names, ids and CPR numbers stand nowhere but in the workbook of the elev's own skole", async () => {
  const { leaks, temporary, seen, state, keys } = await scanADay(tempFolder());

  expect(leaks).toEqual([]);
  expect(temporary).toEqual([]);
  // What was searched did hold the elever: names in workbooks, ids in answers, keys in the database and its log.
  expect(seen).toEqual(
    new Set(['name', 'id'].flatMap((kind) => [`${kind} ${ABSALON}`, `${kind} ${TREKRONER}`])),
  );
  expect(state).toHaveLength(2);
  expect(keys.every((key) => state.some((bytes) => bytes.includes(key)))).toBe(true);
});
