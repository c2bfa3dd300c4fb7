import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished, describe, expect, it } from 'vitest';
import { loadKalender } from '../../read/kalender.ts';
import { kalenderYaml } from './kalender-yaml.ts';

const alleSkoleaar = Array.from({ length: 20 }, (_, index) => `${2020 + index}/${2021 + index}`);

describe('a calendar to begin with', () => {
  it('is readable and usual in any skoleår: no overlaps, 180-210 skoledage', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'fravaer-kalender-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(path.join(folder, 'kalender.yaml'), kalenderYaml(alleSkoleaar));

    const { findings, kalender } = await loadKalender(path.join(folder, 'kalender.yaml'), 'kalender.yaml');

    expect(findings).toEqual([]);
    expect(kalender.skoleaar.map(({ skoleaar }) => skoleaar)).toEqual(alleSkoleaar);
  });

  it.each([
    ['first: 2026-08-10'],
    ['last: 2027-06-25'],
    ['navn: Efterårsferie, from: 2026-10-10, to: 2026-10-18'],
    ['navn: Juleferie, from: 2026-12-19, to: 2027-01-03'],
    ['navn: Vinterferie, from: 2027-02-13, to: 2027-02-21'],
    ['navn: Påskeferie, from: 2027-03-20, to: 2027-03-29'],
    ['navn: Dagen efter Kristi himmelfartsdag, from: 2027-05-07, to: 2027-05-07'],
  ])('has for 2026/2027 %s', (line) => {
    expect(kalenderYaml(['2026/2027'])).toContain(line);
  });

  it('says on every line that it must be put right', () => {
    const dated = kalenderYaml(['2026/2027'])
      .split('\n')
      .filter((line) => /\d{4}-\d{2}-\d{2}/.test(line));

    expect(dated.every((line) => line.endsWith('# ret'))).toBe(true);
  });
});
