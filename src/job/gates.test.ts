import { describe, expect, it } from 'vitest';
import { exitCodeOf } from './outcome.ts';
import { readHistory } from './history.ts';
import type { RunReport } from './nightly.ts';
import { configText, dagsliste, daysFrom, openKommune } from '../test/kommune.ts';

const A = '265001';
const B = '265031';
const aRows = daysFrom('2026-11-09', 10, { skole: A, elev: 'E1' });
const bRows = daysFrom('2026-11-09', 10, { skole: B, elev: 'E2' });

function statusesOf({ night }: RunReport): Record<string, string> {
  return Object.fromEntries(night.skoler.map(({ skole, status }) => [skole.institutionsnummer, status]));
}

function noticesOf({ night }: RunReport, skole: string): string[] {
  const found = night.skoler.find((one) => one.skole.institutionsnummer === skole);
  return found?.notices.map(({ code, severity }) => `${severity} ${code}`) ?? [];
}

const mailsTo = (report: RunReport): Record<string, string> =>
  Object.fromEntries(report.mails.map(({ institutionsnummer, status }) => [institutionsnummer, status]));

describe('an export that shrank (R60)', () => {
  it('stops that skole alone, leaves what its team was told, and tells operations', async () => {
    const kommune = await openKommune({ 'fravaer.csv': dagsliste([...aRows, ...bRows]) });
    await kommune.run('2026-11-19');
    await kommune.write({ 'fravaer.csv': dagsliste([...aRows.slice(-3), ...bRows]) });

    const report = await kommune.run('2026-11-20');

    expect(statusesOf(report)).toEqual({ [A]: 'refused', [B]: 'screened' });
    expect(exitCodeOf(report.outcome)).toBe(3);
    expect(mailsTo(report)).toEqual({ [A]: 'withheld', [B]: 'not-due' });
    expect((await kommune.mailed()).filter((to) => to === 'drift@kommune.example')).toHaveLength(1);

    await kommune.write({ 'fravaer.csv': dagsliste([...aRows, ...bRows]) });
    const repaired = await kommune.run('2026-11-20');

    expect(repaired.night.skoler[0]?.current.elever.map(({ change }) => change)).toEqual(['unchanged']);
  });

  it('is reported once operations accept it, with the reason on top, and is the size to compare with from then on', async () => {
    const kommune = await openKommune({ 'fravaer.csv': dagsliste([...aRows, ...bRows]) });
    await kommune.run('2026-11-19');
    await kommune.write({ 'fravaer.csv': dagsliste([...aRows.slice(-3), ...bRows]) });
    await kommune.run('2026-11-20');

    const accepted = await kommune.run({ accept: [A] });

    expect(statusesOf(accepted)).toEqual({ [A]: 'screened', [B]: 'screened' });
    expect(noticesOf(accepted, A)).toEqual(['warning gate-accepted', 'warning gate-shrunk']);
    expect(accepted.night.skoler[0]?.current.elever.map(({ change }) => change)).toEqual(['ended']);
    const [newest, before] = await readHistory(`${kommune.folder}/fravaer.config.yaml`);
    expect(newest?.skoler.map(({ skole, acceptedGates }) => [skole, acceptedGates])).toEqual([
      [A, ['gate-shrunk']],
      [B, []],
    ]);
    expect(before?.skoler.every(({ acceptedGates }) => acceptedGates.length === 0)).toBe(true);

    await kommune.write({ 'fravaer.csv': dagsliste([...aRows.slice(-3), ...bRows]) });
    expect(statusesOf(await kommune.run('2026-11-20'))).toEqual({ [A]: 'screened', [B]: 'screened' });
  });

  it('is accepted for one run only', async () => {
    const kommune = await openKommune({ 'fravaer.csv': dagsliste([...aRows, ...bRows]) });
    await kommune.write({ 'fravaer.csv': dagsliste([...aRows, ...bRows]) }, '2026-11-10');

    expect(statusesOf(await kommune.run({ accept: [A] }))).toEqual({ [A]: 'screened', [B]: 'refused' });
    expect(statusesOf(await kommune.run())).toEqual({ [A]: 'refused', [B]: 'refused' });
  });

  it('refuses to accept a skole that is not configured', async () => {
    const kommune = await openKommune({ 'fravaer.csv': dagsliste(aRows) });

    await expect(kommune.run({ accept: ['999999'] })).rejects.toMatchObject({ code: 'usage', exitCode: 2 });
  });
});

