// Whether an absence file breaks off in its last row: a piece of a row must not be read as a whole one.
import { parseDato } from '../domain/dato.ts';
import type { RawRow } from './csv.ts';
import { fold } from './fold.ts';
import { columnName } from './header.ts';
import type { Header } from './header.ts';
import type { Profile } from './profile.ts';
import type { RowOutcome } from './row-reader.ts';

export interface ReadRow {
  readonly row: RawRow;
  readonly outcome: RowOutcome;
}

interface Columns {
  readonly profile: Profile;
  readonly header: Header;
}

/** For a last row that no newline ends: whether cells are missing, or its last cell is a piece of something. */
export function isCutOff(
  last: ReadRow | undefined,
  before: ReadRow | undefined,
  { profile, header }: Columns,
): boolean {
  if (last === undefined) return false;
  const { dates, aarsager } = profile;
  const { fields } = last.row;
  if (fields.length < header.width) return true;
  const rejection = last.outcome.rejections.at(-1);
  if (rejection?.column === columnName(header, fields.length - 1)) {
    const piece = fold(fields.at(-1) ?? '');
    return (
      rejection.code !== 'aarsag-unknown' ||
      Object.keys(aarsager).some((code) => fold(code).startsWith(piece))
    );
  }
  const [cell = '', cellBefore = ''] = [last, before].map((read) => read?.row.fields.at(-1)?.trim());
  return cell !== '' && parseDato(cell, dates) === undefined && parseDato(cellBefore, dates) !== undefined;
}
