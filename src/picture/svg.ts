// The few SVG elements that the pictures are made of, with every text escaped. Pure.
import { FONT_FAMILY } from './png.ts';

/** A picture ready to be drawn (png.ts), with what it shows in words. */
export interface Picture {
  readonly svg: string;
  /** For those who do not see it: what it shows, with its figures. */
  readonly alt: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

export const INK = '#222b33';
export const MUTED = '#5f6b76';
export const LINE = '#d5dbe1';

type Attributes = Readonly<Record<string, string | number>>;

export function element(name: string, attributes: Attributes, content = ''): string {
  const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(textOf(value))}"`);
  return `<${name}${list.join('')}>${content}</${name}>`;
}

/** Letters at a point: `middle` is centred on it, `end` stops at it. */
export function letters(
  text: string,
  at: { readonly x: number; readonly y: number },
  look: {
    readonly size?: number;
    readonly anchor?: 'start' | 'middle' | 'end';
    readonly fill?: string;
    readonly isBold?: boolean;
  } = {},
): string {
  const { size = 11, anchor = 'start', fill = INK, isBold = false } = look;
  return element(
    'text',
    { ...at, 'font-size': size, 'text-anchor': anchor, fill, 'font-weight': isBold ? 600 : 400 },
    escapeXml(text),
  );
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** As wide as a workbook and a mail at a desk have room for. */
const SHOWN_WIDTH = 600;

/** Drawn in units of its own and shown larger: on a phone, where it becomes narrow, its letters must still be read. */
export function toPicture(alt: string, drawn: Size, parts: readonly string[]): Picture {
  const shown = { width: SHOWN_WIDTH, height: Math.round((drawn.height * SHOWN_WIDTH) / drawn.width) };
  return { svg: drawing(drawn, parts, shown), alt, ...shown };
}

/** The whole picture on white, for a dark page would swallow its letters. */
export function drawing({ width, height }: Size, parts: readonly string[], shown?: Size): string {
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: shown?.width ?? width,
      height: shown?.height ?? height,
      viewBox: `0 0 ${width} ${height}`,
      'font-family': FONT_FAMILY,
    },
    [element('rect', { width, height, fill: '#ffffff' }), ...parts].join(''),
  );
}

/** Two decimals are finer than the eye, and keep the bytes the same on every machine. */
function textOf(value: string | number): string {
  return typeof value === 'number' ? String(Math.round(value * 100) / 100) : value;
}

function escapeXml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, '')
    .toWellFormed()
    .replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`);
}
