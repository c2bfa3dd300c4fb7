// The analyst's page and the example profiles: every one of them is read by the real reader.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { builtinProfiles } from '../read/builtin-profiles.ts';
import { loadProfile } from '../read/load-profile.ts';
import { Profile } from '../read/profile.ts';
import { configText, openKommune } from '../test/kommune.ts';
import { dageText } from '../text/da.ts';

const DOCS = fileURLToPath(new URL('../../docs', import.meta.url));
const PROFILER = path.join(DOCS, 'profiler');
const page = readFileSync(path.join(DOCS, 'datakilder.md'), 'utf8');

const examples = [
  ...page.matchAll(
    /\(`([a-z-]+)`\)\n\n```csv\n(.*?)```\n\n```yaml\n(.*?)```\n\nEleven E1 har \*\*(.*?)\*\*/gs,
  ),
].map(([, shape = '', csv = '', yaml = '', sum = '']) => ({ shape, csv, yaml, sum }));

describe('the worked examples', () => {
  it('are one per shape', () => {
    expect(examples.map(({ shape }) => shape)).toEqual([
      'day',
      'interval',
      'lesson',
      'month-grid',
      'month-sum',
    ]);
  });

  it.each(examples)('$shape gives $sum', async ({ shape, csv, yaml, sum }) => {
    const kommune = await openKommune({
      'fravaer.config.yaml': configText({ fravaer: '{ files: "f.csv", profile: p.yaml }' }),
      'p.yaml': yaml,
      'f.csv': csv,
    });

    const { night } = await kommune.dryRun('2026-11-20');

    expect(yaml).toContain(`shape: ${shape}\n`);
    expect(night.skoler[0]?.current.elever.map(({ fravaer }) => dageText(fravaer.total))).toEqual([sum]);
    expect([...night.rows.keys()].filter((counter) => counter.startsWith('quarantined'))).toEqual([]);
  });
});

describe('the example profiles', () => {
  const files = readdirSync(PROFILER);

  it.each(files)('%s is a profile', async (file) => {
    const resolve = (name: string): string => path.join(PROFILER, name);

    await expect(loadProfile(`./${file}`, 'fravaer', resolve)).resolves.toBeDefined();
    expect(page).toContain(`profiler/${file}`);
  });

  it('says of every one that nobody has tried with a real export that it is so', () => {
    const untried = files.filter((file) => !builtinProfiles.has(path.parse(file).name));

    for (const file of untried) {
      expect(readFileSync(path.join(PROFILER, file), 'utf8')).toMatch(/^# IKKE EFTERPRØVET/);
    }
    expect(page.match(/\*\*ikke efterprøvet\*\*/g)).toHaveLength(untried.length);
  });

  it('has the built-in profile as it is built in', async () => {
    const { profile } = await loadProfile('./dagsliste.yaml', 'fravaer', (name) => path.join(PROFILER, name));

    expect(profile).toEqual(Profile.parse(builtinProfiles.get('dagsliste')));
  });
});
