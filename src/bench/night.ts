// The benchmark.
//   npm run bench [-- --rounds N] [--json]             the full-size night, stage by stage
//   npm run bench -- --peers [--copies N]              the same rules by DuckDB, pandas and plain Python
//   npm run bench -- --peers --lessons N               the same on N million rows of lessons, by DuckDB and pandas
//   npm run bench -- --memory                          peak memory of 1, 7 and 35 million rows of lessons
//   npm run bench -- --start                           --version and --help beside `node -e 0`
//   npm run bench -- --ad-hoc                          explain, overview and backtest beside reading the files
//   npm run bench -- --country [--kommuner N]          the whole country, or a sample of it by one and two processes
//   npm run bench -- --growth                          the night of more and more copies of the municipality
// With --write the figures go into docs/ydelse.md too, those of the country into docs/skalering.md.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { writeBetweenMarks } from '../docs/between-marks.ts';
import { measureAdHoc } from './ad-hoc.ts';
import { measureCountry } from './country.ts';
import { reportCountry } from './country-report.ts';
import { toMarkdown } from './figures.ts';
import { measureNight, PROJECT } from './full-night.ts';
import { measureGrowth, reportGrowth } from './growth.ts';
import { measureMemory, reportMemory } from './memory.ts';
import { measurePeers, ofLessons } from './peers.ts';
import { measureStart, reportStart } from './start.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    copies: { type: 'string', default: '1' },
    lessons: { type: 'string' },
    memory: { type: 'boolean', default: false },
    peers: { type: 'boolean', default: false },
    growth: { type: 'boolean', default: false },
    start: { type: 'boolean', default: false },
    'ad-hoc': { type: 'boolean', default: false },
    country: { type: 'boolean', default: false },
    kommuner: { type: 'string' },
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});

const { mark, figures, markdown } = await measure();
console.log(values.json ? JSON.stringify(figures, undefined, 2) : markdown);
const document = mark.startsWith('country') ? 'docs/skalering.md' : 'docs/ydelse.md';
if (values.write) await writeBetweenMarks(path.join(PROJECT, document), mark, markdown);

async function measure() {
  const rounds = Number(values.rounds);
  if (values.country) {
    const isWhole = values.kommuner === undefined;
    const figures = await measureCountry(
      isWhole ? undefined : Number(values.kommuner),
      isWhole ? [2] : [1, 2],
    );
    return { mark: isWhole ? 'country' : 'country-sample', figures, markdown: reportCountry(figures) };
  }
  if (values['ad-hoc']) {
    const figures = await measureAdHoc(rounds);
    return { mark: 'ad-hoc', figures, markdown: toMarkdown(figures) };
  }
  if (values.start) {
    const figures = measureStart();
    return { mark: 'start', figures, markdown: reportStart(figures) };
  }
  if (values.growth) {
    const figures = await measureGrowth();
    return { mark: 'growth', figures, markdown: await reportGrowth(figures) };
  }
  if (values.memory) {
    const figures = await measureMemory();
    return { mark: 'memory', figures, markdown: reportMemory(figures) };
  }
  if (values.peers) {
    const { copies, lessons } = values;
    const size =
      lessons === undefined ? { copies: Number(copies), shape: 'day' as const } : ofLessons(Number(lessons));
    const figures = await measurePeers(rounds, size);
    const mark = lessons === undefined ? `peers-${copies}` : `lessons-${lessons}`;
    return { mark, figures, markdown: toMarkdown(figures) };
  }
  const figures = await measureNight(rounds);
  return { mark: 'night', figures, markdown: toMarkdown(figures) };
}
