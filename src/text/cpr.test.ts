import { expect, test } from 'vitest';
import { withoutCpr } from './cpr.ts';

test.each(['311299-1234', '3112991234', '311299 1234', '311299–1234'])('takes out %s', (cpr) => {
  expect(withoutCpr(`»${cpr}« er ikke en dato`)).toBe('»[fjernet]« er ikke en dato');
});

test.each(['280101', '2026-11-20', '12345678901', '31129-1234'])('leaves %s as it is', (number) => {
  expect(withoutCpr(`nummer ${number}`)).toBe(`nummer ${number}`);
});
