// What the reading of a row works with, and what it comes to.
import type { Dato } from '../domain/dato.ts';
import type { RowSaid } from '../domain/rows.ts';
import type { Profile, ProfileField } from './profile.ts';
import type { Values } from './values.ts';

/** Why a row, or a part of it, is set aside: the code is its counter (R61), the column tells the place (R62). */
export interface Rejection {
  readonly code: string;
  readonly column: string | undefined;
  /** Whose row it is, to tell a code from a name; never part of a finding. */
  readonly elevId?: string;
  readonly detail?: Readonly<Record<string, string | number>>;
}

/** A registrering without its elev, which the row has said before. */
export interface RowPart {
  readonly dato: Dato;
  readonly said: RowSaid;
}

/** A cell of a column that is no field of ours: a day of the month, or a category. */
export interface NamedCell {
  readonly column: string;
  readonly text: string;
}

export interface RowContext {
  readonly profile: Profile;
  readonly values: Values;
  readonly read: (field: ProfileField) => string;
  readonly cells: readonly NamedCell[];
  readonly reject: (code: string, field: ProfileField) => Rejection;
  readonly rejectCell: (code: string, cell: NamedCell) => Rejection;
}

/** A row that says several things. What is unreadable of it does not take the rest with it (ADR 0100). */
export interface SeveralParts {
  readonly parts: readonly RowPart[];
  readonly rejections: readonly Rejection[];
}

export type ReadShape = (context: RowContext) => RowPart | Rejection | SeveralParts;
