// npm run docs:pictures: the pictures of docs/vejledning.md, taken from the demo. Needs Chromium, LibreOffice and pdftoppm; the
// pictures are committed, so only who changes a report needs them.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import PostalMime from 'postal-mime';
import { demo } from '../cli/commands/demo.ts';

const NIGHT = '2026-11-17';
const SKOLE = { number: '280101', navn: 'Egeskovskolen' };
/** Pages of the workbook as printed, and the names of their pictures. */
const SHEETS = ['Overblik', 'Nye og eskalerede', 'Kalender', 'Klasser', 'Udvikling'];
const PICTURES = fileURLToPath(new URL('../../docs/billeder/', import.meta.url));

const run = promisify(execFile);

const folder = await mkdtemp(path.join(tmpdir(), 'fravaer-billeder-'));
try {
  const out = path.join(folder, 'demo');
  await demo({ out, quiet: true });
  await pictureOfMail(path.join(out, 'reports', 'outbox'));
  await picturesOfWorkbook(path.join(out, 'reports', NIGHT, `fravaer-${SKOLE.number}.xlsx`));
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function pictureOfMail(outbox: string): Promise<void> {
  for (const file of (await readdir(outbox)).toSorted()) {
    const {
      subject = '',
      html = '',
      attachments,
    } = await PostalMime.parse(await readFile(path.join(outbox, file)));
    if (!subject.includes(SKOLE.navn) || !subject.includes('17-11-2026')) continue;
    const page = path.join(folder, 'mail.html');
    await writeFile(
      page,
      attachments.reduce((text, { contentId, content }) => withPicture(text, contentId, content), html),
    );
    await screenshot(page, 'mail.png', [700, 2000]);
    await screenshot(page, 'mail-telefon.png', [500, 2300]);
  }
}

/** The HTML with a picture of the message in place of its `cid:`. */
function withPicture(
  html: string,
  contentId: string | undefined,
  content: ArrayBuffer | Uint8Array | string,
): string {
  if (contentId === undefined || typeof content === 'string') return html;
  const bytes = content instanceof Uint8Array ? Buffer.from(content) : Buffer.from(content);
  return html.replaceAll(
    `cid:${contentId.replace(/[<>]/g, '')}`,
    `data:image/png;base64,${bytes.toString('base64')}`,
  );
}

async function screenshot(page: string, name: string, size: readonly [number, number]): Promise<void> {
  await run('chromium', [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--hide-scrollbars',
    `--user-data-dir=${path.join(folder, 'chromium')}`,
    `--window-size=${size.join(',')}`,
    `--screenshot=${path.join(PICTURES, name)}`,
    `file://${page}`,
  ]);
  console.log(name);
}

async function picturesOfWorkbook(workbook: string): Promise<void> {
  const profile = `-env:UserInstallation=file://${path.join(folder, 'office')}`;
  await run('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, workbook]);
  const pdf = path.join(folder, path.basename(workbook).replace('.xlsx', '.pdf'));
  const { stdout } = await run('pdftotext', ['-layout', pdf, '-']);
  // The name of the sheet stands in the middle of the first line of each page.
  const pages = stdout.split('\f').map((text) => text.split('\n').find((line) => line.trim() !== '') ?? '');
  for (const sheet of SHEETS) {
    const page = pages.findIndex((line) => line.includes(`  ${sheet}  `)) + 1;
    const name = sheet.toLowerCase().replaceAll(' ', '-');
    await run('pdftoppm', [
      '-r',
      '90',
      '-png',
      '-singlefile',
      '-f',
      String(page),
      '-l',
      String(page),
      pdf,
      path.join(PICTURES, name),
    ]);
    console.log(`${name}.png`);
  }
}
