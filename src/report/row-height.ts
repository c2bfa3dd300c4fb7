// How high a row must be for its wrapped texts to show whole. Excel and LibreOffice measure rows themselves only while
// somebody types, and never for merged cells, so the height is worked out here from the widths of Calibri's letters.

/** Points from one line of 10 point text to the next, and the space around a cell's text. */
const LINE = 12.9;
const PADDING = 5;

/** A sheet's column width counts digits of 11 point text at 7 pixels; the cell keeps some for its edges and indent. */
const PIXELS_PER_CHARACTER = 7;
const EDGE_PIXELS = 13;
/** 10 points are 13.3 pixels; 2 % more, because programs and screens differ. */
const PIXELS_PER_EM = 13.33 * 1.02;

/** The height in points of a row whose longest cell takes `lines`. */
export function heightOf(lines: number): number {
  return lines * LINE + PADDING;
}

/** The lines a text takes when wrapped at spaces into columns of `width` characters. */
export function lineCount(text: string, width: number): number {
  const room = Math.max(1, width * PIXELS_PER_CHARACTER - EDGE_PIXELS);
  // Most cells are short, and need no measuring.
  if (text.length * WIDEST * PIXELS_PER_EM <= room && !text.includes('\n')) return 1;
  return text.split('\n').reduce((lines, paragraph) => lines + paragraphLines(paragraph, room), 0);
}

function paragraphLines(paragraph: string, room: number): number {
  let lines = 1;
  let used = 0;
  for (const word of paragraph.split(' ')) {
    const length = pixels(word);
    const withSpace = used === 0 ? length : used + pixels(' ') + length;
    if (withSpace <= room) {
      used = withSpace;
      continue;
    }
    if (used > 0) lines += 1;
    // A word longer than the line breaks inside.
    lines += Math.ceil(length / room) - 1;
    used = length % room;
  }
  return lines;
}

function pixels(text: string): number {
  let ems = 0;
  for (const letter of text) ems += emsOf(letter);
  return ems * PIXELS_PER_EM;
}

/** How wide Calibri's letters are, in parts of the letter height, rounded up; others are 0.53, capitals 0.62. */
const WIDTHS: readonly (readonly [letters: string, ems: number])[] = [
  ["ijl,.:;'|!", 0.26],
  [' rtf()-/I', 0.34],
  ['sczxvyk', 0.46],
  ['mwMW@%æÆ…', 0.82],
];
const WIDEST = Math.max(...WIDTHS.map(([, ems]) => ems));

/** Texts are long and their letters few: each letter is looked up once. */
const known = new Map(
  WIDTHS.flatMap(([letters, ems]) => Array.from(letters, (letter) => [letter, ems] as const)),
);

function emsOf(letter: string): number {
  const ems = known.get(letter) ?? (/\p{Lu}/u.test(letter) ? 0.62 : 0.53);
  known.set(letter, ems);
  return ems;
}
