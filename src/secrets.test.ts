import { expect, test } from 'vitest';
import { hideSecret, readSecret, withoutSecrets } from './secrets.ts';

test('takes a secret out of any text, also as part of a URL', () => {
  readSecret({ SMTP: 'p@ss word/1' }, 'SMTP');

  const text = withoutSecrets('login p@ss word/1 failed at smtp://user:p%40ss%20word%2F1@host');

  expect(text).toBe('login [skjult] failed at smtp://user:[skjult]@host');
});

test('takes out the longer of two secrets that begin alike', () => {
  hideSecret('hemmeligt');
  hideSecret('hemmeligt-2026');

  expect(withoutSecrets('hemmeligt-2026 hemmeligt')).toBe('[skjult] [skjult]');
});

test('reads a secret that is empty or not set as missing, and hides nothing', () => {
  expect(readSecret({ EMPTY: '' }, 'EMPTY')).toBeUndefined();
  expect(readSecret({}, 'MISSING')).toBeUndefined();
  expect(withoutSecrets('some text')).toBe('some text');
});
