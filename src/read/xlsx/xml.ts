// XML as spreadsheets write it -> tags and text, piece by piece. No entities but the five of XML and numbers, so nothing
// can unfold.
import { UnreadableFile } from '../file-fault.ts';

export interface XmlHandler {
  /** A tag by its name without prefix, with the tag as written, for `attribute`. A tag without content is closed at once. */
  readonly open: (name: string, tag: string) => void;
  readonly text: (text: string) => void;
  readonly close: (name: string) => void;
}

/** No tag and no text between two tags is longer. */
const MAX_TOKEN_CHARACTERS = 1_000_000;
const NAME = /^<\/?(?:[\w.-]+:)?([\w.-]+)/;

/** Takes a document in pieces and hands its parts on as soon as they are whole. Throws UnreadableFile when they never become so. */
export function xmlFeeder(handler: XmlHandler): (piece: string) => void {
  let rest = '';
  return (piece) => {
    const xml = rest + piece;
    let done = 0;
    for (;;) {
      const begin = xml.indexOf('<', done);
      const end = begin === -1 ? -1 : endOfMarkup(xml, begin);
      if (end === -1) break;
      if (begin > done) handler.text(unescapeXml(xml.slice(done, begin)));
      handMarkup(xml.slice(begin, end), handler);
      done = end;
    }
    rest = xml.slice(done);
    if (rest.length > MAX_TOKEN_CHARACTERS) throw new UnreadableFile('regnearket er beskadiget');
  };
}

/** The end of the tag, comment or section that begins at `begin`, or -1 when it is not whole yet. */
function endOfMarkup(xml: string, begin: number): number {
  if (xml.startsWith('<!--', begin)) return after(xml, '-->', begin + 4);
  if (xml.startsWith('<![CDATA[', begin)) return after(xml, ']]>', begin + 9);
  if (xml.startsWith('<?', begin)) return after(xml, '?>', begin + 2);
  let from = begin;
  for (;;) {
    const end = xml.indexOf('>', from);
    if (end === -1) return -1;
    // A > inside an attribute's quotes ends no tag.
    const quote = xml.slice(from, end).search(/["']/);
    if (quote === -1) return end + 1;
    const closing = xml.indexOf(xml.charAt(from + quote), from + quote + 1);
    if (closing === -1) return -1;
    from = closing + 1;
  }
}

function after(xml: string, mark: string, from: number): number {
  const at = xml.indexOf(mark, from);
  return at === -1 ? -1 : at + mark.length;
}

function handMarkup(markup: string, handler: XmlHandler): void {
  if (markup.startsWith('<![CDATA[')) {
    handler.text(markup.slice(9, -3));
    return;
  }
  const name = NAME.exec(markup)?.[1];
  if (name === undefined) return;
  if (markup.startsWith('</')) {
    handler.close(name);
    return;
  }
  handler.open(name, markup);
  if (markup.endsWith('/>')) handler.close(name);
}

/** A reader of one attribute of a tag; undefined when the tag has none. */
export function attribute(name: string): (tag: string) => string | undefined {
  const pattern = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
  return (tag) => {
    const match = pattern.exec(tag);
    return match === null ? undefined : unescapeXml(match[1] ?? match[2] ?? '');
  };
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w{1,6}));/g, (whole, hex, decimal, name) => {
    if (typeof name === 'string') return named[name] ?? whole;
    const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
