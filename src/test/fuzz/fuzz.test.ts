// A short campaign of the fuzzer; the long one is `npm run fuzz`.
import { expect, it } from 'vitest';
import { tempFolder } from '../temp.ts';
import { runCampaign } from './campaign.ts';
import { openFeed } from './feed.ts';
import { loadSubjects } from './subjects.ts';

it('bears every file of the corpus, and reads those that are sound', async () => {
  const feed = await openFeed(tempFolder());

  for (const subject of loadSubjects()) {
    const { outcome } = await feed(subject, subject.bytes);

    if (!subject.name.includes('.hostile')) expect([subject.name, outcome]).toEqual([subject.name, 'read']);
  }
});

it('survives hostile files: no crash, no row in no counter, no id in a finding', async () => {
  const tally = await runCampaign({ files: 200, seed: 'suite', feed: await openFeed(tempFolder()) });

  expect(tally.failures).toEqual([]);
  expect(tally.read).toBeGreaterThan(50);
  expect(tally.refused).toBeGreaterThan(50);
});
