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

/** What a row of each shape says, from its columns. */
const KLASSETRIN = "try_cast(regexp_extract(Klasse, '^\\d{1,2}') AS TINYINT)";
const shapes = {
  day: {
    klassetrin: `coalesce(try_cast(Klassetrin AS TINYINT), ${KLASSETRIN})`,
    lektion: '',
    part: `CASE
      WHEN Omfang IS NULL OR Omfang = '' OR lower(Omfang) = 'hel' THEN ${ONE_DAY}
      WHEN lower(Omfang) = 'halv' THEN ${ONE_DAY / 2}
      ELSE (try_cast(replace(Omfang, ',', '.') AS DECIMAL(12, 6)) * ${ONE_DAY})::BIGINT
    END`,
    identitet: 'nummer, elev, dato, kode, part',
  },
  lesson: {
    klassetrin: KLASSETRIN,
    lektion: 'Lektion AS lektion,',
    part: `${ONE_DAY} // try_cast(LektionerIAlt AS BIGINT)`,
    identitet: 'nummer, elev, dato, kode, part, lektion',
  },
} as const;

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
    ...shapes[setup.shape],
  };
  return sql.replaceAll(/\$(\w+)/g, (_, name: string) => literals[name] ?? name);
}

function list(files: readonly string[]): string {
  return `[${files.map((file) => `'${file.replaceAll("'", "''")}'`).join(', ')}]`;
}
