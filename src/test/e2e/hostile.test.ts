// What somebody could put into an export, an inbox or a configuration to make the job do something else than its work. The
// real program runs on each; it must do its work, say what is wrong, and neither hang nor grow.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { zipText } from '../zip-text.ts';
import { absent, background, fravaerCsv, layFile, skoledage } from './export.ts';
import { filesUnder } from './folder.ts';
import { createKommune, readMails } from './kommune.ts';
import type { Kommune } from './kommune.ts';

const PROGRAM = path.resolve('bin/fravaer.js');
const AS_OF = '2026-11-20';
const october = skoledage('2026-10-01', 20);

interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly peakMiB: number;
}

/** Runs the program for at most half a minute and tells how much memory it took. */
function fravaer({ configFile }: Kommune, ...args: string[]): Finished {
  const measured = `${path.dirname(configFile)}.peak`;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', measure(measured), PROGRAM, ...args, '--config', configFile],
    { encoding: 'utf8', timeout: 30_000 },
  );
  const peakMiB = Number(readFileSync(measured, 'utf8')) / 1024;
  rmSync(measured);
  return { status, stdout, stderr, peakMiB };
}

/** A module that writes the process's greatest memory in KiB when it ends. */
function measure(file: string): string {
  const code = `import { writeFileSync } from 'node:fs';
    process.on('exit', () => writeFileSync(${JSON.stringify(file)}, String(process.resourceUsage().maxRSS)));`;
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

const run = (kommune: Kommune): Finished => fravaer(kommune, 'run', '--dato', AS_OF, '--json');

const goodRows = [...background(AS_OF), ...absent('E1', october.slice(0, 8))];

describe('in an inbox', () => {
  function withInbox(lay: (inbox: string) => void): Kommune {
    const kommune = createKommune();
    kommune.layOut(AS_OF, goodRows);
    lay(path.join(kommune.folder, 'indbakke'));
    return kommune;
  }

  test('a pipe that nobody writes to is named and not waited for', () => {
    const kommune = withInbox((inbox) => execFileSync('mkfifo', [path.join(inbox, 'fravaer-2.csv')]));

    const { status, stdout } = run(kommune);

    expect(status).toBe(3);
    expect(stdout).toContain('det er ikke en almindelig fil');
  });

  test('a link out of the inbox is not followed', () => {
    const kommune = withInbox((inbox) => {
      writeFileSync(path.join(inbox, '..', 'hemmelig.txt'), 'hemmelighed;et;to\n');
      symlinkSync('../hemmelig.txt', path.join(inbox, 'fravaer-2.csv'));
    });

    const { status, stdout } = run(kommune);

    expect(status).toBe(3);
    expect(stdout).toContain('det er et link');
    expect(stdout).not.toContain('hemmelighed');
  });

  test('a file of ten gigabytes without a line end costs neither time nor memory', () => {
    const kommune = withInbox((inbox) => {
      const file = openSync(path.join(inbox, 'fravaer-2.csv'), 'w');
      ftruncateSync(file, 10 * 1024 ** 3);
      closeSync(file);
    });

    const { status, stdout, peakMiB } = run(kommune);

    expect(status).toBe(3);
    expect(stdout).toContain('det er ikke en tekstfil');
    expect(peakMiB).toBeLessThan(400);
  });

  test('a line of sixty megabytes is a fault of that file and takes no memory', () => {
    const kommune = withInbox((inbox) => {
      writeFileSync(path.join(inbox, 'fravaer-2.csv'), `${fravaerCsv([])}${'x'.repeat(60_000_000)}\n`);
    });

    const { status, stdout, peakMiB } = run(kommune);

    expect(status).toBe(3);
    expect(stdout).toContain('file-unreadable');
    expect(peakMiB).toBeLessThan(400);
  });

  test('a folder by the name of an export is no export', () => {
    const kommune = withInbox((inbox) => mkdirSync(path.join(inbox, 'fravaer-2.csv')));

    expect(run(kommune).status).toBe(0);
  });
});

/** Names, ids and klasser that mean something to a spreadsheet, a browser, a terminal, a path or JavaScript. */
const hostileTexts = [
  '=HYPERLINK("http://ond.example","klik")',
  '+cmd|/C calc!A0',
  '-2+3',
  '@SUM(A1:A9)',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' or 1=1 --",
  '../../../../etc/passwd',
  '__proto__',
  'constructor',
  'toString',
  '\u001b[2J\u001b]0;titel\u0007',
  '\u202egnp.exe',
  '{{7*7}}${7*7}',
  '%s%n%x',
];

describe('in the rows of an export', () => {
  test('a hostile text is a text, wherever it stands', async () => {
    const kommune = createKommune();
    const heading = fravaerCsv([]);
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    const lines = hostileTexts.flatMap((text, index) =>
      october
        .slice(0, 8)
        .map((day) =>
          [
            '265001',
            quoted(text),
            quoted(text),
            quoted(index % 2 === 0 ? text.slice(0, 12) : '5A'),
            '',
            day.split('-').toReversed().join('-'),
            'Sygdom',
            'Hel',
            '',
          ].join(';'),
        ),
    );
    layFile(kommune.folder, 'fravaer.csv', `${heading}${lines.join('\r\n')}\r\n`, AS_OF);
    layFile(kommune.folder, 'fravaer-2.csv', fravaerCsv(background(AS_OF)), AS_OF);

    const { status, stdout, stderr } = run(kommune);
    const terminal = fravaer(kommune, 'explain', '\u001b[2J\u001b]0;titel\u0007', '--dato', AS_OF);

    expect([status, stderr]).toEqual([0, '']);
    const result = JSON.parse(stdout) as { skoler: { elever: { elevId: string }[] }[] };
    expect(new Set(result.skoler[0]?.elever.map(({ elevId }) => elevId))).toEqual(new Set(hostileTexts));
    expect(terminal.stdout).not.toMatch(/[\u001b\u0007]/);
    const workbook = zipText(
      filesUnder(kommune.folder).get(`reports/${AS_OF}/fravaer-265001.xlsx`) ?? Buffer.of(),
    );
    expect(workbook).not.toMatch(/<f[ >]|<script|TargetMode/);
    const mails = await readMails(kommune);
    const html = mails.map((mail) => mail.html ?? '').join('');
    // The only pictures are those that the mail brings along.
    expect(html.replaceAll(/<img src="cid:[^"<>]*"/g, '')).not.toMatch(/<script|<img|onerror=alert\(1\)>/);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe('in a name of the configuration', () => {
  test('a line break makes no header, a tag no HTML, a path no file', async () => {
    const navn = '../../etc\r\nBcc: ond@ond.example\r\n\r\n<b>Skole</b>';
    const skole = { institutionsnummer: '265001', navn, komISkoleTeam: ['team@kommune.example'] };
    const kommune = createKommune({ config: { skoler: [skole] } });
    kommune.layOut(
      AS_OF,
      goodRows.filter((row) => row.skole === '265001'),
    );

    const { status } = run(kommune);

    expect(status).toBe(0);
    const mails = await readMails(kommune);
    expect(mails.flatMap(({ to = [] }) => to.map(({ address }) => address))).toContain(
      'team@kommune.example',
    );
    expect(mails.every(({ bcc = [], html = '' }) => bcc.length === 0 && !html.includes('<b>Skole'))).toBe(
      true,
    );
    const folders = [...filesUnder(kommune.folder).keys()].map((name) => name.split(path.sep)[0]);
    expect(new Set(folders)).toEqual(
      new Set(['fravaer.config.yaml', 'indbakke', 'kalender.yaml', 'reports', 'var']),
    );
  });
});

test('no cell of an overview for a spreadsheet begins like a formula', () => {
  const kommune = createKommune();
  const klasser = ['=1+1', '+2', '-3', '@A1'];
  kommune.layOut(AS_OF, [
    ...background(AS_OF),
    ...klasser.flatMap((klasse, index) => absent(`E${index}`, october.slice(0, 8), { klasse })),
  ]);

  const { status, stdout } = fravaer(kommune, 'overview', '--dato', AS_OF, '--format', 'csv');

  expect(status).toBe(0);
  const cells = stdout.split(/[;\r\n]/).map((cell) => cell.replace(/^"/, ''));
  expect(cells.filter((cell) => /^[=+@]|^-(?!\d+$)/.test(cell))).toEqual([]);
});
