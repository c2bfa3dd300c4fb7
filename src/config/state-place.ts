// Where the configuration puts state. The password comes from the environment, when there is a server to give it to.
import { readSecret } from '../secrets.ts';
import type { StatePlace, StateServer } from '../state-place.ts';
import { LOOPBACK } from './rules.ts';
import type { Config } from './schema.ts';

const POSTGRES_PORT = 5432;

export function statePlaceOf({ state }: Config, resolve: (relative: string) => string): StatePlace {
  const file = resolve(state.path);
  if (state.url === undefined) return { file, server: undefined };
  const ca = state.ca === undefined ? undefined : resolve(state.ca);
  return {
    file,
    server: { ...parseServer(state.url), password: readSecret(process.env, state.passwordEnv), ca },
  };
}

/** A URL that rules.ts has found plain. */
function parseServer(url: string): Omit<StateServer, 'password' | 'ca'> {
  const { hostname, port, pathname, username } = new URL(url);
  // An IPv6 address stands in brackets in a URL alone.
  const host = hostname.replace(/^\[|\]$/g, '');
  return {
    host,
    port: port === '' ? POSTGRES_PORT : Number(port),
    database: decodeURIComponent(pathname.slice(1)),
    user: decodeURIComponent(username),
    tls: !LOOPBACK.test(host),
  };
}
