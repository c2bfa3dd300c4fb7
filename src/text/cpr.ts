// R70: CPR numbers taken out of a text before anybody sees it. The reader puts none there; this makes sure, wherever a
// text may quote a cell, because a column that has slipped can hold one.

/** The text without anything that has the form of a CPR number, with or without a hyphen or space. */
export function withoutCpr(text: string): string {
  return text.replace(/(?<!\d)\d{6}[-– ]?\d{4}(?!\d)/g, '[fjernet]');
}
