// CSV that Danish Excel opens as a table on a double click: UTF-8 with a byte order mark, semicolons, CRLF.

export function csvText(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cellText).join(';')).join('\r\n')}\r\n`;
}

const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Excel runs a text that begins like a formula, also from a file; an apostrophe keeps it a text. */
function cellText(value: string): string {
  const text = value.replace(CONTROLS, ' ');
  const safe = /^[=+\-@]/.test(text) ? `'${text}` : text;
  return /[";]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
