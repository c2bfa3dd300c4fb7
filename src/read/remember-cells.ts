// Rows repeat each other's cells: what some columns of a row come to is read once for every different set of texts.

/** So many answers are remembered; then all are forgotten. */
const MAX_REMEMBERED = 200_000;

/** What stands behind the texts of the first columns: the next text leads on, the last one to the answer. */
type Branch<T> = Map<string, Branch<T> | Leaf<T>>;

interface Leaf<T> {
  readonly answer: T;
}

type Fields = readonly string[];

/**
 * Answers as `read` does, which looks at the `columns` of a row and at no other, most often from memory. Only what `isKept`
 * allows is given to several rows. A missing cell is an empty one.
 */
export function rememberCells<T>(
  columns: readonly number[],
  read: (fields: Fields) => T,
  isKept: (answer: T) => boolean = () => true,
): (fields: Fields) => T {
  let root: Branch<T> = new Map();
  let count = 0;
  let last: { readonly fields: Fields; readonly answer: T } | undefined;

  const branchOf = (fields: Fields): Branch<T> => {
    let branch = root;
    for (let index = 0; index < columns.length - 1; index += 1) {
      const text = fields[columns[index] ?? 0] ?? '';
      const next = branch.get(text);
      if (next instanceof Map) branch = next;
      else {
        const grown: Branch<T> = new Map();
        branch.set(text, grown);
        branch = grown;
      }
    }
    return branch;
  };

  const find = (fields: Fields): T => {
    const branch = branchOf(fields);
    const text = fields[columns.at(-1) ?? 0] ?? '';
    const known = branch.get(text);
    if (known !== undefined && !(known instanceof Map)) return known.answer;
    const answer = read(fields);
    if (!isKept(answer)) return answer;
    if (count >= MAX_REMEMBERED) {
      root = new Map();
      count = 0;
    }
    branch.set(text, { answer });
    count += 1;
    return answer;
  };

  return (fields) => {
    if (last !== undefined && isSameIn(columns, fields, last.fields)) return last.answer;
    const answer = find(fields);
    last = isKept(answer) ? { fields, answer } : undefined;
    return answer;
  };
}

function isSameIn(columns: readonly number[], ones: Fields, others: Fields): boolean {
  for (const column of columns) if (ones[column] !== others[column]) return false;
  return true;
}
