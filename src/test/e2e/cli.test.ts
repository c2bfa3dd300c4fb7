// The built program as people and cron meet it: exit codes, stdout and stderr, help, and bad input.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { startScriptedServer } from '../mail-server.ts';
import { tempFolder } from '../temp.ts';
import { ended, fravaer, startFravaer } from './exec.ts';
import { ABSALON, absent, background, baseConfig, fravaerCsv, layFile, skoledage } from './export.ts';
import type { KommuneFacts } from './export.ts';
import { filesUnder, stateRows } from './folder.ts';
import { createKommune } from './kommune.ts';
import type { Kommune } from './kommune.ts';

const FREDAG = '2026-11-20';
const rows = [...background(FREDAG), ...absent('E1', skoledage('2026-10-01', 6))];

/** A municipality with tonight's export in the inbox and the options that find it. */
function ready(facts?: KommuneFacts): { readonly kommune: Kommune; readonly options: string[] } {
  const kommune = createKommune(facts);
  kommune.layOut(FREDAG, rows);
  return { kommune, options: ['--dato', FREDAG, '--config', kommune.configFile] };
}

function errorOf(stdout: string): { code: string; message: string; hint: string } {
  return (JSON.parse(stdout) as { error: { code: string; message: string; hint: string } }).error;
}

it('shows Danish help without an error, and says what is wrong with a wrong call', async () => {
  const [help, runHelp, version, nothing, option, command, date, kvartal] = await Promise.all(
    [
      ['--help'],
      ['run', '--help'],
      ['--version'],
      [],
      ['run', '--hvadsomhelst'],
      ['kør'],
      ['run', '--dato', '31-02-2026'],
      ['run', '--kvartal', '2026K5'],
    ].map((args) => fravaer(args)),
  );

  for (const { status, stdout, stderr } of [help!, runHelp!, version!])
    expect([status, stdout.length > 0, stderr]).toEqual([0, true, '']);
  for (const code of ['10', '11', '12', '13', '130']) expect(help!.stdout).toContain(code);
  expect(`${help!.stdout}${runHelp!.stdout}`).not.toMatch(/Usage|\[options\]|\[command\]|default:/);
  expect(nothing).toMatchObject({ status: 2, stdout: '' });
  expect(nothing!.stderr).toContain(help!.stdout.trim());
  for (const { status, stdout, stderr } of [option!, command!, date!, kvartal!]) {
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^Fejl: .+\nGør sådan: .+\n$/);
  }
});

it('writes the result on stdout and nothing on stderr when all is well', async () => {
  const { kommune, options } = ready();

  const first = await fravaer(['run', ...options]);
  const second = await fravaer(['run', '--json', ...options]);
  const quiet = await fravaer(['run', '--quiet', ...options]);

  expect([first.status, first.stderr]).toEqual([0, '']);
  expect(first.stdout).toContain('Absalons Skole');
  expect(first.stdout).not.toContain('Søs');
  expect([second.status, second.stderr]).toEqual([0, '']);
  expect(JSON.parse(second.stdout)).toMatchObject({ asOf: FREDAG, kvartal: '2026K4', outcome: 'done' });
  expect(quiet).toEqual({ status: 0, signal: null, stdout: '', stderr: '' });
  expect(stateRows(kommune).run).toHaveLength(1);
});

it('touches neither state nor mail in a dry run, and writes reports only where it is told to', async () => {
  const { kommune, options } = ready();
  const out = path.join(kommune.folder, 'prøve');

  const dry = await fravaer(['run', '--dry-run', '--json', ...options]);
  const dryOut = await fravaer(['run', '--dry-run', '--out', out, ...options]);

  expect([dry.status, dryOut.status]).toEqual([0, 0]);
  expect(JSON.parse(dry.stdout)).toMatchObject({
    dryRun: true,
    mails: [{ institutionsnummer: ABSALON, status: 'pending' }, { status: 'not-due' }],
  });
  expect(readdirSync(kommune.folder).toSorted()).toEqual([
    'fravaer.config.yaml',
    'indbakke',
    'kalender.yaml',
    'prøve',
  ]);
  expect(readdirSync(path.join(out, FREDAG))).toContain(`fravaer-${ABSALON}.xlsx`);
});

