// src -> dist: the program in few files, together with the small libraries that every command needs. To load each of their
// hundreds of modules by itself would take longer than most commands do (docs/adr/0516-one-program-in-few-files.md).
import { build } from 'rolldown';

const withinTheProgram = new Set(['commander', 'csv-parse', 'kysely', 'luxon', 'yaml', 'zod']);

await build({
  input: {
    'cli/main': 'src/cli/main.ts',
    'read/range-worker': 'src/read/range-worker.ts',
    // Measured by themselves in src/bench.
    'config/load': 'src/config/load.ts',
    'read/read-eksport': 'src/read/read-eksport.ts',
  },
  platform: 'node',
  external: (id, importer = '') => isPackage(id) && !isWithin(id, importer),
  logLevel: 'warn',
  output: {
    dir: 'dist',
    cleanDir: true,
    // As deep as src/cli and src/read, whose files find others by going up from where they are.
    chunkFileNames: 'parts/[name].js',
  },
});

function isPackage(id: string): boolean {
  return !id.startsWith('.') && !id.startsWith('/') && !id.startsWith('src/');
}

/** What a library within the program imports is within it too, but for what Node brings. */
function isWithin(id: string, importer: string): boolean {
  const [name = ''] = id.split('/');
  return withinTheProgram.has(name) || (importer.includes('/node_modules/') && !id.startsWith('node:'));
}
