// npm run docs: writes the documents that are made from the program.
import { writeFile } from 'node:fs/promises';
import { documents } from './documents.ts';

for (const { file, content } of documents()) {
  await writeFile(file, content);
  console.log(file.pathname.split('/').slice(-2).join('/'));
}
