import { describe, expect, it } from 'vitest';
import { remember } from './remember.ts';

describe('remembering', () => {
  it('asks once per text, also when the answer is undefined', () => {
    const asked: string[] = [];
    const ask = remember((text) => {
      asked.push(text);
      return text === 'a' ? 1 : undefined;
    });

    expect(['a', 'b', 'a', 'b'].map(ask)).toEqual([1, undefined, 1, undefined]);
    expect(asked).toEqual(['a', 'b']);
  });
});
