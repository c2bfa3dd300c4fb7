// npm run docs:pictures: the pictures of docs/vejledning.md, taken from the demo. Needs Chromium, LibreOffice and pdftoppm; the
// pictures are committed, so only who changes a report needs them.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import PostalMime from 'postal-mime';
import { demo } from '../cli/commands/demo.ts';
import { withChromium } from '../test/chromium.ts';

const NIGHT = '2026-11-17';
const SKOLE = '280101';
const DESK = { width: 700, scheme: 'light' } as const;
const PHONE = { width: 390, scheme: 'dark' } as const;
const MAILS = [
  { name: 'mail.png', to: `kom-i-skole.${SKOLE}@kommune.example`, night: '17-11-2026', ...DESK },
  { name: 'mail-telefon.png', to: `kom-i-skole.${SKOLE}@kommune.example`, night: '17-11-2026', ...PHONE },
  { name: 'mail-skoleleder.png', to: `skoleleder.${SKOLE}@kommune.example`, night: '17-11-2026', ...DESK },
  { name: 'mail-forvaltning.png', to: 'fravaer@kommune.example', night: '16-11-2026', ...DESK },
];
/** Pages of the workbook as printed, and the names of their pictures. */
const SHEETS = ['Overblik', 'Nye og eskalerede', 'Kalender', 'Klasser', 'Udvikling'];
const PICTURES = fileURLToPath(new URL('../../docs/billeder/', import.meta.url));

/** Numbers in cells are written as the reader's system writes them: in Denmark with a comma. */
const DANISH = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>da-DK</value></prop></item>
</oor:items>`;

const run = promisify(execFile);

const folder = await mkdtemp(path.join(tmpdir(), 'fravaer-billeder-'));
try {
  const out = path.join(folder, 'demo');
  await demo({ out, quiet: true });
  await picturesOfMails(path.join(out, 'reports', 'outbox'));
  await picturesOfWorkbook(path.join(out, 'reports', NIGHT, `fravaer-${SKOLE}.xlsx`));
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Each picture is of the mail to an address on the night of its subject. */
async function picturesOfMails(outbox: string): Promise<void> {
  const files = (await readdir(outbox)).toSorted();
  const mails = await Promise.all(
    files.map(async (file) => PostalMime.parse(await readFile(path.join(outbox, file)))),
  );
  await withChromium(async ({ show, picture }) => {
    for (const { name, to, night, width, scheme } of MAILS) {
      const mail = mails.find(
        ({ subject, to: recipients }) => recipients?.[0]?.address === to && subject?.includes(night) === true,
      );
      const page = mail?.attachments.reduce(
        (html, { contentId, content }) => withPicture(html, contentId, content),
        mail.html ?? '',
      );
      await show(page ?? '', width, scheme);
      await writeFile(path.join(PICTURES, name), await picture());
      console.log(name);
    }
  });
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

async function picturesOfWorkbook(workbook: string): Promise<void> {
  const office = path.join(folder, 'office');
  await mkdir(path.join(office, 'user'), { recursive: true });
  await writeFile(path.join(office, 'user', 'registrymodifications.xcu'), DANISH);
  const profile = `-env:UserInstallation=file://${office}`;
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
