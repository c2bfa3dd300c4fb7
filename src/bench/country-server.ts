// The PostgreSQL server that all kommuner share, as docs/skalering.md advises it: a database and a role for each, and nobody
// gets into another's. Watched while they run: who waits for a lock, and what the server itself costs.
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { Client } from 'pg';
import { startPostgres } from '../test/postgres/server.ts';

const PASSWORD = 'kun-til-maaling';
const LOOK_EVERY_MS = 200;
const MS_PER_TICK = 10;

/** What was seen at one moment. */
export interface Look {
  readonly connections: number;
  /** Connections that wait for a lock another one holds. */
  readonly waiting: number;
}

export interface CountryServer {
  /** Makes a database that only its own role gets into; the URL is for `state.url`. */
  readonly addDatabase: (name: string) => Promise<string>;
  readonly password: string;
  readonly looks: readonly Look[];
  /** All processes of the server so far. */
  readonly cpuMs: () => number;
  readonly transactions: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

export async function startCountryServer(): Promise<CountryServer> {
  const server = await startPostgres({ lasting: true });
  const { default: pg } = await import('pg');
  const { port, user, password } = server;
  const connect = async (): Promise<Client> => {
    const client = new pg.Client({ host: '127.0.0.1', port, user, password, database: 'postgres' });
    await client.connect();
    return client;
  };
  const [admin, watcher] = [await connect(), await connect()];
  const { rows } = await admin.query<{ file: string }>("select pg_read_file('postmaster.pid') as file");
  const postmaster = Number(rows[0]?.file.split('\n')[0]);
  const looks: Look[] = [];
  const watching = watch(watcher, looks);
  return {
    addDatabase: async (name) => {
      await admin.query(`create role ${name} login password '${PASSWORD}' connection limit 4`);
      await admin.query(`create database ${name} owner ${name}`);
      await admin.query(`revoke all on database ${name} from public`);
      return `postgres://${name}@127.0.0.1:${port}/${name}`;
    },
    password: PASSWORD,
    looks,
    cpuMs: () => cpuOf(postmaster),
    transactions: async () => {
      const counted = await admin.query<{ count: string }>(
        "select sum(xact_commit) as count from pg_stat_database where datname like 'kommune%'",
      );
      return Number(counted.rows[0]?.count ?? 0);
    },
    stop: async () => {
      await watching.stop();
      await Promise.all([admin.end(), watcher.end()]);
      server.stop();
    },
  };
}

function watch(client: Client, looks: Look[]): { readonly stop: () => Promise<void> } {
  const over = new AbortController();
  const loop = async (): Promise<void> => {
    while (!over.signal.aborted) {
      looks.push(await look(client));
      await setTimeout(LOOK_EVERY_MS);
    }
  };
  const running = loop();
  return {
    stop: () => {
      over.abort();
      return running;
    },
  };
}

async function look(client: Client): Promise<Look> {
  const { rows } = await client.query<{ connections: string; waiting: string }>(
    `select count(*) as connections, count(*) filter (where wait_event_type = 'Lock') as waiting
     from pg_stat_activity where datname like 'kommune%'`,
  );
  return { connections: Number(rows[0]?.connections), waiting: Number(rows[0]?.waiting) };
}

/** Of the process and of its children that have ended: a connection is a child of the postmaster. */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ') ?? [];
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) * MS_PER_TICK;
}
