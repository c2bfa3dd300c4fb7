// What a municipality's folder holds after the program has been there.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Every file below a folder with its content, by its path in there. */
export function filesUnder(folder: string): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    files.set(path.relative(folder, file), readFileSync(file));
  }
  return files;
}

/** The tables that tests name; there may be more. */
type Table = 'run' | 'run_skole' | 'result' | 'told' | 'told_frist' | 'outbox';

export type StateRows = Readonly<Record<Table, readonly Record<string, unknown>[]>>;

/** All that state holds, by table. */
export function stateRows({ folder }: { readonly folder: string }): StateRows {
  const database = new DatabaseSync(path.join(folder, 'var', 'fravaer.sqlite'), { readOnly: true });
  const names = database
    .prepare(
      "select name from sqlite_master where type = 'table' and name not like 'kysely%' and name not like 'sqlite%'",
    )
    .all()
    .map(({ name }) => String(name));
  const tables = names.toSorted().map((table) => [table, database.prepare(`select * from "${table}"`).all()]);
  database.close();
  return Object.fromEntries(tables) as StateRows;
}
