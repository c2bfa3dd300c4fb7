// The mails in a real browser, as wide as a phone and as a desk, in light and in dark, with the pictures in them: nothing sticks out,
// every picture is there, every letter can be read. Left out where there is no Chromium; what it sees lies in reports/billeder,
// which is not committed.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { MailContent } from '../../mail/document.ts';
import { renderPng } from '../../picture/png.ts';
import { hasChromium, withChromium } from '../chromium.ts';
import type { Scheme } from '../chromium.ts';
import { goldenMails } from '../golden-mails.ts';

const PICTURES = fileURLToPath(new URL('../../../reports/billeder/', import.meta.url));
const WIDTHS = [390, 1200];
/** Of a letter to what lies behind it, as WCAG 2 asks for at this size. */
const CONTRAST = 4.5;

it.skipIf(!hasChromium)(
  'keeps every mail readable on a phone and at a desk, in light and in dark',
  async () => {
    await mkdir(PICTURES, { recursive: true });
    const faults: string[] = [];

    await withChromium(async ({ show, ask, picture }) => {
      for (const [name, build] of Object.entries(goldenMails)) {
        const html = await withPictures(build());
        for (const width of WIDTHS)
          for (const scheme of ['light', 'dark', 'inverted'] as const) {
            await show(html, width, scheme);
            const seen = await ask<Seen>(LOOK);
            await writeFile(path.join(PICTURES, `${name}-${width}-${scheme}.png`), await picture());
            faults.push(
              ...faultsOf(seen, width, scheme).map((fault) => `${name} ${width} ${scheme}: ${fault}`),
            );
          }
      }
    });

    expect(faults).toEqual([]);
  },
  60_000,
);

/** The HTML with the pictures of its message in place of each `cid:`. */
async function withPictures({ html, pictures = [] }: MailContent): Promise<string> {
  let page = html;
  for (const { cid, svg } of pictures) {
    const png = await renderPng(svg);
    page = page.replaceAll(`cid:${cid}`, `data:image/png;base64,${png.toString('base64')}`);
  }
  return page;
}

interface Seen {
  readonly width: number;
  readonly missing: number;
  readonly background: readonly number[];
  readonly letters: readonly { readonly text: string; readonly ratio: number }[];
}

function faultsOf({ width, missing, background, letters }: Seen, wanted: number, scheme: Scheme): string[] {
  const isDark = background.every((channel) => channel < 64);
  return [
    ...(width > wanted ? [`${width} wide`] : []),
    ...(missing > 0 ? [`${missing} pictures missing`] : []),
    ...((scheme === 'dark') === isDark ? [] : ['the wrong colours']),
    // What an inverting program makes of the colours cannot be asked for; its pictures are looked at.
    ...letters.filter(({ ratio }) => ratio < CONTRAST).map(({ text, ratio }) => `»${text}« ${ratio}`),
  ];
}

/** Each text of the page with the contrast to the nearest colour behind it. */
const LOOK = `(() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const [red, green, blue, alpha = 1] = channels(getComputedStyle(at).backgroundColor);
      if (alpha > 0) return [red, green, blue];
    }
    return [255, 255, 255];
  };
  const light = (colour) => {
    const [red, green, blue] = colour.map((channel) => {
      const share = channel / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const letters = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { textContent, parentElement } = walker.currentNode;
    if (textContent.trim() === '' || parentElement.closest('style, title')) continue;
    const [a, b] = [channels(getComputedStyle(parentElement).color).slice(0, 3), behind(parentElement)].map(light);
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    letters.push({ text: textContent.trim().slice(0, 30), ratio: Math.round(ratio * 100) / 100 });
  }
  return {
    width: document.documentElement.scrollWidth,
    missing: [...document.images].filter(({ naturalWidth }) => naturalWidth < 100).length,
    background: behind(document.body),
    letters,
  };
})()`;
