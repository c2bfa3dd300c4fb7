// Where tonight's files will be: paths as given, with a date in the name left open.
import path from 'node:path';
import type { SourceFile } from '../../read/files.ts';

export interface Patterns {
  readonly patterns: readonly string[];
  /** Exports of several nights will lie beside each other. */
  readonly isKept: boolean;
}

/** `2026-11-20`, `20261120`, `20-11-2026` */
const DATE = /(?<!\d)(20\d{2}[-_.]?[01]\d[-_.]?[0-3]\d|[0-3]\d[-_.][01]\d[-_.]20\d{2})(?!\d)/g;

export function patternsFor(files: readonly SourceFile[]): Patterns {
  const patterns = files.map(({ label }) => {
    const folder = escapeGlob(path.dirname(label));
    const name = path
      .basename(label)
      .split(DATE)
      .map((part, index) => (index % 2 === 1 ? '*' : escapeGlob(part)))
      .join('');
    return folder === '.' ? name : `${folder}/${name}`;
  });
  const isKept = files.some(({ label }) => path.basename(label).search(DATE) !== -1);
  return { patterns: [...new Set(patterns)], isKept };
}

/** Signs that mean something in a pattern stand for themselves in brackets. */
function escapeGlob(text: string): string {
  return text.replace(/[*?[\]{}()!]/g, (sign) => (sign === ']' ? sign : `[${sign}]`));
}
