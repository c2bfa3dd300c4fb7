// One form for texts that differ only in how they are written.
/** One form of a heading, code or amount: case, the forms of æøå, space and punctuation do not matter. */
export function fold(text: string): string {
  const plain = text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'oe')
    .replaceAll('å', 'aa');
  // A code may be nothing but punctuation.
  return plain.replace(/[\s._:\u200B-\u200D\u2060\u00AD-]+/g, '') || plain.trim();
}

/** Whether anything stands in a cell. Asked of every row; most cells begin with a plain sign. */
export function isText(cell: string): boolean {
  const first = cell.charCodeAt(0);
  return (first > 0x20 && first < 0x7f) || cell.trim() !== '';
}

const INVISIBLE = /[\u200B-\u200D\u2060\u00AD\uFEFF]/g;

/** A cell without what nobody sees: space around it, no-break and thin spaces, signs without width; letters composed. */
export function cleanCell(text: string): string {
  const trimmed = text.trim();
  // eslint-disable-next-line no-control-regex
  if (/^[\x20-\x7E]*$/.test(trimmed)) return trimmed;
  return trimmed.replace(INVISIBLE, '').normalize('NFC').replace(/\s+/g, ' ').trim();
}
