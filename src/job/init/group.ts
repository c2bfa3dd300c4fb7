// Files of the same form are one source with one profile: their columns are looked at together.
import { fold } from '../../read/fold.ts';
import type { SourceFile } from '../../read/files.ts';
import type { Column } from '../../read/inspect/columns.ts';
import type { InspectedFile } from '../../read/inspect/inspect-file.ts';
import type { Proposal } from '../../read/inspect/proposal.ts';
import { proposeProfile } from '../../read/inspect/propose.ts';

export interface FileGroup {
  readonly files: readonly SourceFile[];
  readonly formats: readonly string[];
  readonly rows: number;
  readonly proposal: Proposal;
}

/** Files with the same headings in the same order; without headings, with as many columns. */
export function groupFiles(files: readonly InspectedFile[]): FileGroup[] {
  const groups = Map.groupBy(files, ({ columns, headingLine }) =>
    headingLine === undefined
      ? `${columns.length} columns`
      : columns.map(({ heading }) => fold(heading)).join('|'),
  );
  return [...groups.values()].flatMap(splitGroup);
}

/** Files that say their skole by their name alone are one source each. */
function splitGroup(files: readonly InspectedFile[]): FileGroup[] {
  const group = toGroup(files);
  const lacksNumber = group.proposal.doubts.some(({ code }) => code === 'no-institutionsnummer');
  return lacksNumber && files.length > 1 ? files.map((file) => toGroup([file])) : [group];
}

function toGroup(files: readonly InspectedFile[]): FileGroup {
  const rows = files.reduce((sum, file) => sum + file.rows, 0);
  const [first] = files;
  return {
    files: files.map(({ source }) => source),
    formats: [...new Set(files.map(({ format }) => format))],
    rows,
    proposal: proposeProfile({
      headingLine: first?.headingLine,
      columns: mergeColumns(files),
      rows,
      format: first?.format ?? '',
      numbers: files.length === 1 ? (first?.numbers ?? []) : [],
    }),
  };
}

function mergeColumns(files: readonly InspectedFile[]): Column[] {
  const [first] = files;
  return (first?.columns ?? []).map(({ index, heading }) => {
    const same = files.map(({ columns }) => columns[index]).filter((column) => column !== undefined);
    const values = new Map<string, number>();
    for (const [text, count] of same.flatMap((column) => [...column.values])) {
      values.set(text, (values.get(text) ?? 0) + count);
    }
    return { index, heading, values, filled: same.reduce((sum, { filled }) => sum + filled, 0) };
  });
}
