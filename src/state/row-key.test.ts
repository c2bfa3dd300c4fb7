import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openRowKey, sealRowKey } from './row-key.ts';
import type { RowKey } from './row-key.ts';

const hashWith = (secret: string) => (text: string) =>
  createHmac('sha256', secret).update(text).digest('base64url').slice(0, 27);
const hash = hashWith('ours');
const KEY: RowKey = { skole: '265001', elevKey: hash('E1'), forloeb: 2, known: 7 };

describe('the key of a row (R43)', () => {
  it('opens to what was sealed and holds no id', () => {
    const sealed = sealRowKey(hash, KEY);

    expect(openRowKey(hash, sealed)).toEqual(KEY);
    expect(sealed).not.toContain('E1.');
  });

  it.each(['265001', 'skole-1', 'a_b'])('opens for the number %s', (skole) => {
    expect(openRowKey(hash, sealRowKey(hash, { ...KEY, skole }))).toEqual({ ...KEY, skole });
  });

  it.each([
    ['made elsewhere', sealRowKey(hashWith('theirs'), KEY)],
    ['for another skole', sealRowKey(hash, KEY).replace('265001', '265031')],
    ['for another forløb', sealRowKey(hash, KEY).replace('.2.', '.1.')],
    ['cut', sealRowKey(hash, KEY).slice(0, -1)],
    ['empty', ''],
    ['a text', 'Nøgle'],
  ])('does not open when it is %s', (_what, sealed) => {
    expect(openRowKey(hash, sealed)).toBeUndefined();
  });
});
