// What a mail says, before it becomes HTML and plain text. Both are made from the same blocks, so they say the same in
// the same order. Pure.
import type { Picture } from '../picture/svg.ts';

/** Colour of the edge of a row or figure; never the only carrier of a meaning. */
export type Tone = 'massivt' | 'bekymrende' | 'tidlig-indsats' | 'neutral';

/** Somebody's next step: who does what, by when (R82). */
export interface Step {
  readonly who: string;
  readonly what: string;
  readonly when: string;
}

/** One line of an agenda: where, what is new, what happens next. */
export interface Item {
  readonly label: string;
  readonly what: string;
  readonly step: Step | undefined;
  readonly tone: Tone;
}

export interface Figure {
  readonly label: string;
  readonly value: string;
  readonly tone: Tone;
}

export type Block =
  /** The sentence that says it all. */
  | { readonly kind: 'lead'; readonly text: string }
  | { readonly kind: 'warning'; readonly heading: string; readonly lines: readonly string[] }
  | { readonly kind: 'items'; readonly heading: string; readonly items: readonly Item[] }
  | {
      readonly kind: 'figures';
      readonly heading: string;
      readonly figures: readonly Figure[];
      readonly note: string | undefined;
    }
  | { readonly kind: 'lines'; readonly heading: string; readonly lines: readonly string[] }
  /** One sentence by itself, such as "resten står i arket". */
  | { readonly kind: 'note'; readonly text: string }
  /** Where the workbook lies; a path is shown so that it can be copied. */
  | {
      readonly kind: 'workbook';
      readonly heading: string;
      readonly text: string;
      readonly path: string | undefined;
    }
  /** A picture that stands in the mail itself; its text says what it shows. */
  | { readonly kind: 'picture'; readonly heading: string; readonly name: string; readonly picture: Picture }
  | {
      readonly kind: 'table';
      readonly heading: string;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** The last row, in bold. */
      readonly total: readonly string[] | undefined;
    };

export interface MailDocument {
  readonly subject: string;
  readonly title: string;
  readonly subtitle: string;
  readonly blocks: readonly Block[];
  /** Why the reader gets the mail and what not to do with it. */
  readonly footer: string;
}

/** What goes into a message (compose.ts). */
export interface MailContent {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** What the HTML shows by `cid:`; none unless given. */
  readonly pictures?: readonly MailPicture[] | undefined;
}

/** Kept as SVG and drawn when the mail goes out. */
export interface MailPicture {
  readonly cid: string;
  readonly svg: string;
}

/** How the HTML names a picture of its own message. */
export function cidOf(name: string): string {
  return `${name}@fravaersscreening`;
}
