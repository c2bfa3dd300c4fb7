// A mail as plain text: the same blocks as the HTML, for readers and programs that show text only. Pure.
import { listText } from '../text/da.ts';
import type { Block, Item, MailDocument } from './document.ts';
import { plainCharacters } from './html.ts';

/** RFC 5322 asks for lines of at most 78 characters. */
const WIDTH = 76;

export function renderPlainText({ title, subtitle, blocks, footer }: MailDocument): string {
  const head = [wrap(title), wrap(subtitle)].join('\n');
  const body = blocks.map((block) => blockText(block));
  return `${[head, ...body, `--\n${wrap(footer)}`].join('\n\n')}\n`;
}

/** A step as one sentence: `Skoleleder: Hold samtale med forældrene. Straks.` */
export function stepText({ who, what, when }: NonNullable<Item['step']>): string {
  return `${who}: ${what}. ${when}.`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'lead':
    case 'note':
      return wrap(block.text);
    case 'warning':
    case 'lines':
      return [headingText(block.heading), ...block.lines.map(bullet)].join('\n');
    case 'items':
      return [headingText(block.heading), ...block.items.map(itemText)].join('\n');
    case 'figures':
      return figuresText(block);
    case 'workbook':
      return [headingText(block.heading), wrap(block.text), ...(block.path === undefined ? [] : [block.path])]
        .map(plainCharacters)
        .join('\n');
    case 'picture':
      return [headingText(block.heading), wrap(block.picture.alt)].join('\n');
    case 'table':
      return tableText(block);
  }
}

function itemText({ label, what, step }: Item): string {
  const first = bullet(`${label}: ${what}.`);
  return step === undefined ? first : `${first}\n${wrap(stepText(step), '  ')}`;
}

function figuresText({ heading, figures, note }: Extract<Block, { kind: 'figures' }>): string {
  const lines = figures.map(({ label, value }) => bullet(`${label}: ${value}`));
  return [headingText(heading), ...lines, ...(note === undefined ? [] : [wrap(note)])].join('\n');
}

/** A table read aloud: each row names its columns, because columns of spaces fall apart in a proportional font. */
function tableText({ heading, columns, rows, total }: Extract<Block, { kind: 'table' }>): string {
  const lines = [...rows, ...(total === undefined ? [] : [total])].map(([first = '', ...cells]) =>
    bullet(`${first}: ${listText(cells.map((cell, index) => `${columns[index + 1] ?? ''} ${cell}`))}`),
  );
  return [headingText(heading), ...lines].join('\n');
}

function headingText(heading: string): string {
  return plainCharacters(heading).toUpperCase();
}

function bullet(text: string): string {
  return `- ${wrap(text, '  ').trimStart()}`;
}

/** Breaks text at spaces; every line begins with `indent`. */
function wrap(text: string, indent = ''): string {
  const lines: string[] = [];
  let line = indent;
  for (const word of plainCharacters(text).split(/\s+/)) {
    if (line.length > indent.length && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = indent;
    }
    line += line.length > indent.length ? ` ${word}` : word;
  }
  return [...lines, line].join('\n');
}
