import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeyTable } from './key-table.ts';

const anyKey = fc.array(fc.integer({ min: -1, max: 2 }), { minLength: 1, maxLength: 3 });

/** What the hash has come to after one word. */
function afterWord(word: number): number {
  const hash = Math.imul(0x811c9dc5 ^ word, 0x01000193);
  return hash ^ (hash >>> 15);
}

describe('numbers of keys', () => {
  it('are those of equal keys, in the order in which they were added', () => {
    fc.assert(
      fc.property(fc.array(anyKey, { maxLength: 60 }), (asked) => {
        const words = new Int32Array(8);
        const table = createKeyTable(words);
        const known: string[] = [];
        for (const key of asked) {
          words.set(key, 2);
          const number = table.find(2, 2 + key.length);

          expect(number).toBe(known.indexOf(String(key)));
          if (number === -1) expect(table.add(2, 2 + key.length)).toBe(known.push(String(key)) - 1);
        }
      }),
    );
  });

  it('are found among thousands', () => {
    const words = new Int32Array(2);
    const table = createKeyTable(words);
    const ask = (key: number, what: 'find' | 'add'): number => {
      words.set([key, key * 256]);
      return table[what](0, 2);
    };
    for (let key = 0; key < 5000; key += 1) if (ask(key, 'find') === -1) ask(key, 'add');

    for (let key = 4999; key >= 0; key -= 1) expect(ask(key, 'find')).toBe(key);
  });

  it('tell a key from a longer one that begins like it, also where the next key stands', () => {
    const words = Int32Array.of(1, 2, 3);
    const table = createKeyTable(words);
    table.add(0, 1);
    table.add(1, 3);
    table.find(0, 1);

    expect(table.find(0, 3)).toBe(-1);
    expect(table.find(1, 2)).toBe(-1);
  });

  it('tell keys with the same hash apart', () => {
    const words = Int32Array.of(1, 5, 2, 5 ^ afterWord(1) ^ afterWord(2));
    const table = createKeyTable(words);
    table.add(0, 2);

    expect(table.find(2, 4)).toBe(-1);
    expect(table.add(2, 4)).toBe(1);
    expect([table.find(0, 2), table.find(2, 4), table.find(0, 2)]).toEqual([0, 1, 0]);
  });

  it('begin anew when there is no room for more', () => {
    const words = Int32Array.of(1, 2, 3, 4, 5);
    const table = createKeyTable(words, 3);
    const keys = [0, 1, 2, 3, 4];

    expect(keys.map((key) => table.add(key, key + 1))).toEqual([0, 1, 2, 0, 1]);
    expect(table.find(2, 3)).toBe(-1);
    expect(keys.map((key) => table.find(key, key + 1))).toEqual([-1, -1, -1, 0, 1]);
  });
});
