// The benchmark.
//   npm run bench [-- --rounds N] [--json]             the full-size night, stage by stage
//   npm run bench -- --peers [--copies N] [--write]    the same rules by DuckDB, pandas and plain Python
import { writeFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { toMarkdown } from './figures.ts';
import { measureNight, PROJECT } from './full-night.ts';
import { measurePeers } from './peers.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    copies: { type: 'string', default: '1' },
    peers: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});

const rounds = Number(values.rounds);
const figures = values.peers ? await measurePeers(rounds, Number(values.copies)) : await measureNight(rounds);
const text = values.json ? JSON.stringify(figures, undefined, 2) : toMarkdown(figures);
console.log(text);
if (values.write)
  await writeIntoDocument(values.peers ? `peers-${values.copies}` : 'night', toMarkdown(figures));

/** Puts the figures between their marks in docs/ydelse.md. */
async function writeIntoDocument(mark: string, markdown: string): Promise<void> {
  const file = path.join(PROJECT, 'docs/ydelse.md');
  const document = await readFile(file, 'utf8');
  const [begin, end] = [`<!-- ${mark} -->\n`, `<!-- /${mark} -->`];
  const [before, rest] = document.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`docs/ydelse.md has no marks for ${mark}`);
  await writeFile(file, `${before}${begin}\n${markdown}\n${end}${after}`);
}
