// HTML that cannot carry foreign markup: the tag escapes every value, and only the tag makes `Raw`. Pure.

const content = Symbol('content');

/** Finished markup. No other file can make one, so text from an export is always escaped. */
export interface Raw {
  readonly [content]: string;
}

type Value = string | number | Raw | readonly Raw[] | undefined;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Markup with every value escaped; `undefined` leaves nothing. Not called `html`, because formatters rewrite the white
 * space of templates of that name.
 */
export function markup(strings: TemplateStringsArray, ...values: readonly Value[]): Raw {
  const parts = strings.map((text, index) => text + valueText(values[index]));
  return { [content]: parts.join('') };
}

/** The markup as text, for the message. */
export function toHtml(raw: Raw): string {
  return raw[content];
}

/** Text as it may stand in an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return plainCharacters(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/**
 * Leaves out control characters and the marks that turn the direction of writing: a value from a file could use them to show
 * something else than it says.
 */
export function plainCharacters(text: string): string {
  return text.replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, '');
}

function valueText(value: Value): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  return isList(value) ? value.map(toHtml).join('') : toHtml(value);
}

function isList(value: Raw | readonly Raw[]): value is readonly Raw[] {
  return Array.isArray(value);
}
