// The thread that reads one range of a file, see ranges.ts.
import { parentPort, workerData } from 'node:worker_threads';
import { readRange } from './ranges.ts';
import type { Range } from './ranges.ts';

const part = await readRange(workerData as Range);
const packed = part === undefined ? [] : [part.harvest.rows.stretches.buffer];
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage(part, packed);
