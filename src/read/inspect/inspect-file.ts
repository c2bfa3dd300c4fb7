// A file that nobody has described -> its columns, for proposing a profile.
import path from 'node:path';
import { stat } from 'node:fs/promises';
import { datoAt } from '../../domain/dato.ts';
import type { RawRow } from '../csv.ts';
import { inspectFile } from '../decode.ts';
import type { SourceFile } from '../files.ts';
import { openRows } from '../open-rows.ts';
import { Profile } from '../profile.ts';
import { readColumns } from './columns.ts';
import type { Grid } from './columns.ts';

export interface InspectedFile extends Grid {
  readonly source: SourceFile;
  /** How the bytes were understood, for people. */
  readonly format: string;
  /** Numbers of six digits in the name of the file, for a file of one skole. */
  readonly numbers: readonly string[];
}

/** Reads any delimiter and encoding, any columns. */
const anyProfile = Profile.parse({ columns: {} });

/** `label` is the path as the configuration will write it. Throws UnreadableFile for what is no table. */
export async function inspectUnknown(file: string, label: string, timeZone: string): Promise<InspectedFile> {
  const facts = await inspectFile(file, 'auto');
  const { rows, format } = await openRows(file, facts, anyProfile);
  const stats = await stat(file);
  const source: SourceFile = {
    path: file,
    label,
    profile: '',
    bytes: stats.size,
    modifiedAt: stats.mtimeMs,
    modifiedOn: datoAt(stats.mtimeMs, timeZone),
  };
  return {
    ...(await readColumns(withoutBlank(rows))),
    source,
    format,
    numbers: numbersIn(path.basename(file)),
  };
}

async function* withoutBlank(pieces: AsyncGenerator<Iterable<RawRow>>): AsyncGenerator<readonly RawRow[]> {
  for await (const rows of pieces) {
    yield [...rows].filter(({ fields }) => fields.some((field) => field.trim() !== ''));
  }
}

/** A number of six digits that is no month (`202611`). */
function numbersIn(name: string): string[] {
  const numbers = name.match(/(?<!\d)\d{6}(?!\d)/g) ?? [];
  return numbers.filter((number) => !/^20[2-9]\d(0[1-9]|1[0-2])$/.test(number));
}
