// The benchmark.
//   npm run bench [-- --rounds N] [--json]             the full-size night, stage by stage
//   npm run bench -- --peers [--copies N]              the same rules by DuckDB, pandas and plain Python
//   npm run bench -- --start                           --version and --help beside `node -e 0`
//   npm run bench -- --growth                          the night of more and more copies of the municipality
// With --write the figures go into docs/ydelse.md too.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { writeBetweenMarks } from '../docs/between-marks.ts';
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
if (values.write) await writeBetweenMarks(path.join(PROJECT, 'docs/ydelse.md'), mark, markdown);

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
