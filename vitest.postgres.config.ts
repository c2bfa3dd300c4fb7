import { defineConfig } from 'vitest/config';

/** The tests of state and of the job on a real PostgreSQL server, and those that are about the server alone. */
export default defineConfig({
  test: {
    include: ['src/state/*.test.ts', 'src/job/*.test.ts', 'src/test/postgres/*.postgres.ts'],
    // About the file of SQLite itself.
    exclude: ['src/state/{sqlite,lock,state-error}.test.ts', 'src/job/person-bytes.test.ts'],
    globalSetup: ['src/test/postgres/setup.ts'],
    env: { FRAVAER_STATE_PASSWORD: 'kun-til-test' },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
