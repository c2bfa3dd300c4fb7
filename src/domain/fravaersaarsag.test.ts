import { expect, it } from 'vitest';
import { fravaersaarsager } from './fravaersaarsag.ts';

it('fills a day with sygdom first and ulovligt last, so that doubt never counts against the family (R8)', () => {
  expect(fravaersaarsager).toEqual(['sygdom', 'ekstraordinaer-frihed', 'ulovligt']);
});
