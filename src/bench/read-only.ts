// Reads the exports of the configuration in this folder with the built program, and does nothing with them.
import path from 'node:path';
import type * as load from '../config/load.ts';
import type * as read from '../read/read-eksport.ts';

const dist = path.resolve(import.meta.dirname, '../../dist');
const { loadConfig } = (await import(`${dist}/config/load.js`)) as typeof load;
const { readEksport } = (await import(`${dist}/read/read-eksport.js`)) as typeof read;

const { eksport } = await readEksport(await loadConfig('fravaer.config.yaml'));
console.log(JSON.stringify({ rows: { read: eksport.rowsRead } }));