describe('an export that is missing or empty (R60)', () => {
  const twoSources = configText({
    fravaer: '{ files: "a*.csv", profile: dagsliste }, { files: "b*.csv", profile: dagsliste }',
  });

  it('refuses the skoler that may stand in the missing source and exits incomplete', async () => {
    const kommune = await openKommune({ 'fravaer.config.yaml': twoSources, 'a.csv': dagsliste(aRows) });

    const report = await kommune.dryRun();

    expect(statusesOf(report)).toEqual({ [A]: 'screened', [B]: 'refused' });
    expect(noticesOf(report, B)).toEqual(['error gate-missing']);
    expect(report.night.findings).toMatchObject([{ code: 'source-missing', detail: { files: 'b*.csv' } }]);
    expect(exitCodeOf(report.outcome)).toBe(3);
  });

  it('is incomplete even when every skole has rows elsewhere', async () => {
    const rows = dagsliste([...aRows, ...bRows]);
    const kommune = await openKommune({ 'fravaer.config.yaml': twoSources, 'a.csv': rows });

    const report = await kommune.dryRun();

    expect(statusesOf(report)).toEqual({ [A]: 'screened', [B]: 'screened' });
    expect(exitCodeOf(report.outcome)).toBe(3);
  });

  it('refuses the skoler without rows when one file has none', async () => {
    const kommune = await openKommune({
      'fravaer.config.yaml': twoSources,
      'a.csv': dagsliste(aRows),
      'b.csv': dagsliste([]),
    });

    const report = await kommune.dryRun();

    expect(statusesOf(report)).toEqual({ [A]: 'screened', [B]: 'refused' });
    expect(noticesOf(report, B)).toEqual(['error gate-empty']);
  });

  it('shows no data, not a refusal, for a skole of which a full export says nothing (R14)', async () => {
    const kommune = await openKommune({ 'fravaer.csv': dagsliste(aRows) });

    expect(statusesOf(await kommune.dryRun())).toEqual({ [A]: 'screened', [B]: 'no-data' });
  });

  it('stops the run when a part of the roster is missing, which would make leavers of its elever', async () => {
    const config = configText({ elever: true }).replace(
      'profile: elevliste }',
      'profile: elevliste }, { files: "flere*.csv", profile: elevliste }',
    );
    const kommune = await openKommune({
      'fravaer.config.yaml': config,
      'fravaer.csv': dagsliste(aRows),
      'elever.csv': 'Institutionsnr;ElevID;Fornavn;Efternavn;Klasse;Klassetrin;Indmeldt;Udmeldt;Beskyttet\n',
    });

    await expect(kommune.dryRun()).rejects.toMatchObject({ code: 'no-export', exitCode: 10 });
  });
});

describe('an export that is still being written (R60)', () => {
  it('is not read: its skoler are refused, the others go on', async () => {
    const kommune = await openKommune({
      'fravaer-a.csv': dagsliste(aRows).slice(0, -30),
      'fravaer-b.csv': dagsliste(bRows),
    });

    const report = await kommune.dryRun();

    expect(statusesOf(report)).toEqual({ [A]: 'refused', [B]: 'screened' });
    expect(noticesOf(report, A)).toEqual(['error gate-unreadable']);
    expect(exitCodeOf(report.outcome)).toBe(3);
  });

  it('ends the run when there is no other', async () => {
    const kommune = await openKommune({ 'fravaer.csv': dagsliste(aRows).slice(0, -30) });

    await expect(kommune.run()).rejects.toMatchObject({ code: 'export-unreadable', exitCode: 10 });
  });

  it('is read when only the last newline is missing', async () => {
    const kommune = await openKommune({ 'fravaer.csv': dagsliste([...bRows, ...aRows]).trimEnd() });

    const { outcome, night } = await kommune.dryRun();

    expect([outcome, Object.fromEntries(night.rows)]).toEqual(['done', { counted: 20 }]);
  });
});

describe('kept exports (pick: newest)', () => {
  const kept = configText({ fravaer: '{ files: "fravaer*.csv", profile: dagsliste, pick: newest }' });

  it('are read by the newest of each skole, which must itself be new enough', async () => {
    const kommune = await openKommune({ 'fravaer.config.yaml': kept });
    await kommune.write({ 'fravaer-1.csv': dagsliste([...aRows.slice(0, 4), ...bRows]) }, '2026-11-13');
    await kommune.write({ 'fravaer-2.csv': dagsliste(aRows) }, '2026-11-20');

    const report = await kommune.dryRun();

    expect(statusesOf(report)).toEqual({ [A]: 'screened', [B]: 'refused' });
    expect(noticesOf(report, B)).toEqual(['error gate-stale']);
    expect(Object.fromEntries(report.night.rows)).toEqual({ superseded: 4, counted: 20 });
  });

  it('never stand in for a newer one that cannot be read', async () => {
    const kommune = await openKommune({ 'fravaer.config.yaml': kept });
    await kommune.write({ 'fravaer-1.csv': dagsliste([...aRows, ...bRows]) }, '2026-11-19');
    await kommune.write({ 'fravaer-2.csv': 'no export' }, '2026-11-20');

    expect(statusesOf(await kommune.dryRun())).toEqual({ [A]: 'refused', [B]: 'refused' });
  });
});

describe('rows of an institutionsnummer that no skole has (R60)', () => {
  it('are kept out, counted, and told to operations', async () => {
    const foreign = daysFrom('2026-11-02', 15, { skole: '999999', elev: 'E9' });
    const kommune = await openKommune({ 'fravaer.csv': dagsliste([...aRows, ...bRows, ...foreign]) });

    const report = await kommune.run();

    expect(report.outcome).toBe('done');
    expect(Object.fromEntries(report.night.rows)).toEqual({ counted: 20, 'other-skole': 15 });
    expect(report.night.findings).toMatchObject([
      { code: 'institutionsnummer-unknown', detail: { institutionsnummer: '999999', rows: 15 } },
    ]);
    expect((await kommune.mailed()).filter((to) => to === 'drift@kommune.example')).toHaveLength(1);
    expect(report.night.skoler.flatMap(({ current }) => current.elever.map(({ elevId }) => elevId))).toEqual([
      'E1',
      'E2',
    ]);
  });
});
