// Starts the server for the whole of `npm run test:postgres` and tells the tests where it is.
import type { TestProject } from 'vitest/node';
import { startPostgres } from './server.ts';

export async function setup(project: TestProject): Promise<() => void> {
  const { port, user, password, stop } = await startPostgres();
  project.provide('postgres', { port, user, password });
  return stop;
}
