// What looking at a file comes to: how it may be read, and what only a person can settle.
import type { ProfileField, WrittenProfile } from '../profile.ts';
import type { Column, Grid } from './columns.ts';
import type { Purpose } from './heading-words.ts';

/** Something that the file does not tell; the text is made from the code (text/init.ts). */
export interface Doubt {
  readonly code: string;
  /** Without an answer the file cannot be read. */
  readonly isEssential: boolean;
  readonly detail: Readonly<Record<string, string | number>>;
}

export interface Inspected extends Grid {
  /** Numbers that stand in the name of the file or above its rows, for a file of one skole. */
  readonly numbers: readonly string[];
  /** How the bytes were understood: `UTF-8, ;`. */
  readonly format: string;
}

export interface Proposal {
  readonly purpose: Purpose;
  readonly profile: WrittenProfile;
  /** The built-in profile that the file is written for, to the letter. */
  readonly builtin: string | undefined;
  readonly fields: ReadonlyMap<ProfileField, Column>;
  /** Codes whose meaning is proposed, not known (R4). */
  readonly proposedCodes: ReadonlySet<string>;
  readonly doubts: readonly Doubt[];
}

export function doubt(code: string, detail: Doubt['detail'] = {}): Doubt {
  return { code, isEssential: false, detail };
}

export function essential(code: string, detail: Doubt['detail'] = {}): Doubt {
  return { code, isEssential: true, detail };
}

export function columnName(column: Column | undefined): string {
  if (column === undefined) return '';
  return column.heading === '' ? `kolonne ${column.index + 1}` : column.heading;
}
