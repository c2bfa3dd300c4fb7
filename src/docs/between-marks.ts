// Puts measured figures into a document, between the two marks that stand there for them.
import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';

/** Replaces what stands between `<!-- mark -->` and `<!-- /mark -->`. */
export async function writeBetweenMarks(file: string, mark: string, markdown: string): Promise<void> {
  const document = await readFile(file, 'utf8');
  const [begin, end] = [`<!-- ${mark} -->\n`, `<!-- /${mark} -->`];
  const [before, rest] = document.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`${file} has no marks for ${mark}`);
  const written = `${before}${begin}\n${markdown}\n${end}${after}`;
  await writeFile(file, await format(written, { ...(await resolveConfig(file)), filepath: file }));
}
