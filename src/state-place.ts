// Where state lies: a file, or a database on a PostgreSQL server. The key that elever are known by is a file in both cases.

export interface StatePlace {
  /** The SQLite file; with a server, the name beside which the key lies. */
  readonly file: string;
  readonly server: StateServer | undefined;
}

export interface StateServer {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string | undefined;
  /** With the certificate checked; always but to this machine. */
  readonly tls: boolean;
  /** File with the authorities to trust instead of the system's. */
  readonly ca: string | undefined;
}

/** How messages name a server: neither user nor password. */
export function serverName({ database, host }: StateServer): string {
  return `${database} på ${host}`;
}
