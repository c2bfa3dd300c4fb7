// npm run fuzz -- --files 10000 --seed 1: feeds hostile files to the readers, in a thread that is watched, so that one
// that never ends is named too. What fails is kept, to become a seed of the corpus.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { runCampaign } from './campaign.ts';
import type { Tally } from './campaign.ts';
import { openFeed } from './feed.ts';

interface Orders {
  readonly files: number;
  readonly seed: string;
  readonly folder: string;
}

type Message = { readonly number: number; readonly subject: string } | { readonly tally: Tally };

const HANG_MS = 30_000;
const MAX_FILE_MS = 10_000;
const MAX_MEMORY = 1.5e9;

if (isMainThread) process.exitCode = await watch(readOrders());
else await work(workerData as Orders);

function readOrders(): Omit<Orders, 'folder'> {
  const { values } = parseArgs({
    options: { files: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
  });
  return { files: Number(values.files), seed: values.seed };
}

async function work({ files, seed, folder }: Orders): Promise<void> {
  const tally = await runCampaign({
    files,
    seed,
    feed: await openFeed(folder),
    onFile: (number, { name }) => tell({ number, subject: name }),
  });
  tell({ tally });
}

function tell(message: Message): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(message);
}

/** 0 when nothing failed, hung or grew beyond its bounds. */
async function watch(orders: Omit<Orders, 'folder'>): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), 'fravaer-fuzz-'));
  const worker = new Worker(new URL(import.meta.url), { workerData: { ...orders, folder } });
  const began = performance.now();
  try {
    const tally = await new Promise<Tally>((resolve, reject) => {
      let at = '';
      let timer = setTimeout(() => undefined, 0);
      worker.on('message', (message: Message) => {
        clearTimeout(timer);
        if ('tally' in message) return resolve(message.tally);
        at = `file ${message.number}, from ${message.subject}`;
        timer = setTimeout(() => reject(new Error(`no end after ${HANG_MS} ms: ${at}`)), HANG_MS);
      });
      worker.on('error', reject);
    });
    return await report(tally, (performance.now() - began) / 1000);
  } finally {
    await worker.terminate();
    await rm(folder, { recursive: true, force: true });
  }
}

async function report(tally: Tally, seconds: number): Promise<number> {
  for (const { number, subject, bytes, error } of tally.failures) {
    const kept = path.join(tmpdir(), `fravaer-fuzz-${number}.bin`);
    await writeFile(kept, bytes);
    console.error(`file ${number}, from ${subject}, kept as ${kept}:`, error);
  }
  const { files, read, refused, rows, slowest, memory, failures } = tally;
  const isWithinBounds = slowest <= MAX_FILE_MS && memory <= MAX_MEMORY;
  console.log(
    `${files} hostile files in ${seconds.toFixed(0)} s: ${read} read (${rows} rows), ${refused} refused with a reason, ${failures.length} failures; slowest ${slowest.toFixed(0)} ms, memory at most ${(memory / 1e6).toFixed(0)} MB`,
  );
  return failures.length === 0 && isWithinBounds ? 0 : 1;
}
