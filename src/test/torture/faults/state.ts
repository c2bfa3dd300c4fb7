// State that another holds, that is damaged, too new or too old.
import { copyFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Execution } from '../../e2e/exec.ts';
import { layExport } from '../../e2e/export.ts';
import { runPlanned } from '../crash-matrix.ts';
import { week } from '../week.ts';
import type { Fault, Stage } from './stage.ts';

const [, , news] = week;

export const state: readonly Fault[] = [
  {
    what: 'another run is going on',
    exit: 11,
    says: /En anden kørsel er i gang/,
    meet: ({ stateFile, run }) => holding(`${stateFile}.lock`, 'begin exclusive', run),
  },
  {
    what: 'another program holds the database',
    exit: 11,
    says: /holdes låst af et andet program/,
    meet: ({ stateFile, run }) => holding(stateFile, 'begin immediate', run),
  },
  {
    what: 'the database is cut off',
    exit: 13,
    says: /beskadiget/,
    meet: ({ stateFile, run }) => {
      truncateSync(stateFile, 30_000);
      return run();
    },
  },
  {
    what: 'the database is empty',
    exit: 13,
    says: /er tom/,
    meet: ({ stateFile, run }) => {
      truncateSync(stateFile, 0);
      return run();
    },
  },
  {
    what: 'a page of the database is overwritten',
    exit: 13,
    says: /beskadiget/,
    meet: ({ stateFile, run }) => {
      const bytes = readFileSync(stateFile);
      bytes.fill(0x5a, 5 * 4096, 6 * 4096);
      writeFileSync(stateFile, bytes);
      return run();
    },
  },
  {
    what: 'the key is gone',
    exit: 13,
    says: /Nøglefilen .* mangler/,
    meet: ({ stateFile, run }) => {
      rmSync(`${stateFile}.key`);
      return run();
    },
  },
  {
    what: 'a newer program has been at the database',
    exit: 13,
    says: /nyere version/,
    meet: ({ stateFile, run }) => {
      const database = new DatabaseSync(stateFile);
      database.exec("insert into kysely_migration (name, timestamp) values ('9999-new', '2099-01-01')");
      database.close();
      return run();
    },
  },
  {
    what: "last week's backup was put back",
    exit: 0,
    says: /"code": "state-restored"/,
    mails: ['sent', 'not-due'],
    meet: async ({ folder, stateFile, asOf, run }) => {
      const copy = path.join(folder, 'kopi.sqlite');
      copyFileSync(stateFile, copy);
      await run();
      copyFileSync(copy, stateFile);
      const later = week[4]!;
      layExport(folder, later.asOf, news!.rows, news!.roster);
      return asOf === later.asOf ? run() : runPlanned(folder, later.asOf, {});
    },
  },
  {
    what: 'two runs are started at once',
    exit: 11,
    says: /En anden kørsel er i gang/,
    meet: async ({ run }) => {
      const both = await Promise.all([run(), run()]);
      return both.find(({ status }) => status === 11) ?? both[0];
    },
  },
];

async function holding(file: string, sql: string, run: Stage['run']): Promise<Execution> {
  const database = new DatabaseSync(file);
  database.exec(sql);
  try {
    return await run();
  } finally {
    database.close();
  }
}
