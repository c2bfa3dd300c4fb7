import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { backtestJson } from '../cli/present/backtest-json.ts';
import { backtestText } from '../cli/present/backtest-text.ts';
import { dato } from '../domain/dato.ts';
import { dagsliste, daysFrom, openKommune } from '../test/kommune.ts';
import { backtestKommune } from './backtest.ts';
import type { BacktestReport, BacktestWishes } from './backtest.ts';

const eksport = {
  'fravaer.csv': dagsliste([
    ...daysFrom('2026-10-19', 21, { elev: 'E1' }),
    ...daysFrom('2026-11-09', 6, { elev: 'E2', skole: '265031' }),
  ]),
};

async function backtest(wishes: Partial<BacktestWishes> = {}): Promise<BacktestReport> {
  const kommune = await openKommune(eksport);
  return backtestKommune({
    configFile: path.join(kommune.folder, 'fravaer.config.yaml'),
    from: dato('2026-10-01'),
    to: dato('2026-12-31'),
    whatIf: undefined,
    windows: [],
    progress: () => {},
    ...wishes,
  });
}

describe('a replay of the exports', () => {
  it('tells the flags of each week and skole', async () => {
    const { result, skoler } = await backtest();

    expect(skoler.map(({ navn }) => navn)).toEqual(['Absalons Skole', 'Trekroner Skole']);
    expect(result.flags).toEqual([
      { week: '2026-W43', institutionsnummer: '265001', new: 1, escalated: 0 },
      { week: '2026-W45', institutionsnummer: '265001', new: 0, escalated: 1 },
      { week: '2026-W46', institutionsnummer: '265031', new: 1, escalated: 0 },
      { week: '2026-W47', institutionsnummer: '265001', new: 0, escalated: 1 },
    ]);
  });

  it('touches neither state nor mail nor exports', async () => {
    const kommune = await openKommune(eksport);
    const before = await readdir(kommune.folder, { recursive: true });

    await backtestKommune({
      configFile: path.join(kommune.folder, 'fravaer.config.yaml'),
      from: dato('2026-10-01'),
      to: dato('2026-11-20'),
      whatIf: undefined,
      windows: [],
      progress: () => {},
    });

    expect(await readdir(kommune.folder, { recursive: true })).toEqual(before);
    expect(await readFile(path.join(kommune.folder, 'fravaer.csv'), 'utf8')).toBe(eksport['fravaer.csv']);
  });

  it('refuses a period that ends before it begins', async () => {
    await expect(backtest({ from: dato('2026-12-31'), to: dato('2026-10-01') })).rejects.toMatchObject({
      code: 'usage',
      exitCode: 2,
    });
  });

  it('is the same in JSON, with what it takes for granted and no elev', async () => {
    const report = await backtest({
      whatIf: { tidligIndsats: 3, bekymrende: 6, massivt: 12 },
      windows: [{ limit: 3, of: 10 }],
    });
    const text = JSON.stringify(backtestJson(report, '0.0.0'));

    expect(JSON.parse(text)).toMatchObject({
      program: 'fravaersscreening',
      from: '2026-10-01',
      to: '2026-12-31',
      limits: { tidligIndsats: 5, bekymrende: 10, massivt: 20 },
      whatIf: { tidligIndsats: 3, bekymrende: 6, massivt: 12 },
      elever: 2,
      flags: report.result.flags,
      rules: [
        { id: 'limits', messages: 4, massivt: 1, caught: 1, window: null },
        { id: 'what-if' },
        {},
        {},
        { id: 'in-a-row', limits: null, window: { limit: 5, of: 5 } },
        { id: 'window', limits: null, window: { limit: 3, of: 10 } },
      ],
      assumptions: [expect.stringMatching(/kendt om aftenen på sin egen dato/), {}, {}, {}].map(
        (one, index) => (index === 0 ? one : expect.any(String)),
      ),
    });
    expect(text).not.toMatch(/"E[12]"/);
  });

  it('reads as tables, with the rules side by side', async () => {
    const text = backtestText(await backtest({ whatIf: { tidligIndsats: 3, bekymrende: 6, massivt: 12 } }));

    expect(text).toMatch(/^Nætterne 01-10-2026 til 31-12-2026 spillet igen: 2 elever, 2 skoler/);
    expect(text).toMatch(/Absalons Skole +1 +2 +0,3 +1/);
    expect(text).toMatch(/Nu: 5, 10 og 20 dage +4 +0,2 +1 af 1 +16 \(16-16\)/);
    expect(text).toMatch(/Hvad nu hvis: 3, 6 og 12 dage +4 .*1 +2 \(2-2\)/);
    expect(text).toMatch(/Prognose \(R54\), vist fra 25 % sandsynlighed/);
    expect(text).toMatch(/Forudsætninger\n {2}Hver række regnes som kendt/);
  });

  it('says that a forecast cannot be judged without a whole kvartal', async () => {
    expect(backtestText(await backtest({ to: dato('2026-11-20') }))).toContain(
      'Der er intet helt kvartal i perioden at måle på',
    );
  });
});