it('gives exactly one JSON document on stdout for errors too', async () => {
  const { kommune, options } = ready();
  writeFileSync(path.join(kommune.folder, 'kalender.yaml'), 'skoleaar: []');

  const results = await Promise.all([
    fravaer(['run', '--json', ...options]),
    fravaer(['run', '--json', '--config', path.join(kommune.folder, 'findes-ikke.yaml')]),
    fravaer(['run', '--json', '--hvadsomhelst']),
    fravaer(['explain', '--json']),
  ]);

  expect(results.map(({ status, stdout }) => [status, errorOf(stdout).code])).toEqual([
    [2, 'calendar-invalid'],
    [2, 'config-missing'],
    [2, 'usage'],
    [2, 'usage'],
  ]);
  for (const { stdout } of results) {
    expect(errorOf(stdout).message).not.toBe('');
    expect(errorOf(stdout).hint).not.toBe('');
  }
});

it('names three mistakes in the configuration at once, with lines, and does nothing', async () => {
  const { kommune, options } = ready();
  const text = readFileSync(kommune.configFile, 'utf8')
    .replace('"calendar"', '"kalender"')
    .replace('"transport": "folder"', '"transport": "brevdue"')
    .replace('"institutionsnummer": "265031"', '"institutionsnummer": "265001"');
  writeFileSync(kommune.configFile, text);

  const { status, stderr } = await fravaer(['run', ...options]);

  expect(status).toBe(2);
  for (const mistake of [/linje \d+: .*»kalender«/, /linje \d+: .*transport/, /linje \d+: .*265001/])
    expect(stderr).toMatch(mistake);
  expect(existsSync(path.join(kommune.folder, 'var'))).toBe(false);
});

const csv = fravaerCsv(rows);
const noise = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256));

it.each<[string, (kommune: Kommune) => void, number, RegExp]>([
  ['no file', () => {}, 10, /ingen fil med fravær/],
  ['an empty file', ({ folder }) => layFile(folder, 'fravaer.csv', '', FREDAG), 12, /tom/],
  [
    'a wrong heading',
    ({ folder }) => layFile(folder, 'fravaer.csv', csv.replace('ElevID', 'Hvem'), FREDAG),
    10,
    /linje 1: overskriften mangler »ElevID«/,
  ],
  [
    'half a line at the end',
    ({ folder }) => layFile(folder, 'fravaer.csv', csv.slice(0, -25), FREDAG),
    10,
    /linje \d+: den sidste række er skåret over/,
  ],
  ['a binary file', ({ folder }) => layFile(folder, 'fravaer.csv', noise, FREDAG), 10, /ikke en tekstfil/],
  [
    'dates that are no dates beyond the share',
    ({ folder }) => layFile(folder, 'fravaer.csv', csv.replaceAll('05-10-2026', '31-02-2026'), FREDAG),
    12,
    /afvist/,
  ],
])(
  'says in Danish what is wrong with %s, and tells no team anything',
  async (_what, lay, status, message) => {
    const { kommune, options } = ready();
    await kommune.run(FREDAG);
    const { told } = stateRows(kommune);
    const before = filesUnder(path.join(kommune.folder, 'reports'));
    const runs = stateRows(kommune).run.length;
    rmSync(path.join(kommune.folder, 'indbakke'), { recursive: true });
    lay(kommune);

    const result = await fravaer(['run', ...options]);

    expect(result.status).toBe(status);
    expect(`${result.stdout}${result.stderr}`).toMatch(message);
    expect(stateRows(kommune).told).toEqual(told);
    // A refused night is remembered; one that could not be read leaves no trace but the mail to operations (R81).
    if (status === 10) {
      expect(stateRows(kommune).run).toHaveLength(runs);
      const added = [...filesUnder(path.join(kommune.folder, 'reports'))].filter(
        ([name]) => !before.has(name),
      );
      expect(added.map(([, bytes]) => /^To: (.*)$/m.exec(bytes.toString())?.[1]?.trim())).toEqual([
        'drift@kommune.example',
      ]);
    }
  },
);

