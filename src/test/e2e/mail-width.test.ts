// The mails in a real browser, as wide as a phone and as a desk: nothing sticks out. Left out where there is no Chromium; the
// pictures it takes lie in reports/billeder, which is not committed.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';

const CHROMIUM = '/usr/bin/chromium';
const PICTURES = fileURLToPath(new URL('../../../reports/billeder/', import.meta.url));
const GOLDEN = fileURLToPath(new URL('../golden/', import.meta.url));
const WIDTHS = [390, 720];

const run = promisify(execFile);

it.skipIf(!existsSync(CHROMIUM))(
  'keeps every mail within the width of a phone and of a desk',
  async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'fravaer-mail-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await mkdir(PICTURES, { recursive: true });
    const mails = ['skole', 'forvaltning', 'operations'];
    const page = path.join(folder, 'page.html');
    await writeFile(page, await pageOf(mails));

    const dom = await chromium(folder, ['--dump-dom', `file://${page}`]);
    await chromium(folder, [`--screenshot=${path.join(PICTURES, 'mails.png')}`, `file://${page}`]);

    const widths = JSON.parse(/<title>(.*?)<\/title>/.exec(dom)?.[1] ?? '[]') as number[];
    expect(widths).toEqual(mails.flatMap(() => WIDTHS));
  },
  60_000,
);

/** All mails side by side in frames of each width; the title becomes how wide each of them wants to be. */
async function pageOf(mails: readonly string[]): Promise<string> {
  const frames: string[] = [];
  for (const mail of mails) {
    const html = await readFile(path.join(GOLDEN, `${mail}.mail.html`), 'utf8');
    const quoted = html.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
    for (const width of WIDTHS)
      frames.push(`<iframe width="${width}" height="2400" style="border:0" srcdoc="${quoted}"></iframe>`);
  }
  return `<!DOCTYPE html><meta charset="utf-8"><body style="display:flex">${frames.join('')}<script>
    onload = () => { document.title = JSON.stringify([...document.querySelectorAll('iframe')]
      .map((frame) => frame.contentDocument.documentElement.scrollWidth)); };
  </script></body>`;
}

async function chromium(folder: string, args: readonly string[]): Promise<string> {
  const { stdout } = await run(
    CHROMIUM,
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--hide-scrollbars',
      '--window-size=3400,2450',
      `--user-data-dir=${path.join(folder, 'profile')}`,
      ...args,
    ],
    { maxBuffer: 1e8 },
  );
  return stdout;
}
