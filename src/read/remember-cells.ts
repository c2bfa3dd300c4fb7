// Rows repeat each other's cells: what some columns of a row come to is read once for every different set of texts.

/** So many answers are remembered; then all are forgotten. */
const MAX_REMEMBERED = 200_000;

type Fields = readonly string[];

/** What is known behind the texts of the first columns: the next text leads on, the last one to an answer. */
interface Branch<T> {
  readonly next: Map<string, Branch<T>>;
  readonly answers: Map<string, T>;
}

/**
 * Answers as `read` does, which looks at the `columns` of a row and at no other, most often from memory. Only what `isKept`
 * allows is given to several rows. A missing cell is an empty one.
 */
export function rememberCells<T>(
  columns: readonly number[],
  read: (fields: Fields) => T,
  isKept: (answer: T) => boolean = () => true,
): (fields: Fields) => T {
  const lastColumn = columns.at(-1) ?? -1;
  const firstColumns = columns.slice(0, -1);
  let root: Branch<T> = newBranch();
  let count = 0;
  /** Behind the first columns of the row before, which are most often those of the next row too. */
  let near: { readonly fields: Fields; readonly branch: Branch<T> } | undefined;
  let last: { readonly text: string; readonly answer: T } | undefined;

  const branchOf = (fields: Fields): Branch<T> => {
    if (near !== undefined && isSameIn(firstColumns, fields, near.fields)) return near.branch;
    let branch = root;
    for (const column of firstColumns) branch = follow(branch, fields[column] ?? '');
    near = { fields, branch };
    last = undefined;
    return branch;
  };

  const add = (branch: Branch<T>, text: string, answer: T): void => {
    if (count >= MAX_REMEMBERED) {
      root = newBranch();
      near = undefined;
      count = 0;
    } else branch.answers.set(text, answer);
    count += 1;
  };

  return (fields) => {
    const branch = branchOf(fields);
    const text = fields[lastColumn] ?? '';
    if (text === last?.text) return last.answer;
    const known = branch.answers.get(text);
    const answer = known ?? read(fields);
    if (known === undefined) {
      if (!isKept(answer)) return answer;
      add(branch, text, answer);
    }
    last = { text, answer };
    return answer;
  };
}

function newBranch<T>(): Branch<T> {
  return { next: new Map(), answers: new Map() };
}

function follow<T>(branch: Branch<T>, text: string): Branch<T> {
  const known = branch.next.get(text);
  if (known !== undefined) return known;
  const grown = newBranch<T>();
  branch.next.set(text, grown);
  return grown;
}

function isSameIn(columns: readonly number[], ones: Fields, others: Fields): boolean {
  for (const column of columns) if (ones[column] !== others[column]) return false;
  return true;
}