it('counts one date that is no date, names its place, and goes on', async () => {
  const { kommune, options } = ready();
  layFile(kommune.folder, 'fravaer.csv', csv.replace('05-10-2026', '31-02-2026'), FREDAG);

  const { status, stdout } = await fravaer(['run', '--json', ...options]);

  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    rows: { 'quarantined-dato-invalid': 1 },
    findings: [{ code: 'dato-invalid', file: path.join('indbakke', 'fravaer.csv'), column: 'Dato' }],
  });
});

it('leaves with 3 when a mail is withheld, 11 beside another run, 13 on a damaged state', async () => {
  const without = [{ ...(baseConfig.skoler[0] as object), komISkoleTeam: [] }, baseConfig.skoler[1]!];
  const incomplete = ready({ config: { skoler: without } });
  const locked = ready();
  mkdirSync(path.join(locked.kommune.folder, 'var'));
  const holder = new DatabaseSync(path.join(locked.kommune.folder, 'var', 'fravaer.sqlite.lock'));
  holder.exec('begin exclusive');
  onTestFinished(() => holder.close());
  const damaged = ready();
  mkdirSync(path.join(damaged.kommune.folder, 'var'));
  writeFileSync(path.join(damaged.kommune.folder, 'var', 'fravaer.sqlite'), 'ikke en database '.repeat(999));

  const results = await Promise.all(
    [incomplete, locked, damaged].map(({ options }) => fravaer(['run', '--json', ...options])),
  );

  expect(results.map(({ status }) => status)).toEqual([3, 11, 13]);
  expect(JSON.parse(results[0]!.stdout)).toMatchObject({ outcome: 'incomplete' });
  expect(results.slice(1).map(({ stdout }) => errorOf(stdout).code)).toEqual(['locked', 'state-damaged']);
});

it('stops at once when it is interrupted, with a run that waits to be gone on with', async () => {
  const silent = await startScriptedServer(undefined, () => undefined);
  onTestFinished(silent.close);
  const smtp = { host: '127.0.0.1', port: silent.port, security: 'none', timeoutSeconds: 60 };
  const { kommune, options } = ready({
    config: { mail: { ...baseConfig.mail, transport: 'smtp', smtp } },
  });
  const child = startFravaer(['run', '--verbose', '--json', ...options]);
  child.stderr.on('data', (chunk: Buffer) => {
    if (chunk.includes('rapporter skrevet')) setTimeout(() => child.kill('SIGINT'), 100);
  });

  const interrupted = await ended(child);

  expect(interrupted.status).toBe(130);
  expect(errorOf(interrupted.stdout).code).toBe('interrupted');
  expect(stateRows(kommune).run[0]).toMatchObject({ outcome: null });
});

it('does its work although whoever reads it goes away', async () => {
  const { kommune, options } = ready();
  const child = startFravaer(['run', '--verbose', ...options]);
  child.stdout.destroy();
  child.stderr.destroy();

  const [status] = await new Promise<[number | null]>((resolve) =>
    child.on('exit', (code) => resolve([code])),
  );

  expect(status).toBe(0);
  expect(stateRows(kommune).run[0]).toMatchObject({ outcome: 'done' });
});

it('tells an old Node what it needs', async () => {
  const old = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.19.5' } })`;

  const result = await fravaer(['run'], {
    nodeArgs: ['--import', `data:text/javascript,${encodeURIComponent(old)}`],
  });

  expect(result).toMatchObject({ status: 2, stdout: '' });
  expect(result.stderr).toMatch(/kræver Node 24\.15 .*20\.19\.5\.\n.*npx fravaer/);
});

it('runs the demo into a folder of its own', async () => {
  const folder = tempFolder();

  const { status, stdout, stderr } = await fravaer(['demo', '--out', path.join(folder, 'demo')], {
    cwd: folder,
  });

  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain('Se:');
  expect(readdirSync(folder)).toEqual(['demo']);
  const files = [...filesUnder(path.join(folder, 'demo', 'reports')).keys()];
  expect(files.filter((file) => file.endsWith('.xlsx')).length).toBeGreaterThan(10);
  expect(files.filter((file) => file.endsWith('.eml')).length).toBeGreaterThan(5);
});
