// Runs rules.sql in DuckDB and prints the answer: node duckdb.ts SETUP.json. DuckDB is no dependency of the project:
// it is found where NODE_PATH or a node_modules folder has @duckdb/node-api.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ONE_DAY } from '../../domain/fravaersdage.ts';
import type { Setup } from '../setup.ts';

/** The little of @duckdb/node-api that is used here. */
interface DuckDb {
  readonly DuckDBInstance: {
    create(path: string): Promise<{
      connect(): Promise<{
        runAndReadAll(sql: string): Promise<{ getRows(): readonly (readonly unknown[])[] }>;
      }>;
    }>;
  };
}

const setup = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Setup;
const { DuckDBInstance } = createRequire(import.meta.url)('@duckdb/node-api') as DuckDb;
const connection = await (await DuckDBInstance.create(':memory:')).connect();
const answer = await connection.runAndReadAll(
  fillIn(readFileSync(path.join(import.meta.dirname, 'rules.sql'), 'utf8')),
);
process.stdout.write(
  answer
    .getRows()
    .map((row) => `${row.join(';')}\n`)
    .join(''),
);

function fillIn(sql: string): string {
  const [tidligIndsats, bekymrende, massivt] = setup.limits.map((limit) => String(limit * ONE_DAY));
  const literals: Readonly<Record<string, string | undefined>> = {
    fravaer: list(setup.fravaer),
    elever: list(setup.elever),
    numre: list([setup.tables.numre]),
    steder: list([setup.tables.steder]),
    skoledage: list([setup.tables.skoledage]),
    asOf: `DATE '${setup.asOf}'`,
    first: `DATE '${setup.first}'`,
    tidligIndsats,
    bekymrende,
    massivt,
  };
  return sql.replaceAll(/\$(\w+)/g, (_, name: string) => literals[name] ?? name);
}

function list(files: readonly string[]): string {
  return `[${files.map((file) => `'${file.replaceAll("'", "''")}'`).join(', ')}]`;
}
