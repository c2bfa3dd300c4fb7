// A number of hostile files, the same for the same seed.
import { createRandom } from '../../../fixtures/generator/random.ts';
import type { Feed } from './feed.ts';
import { mutate } from './mutate.ts';
import { loadSubjects } from './subjects.ts';
import type { Subject } from './subjects.ts';

export interface Failure {
  readonly number: number;
  readonly subject: string;
  readonly bytes: Buffer;
  readonly error: unknown;
}

export interface Tally {
  readonly files: number;
  readonly read: number;
  readonly refused: number;
  readonly rows: number;
  /** The slowest file, in milliseconds. */
  readonly slowest: number;
  /** The largest memory seen between two files, in bytes. */
  readonly memory: number;
  readonly failures: readonly Failure[];
}

export interface Campaign {
  readonly files: number;
  readonly seed: string;
  readonly feed: Feed;
  /** Told before each file, with what will be fed. */
  readonly onFile?: (number: number, subject: Subject, bytes: Buffer) => void;
}

export async function runCampaign({ files, seed, feed, onFile }: Campaign): Promise<Tally> {
  const subjects = loadSubjects();
  const failures: Failure[] = [];
  const tally = { files, read: 0, refused: 0, rows: 0, slowest: 0, memory: 0, failures };
  for (let number = 0; number < files; number += 1) {
    const random = createRandom(`${seed}/${number}`);
    const subject = random.pick(subjects);
    const bytes = await mutate(subject.bytes, random);
    onFile?.(number, subject, bytes);
    const began = performance.now();
    try {
      const { outcome, rows } = await feed(subject, bytes);
      tally[outcome] += 1;
      tally.rows += rows;
    } catch (error) {
      failures.push({ number, subject: subject.name, bytes, error });
    }
    tally.slowest = Math.max(tally.slowest, performance.now() - began);
    tally.memory = Math.max(tally.memory, process.memoryUsage.rss());
  }
  return tally;
}
