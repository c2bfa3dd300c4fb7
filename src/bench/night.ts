// The benchmark.
//   npm run bench [-- --rounds N] [--json]             the full-size night, stage by stage
//   npm run bench -- --peers [--copies N]              the same rules by DuckDB, pandas and plain Python
//   npm run bench -- --start                           --version and --help beside `node -e 0`
//   npm run bench -- --growth                          the night of more and more copies of the municipality
// With --write the figures go into docs/ydelse.md too.
import { writeFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { toMarkdown } from './figures.ts';
import { measureNight, PROJECT } from './full-night.ts';
import { measureGrowth, reportGrowth } from './growth.ts';
import { measurePeers } from './peers.ts';
import { measureStart, reportStart } from './start.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    copies: { type: 'string', default: '1' },
    peers: { type: 'boolean', default: false },
    growth: { type: 'boolean', default: false },
    start: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});

const { mark, figures, markdown } = await measure();
console.log(values.json ? JSON.stringify(figures, undefined, 2) : markdown);
if (values.write) await writeIntoDocument(mark, markdown);

async function measure() {
  const rounds = Number(values.rounds);
  if (values.start) {
    const figures = measureStart();
    return { mark: 'start', figures, markdown: reportStart(figures) };
  }
  if (values.growth) {
    const figures = await measureGrowth();
    return { mark: 'growth', figures, markdown: await reportGrowth(figures) };
  }
  if (values.peers) {
    const figures = await measurePeers(rounds, Number(values.copies));
    return { mark: `peers-${values.copies}`, figures, markdown: toMarkdown(figures) };
  }
  const figures = await measureNight(rounds);
  return { mark: 'night', figures, markdown: toMarkdown(figures) };
}

/** Puts the figures between their marks in docs/ydelse.md. */
async function writeIntoDocument(mark: string, markdown: string): Promise<void> {
  const file = path.join(PROJECT, 'docs/ydelse.md');
  const document = await readFile(file, 'utf8');
  const [begin, end] = [`<!-- ${mark} -->\n`, `<!-- /${mark} -->`];
  const [before, rest] = document.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`docs/ydelse.md has no marks for ${mark}`);
  const written = `${before}${begin}\n${markdown}\n${end}${after}`;
  await writeFile(file, await format(written, { ...(await resolveConfig(file)), filepath: file }));
}
