#!/usr/bin/env node
// Starts the built program. Written so that an old Node can read it too, to say what is missing.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 24 || (major === 24 && minor < 15)) {
  process.stderr.write(`fravaer kræver Node 24.15 eller nyere; dette er Node ${process.versions.node}.\n`);
  process.stderr.write(
    'Brug den Node, der følger med: npx fravaer ... eller node_modules/.bin/node bin/fravaer.js ...\n',
  );
  process.exitCode = 2;
} else {
  const { enableCompileCache } = await import('node:module');
  // Not in the folder for temporary files, where another user of the machine could lay compiled code ready for us.
  const cache = `${import.meta.dirname}/../node_modules/.cache/fravaer`;
  enableCompileCache(process.env.NODE_COMPILE_CACHE ?? cache);
  const { main } = await import('../dist/cli/main.js');
  await main(process.argv.slice(2));
}
