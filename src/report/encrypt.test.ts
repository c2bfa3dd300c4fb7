import { writeFileSync } from 'node:fs';
import path from 'node:path';
import officeCrypto from 'officecrypto-tool';
import { expect, test } from 'vitest';
import { buildSkoleInput } from '../test/builders.ts';
import { hasLibreOffice, openWithLibreOffice } from '../test/libreoffice.ts';
import { tempFolder } from '../test/temp.ts';
import { encryptWorkbook } from './encrypt.ts';
import { buildSkoleReport } from './skole-report.ts';
import { renderWorkbook } from './workbook.ts';

const PASSWORD = 'smørrebrød & 2 øl';

async function workbook(): Promise<Buffer> {
  const input = buildSkoleInput();
  return renderWorkbook(buildSkoleReport(input), { asOf: input.night.asOf });
}

test('a locked workbook shows nothing of itself and opens with its password alone', async () => {
  const plain = await workbook();

  const locked = await encryptWorkbook(plain, PASSWORD);

  expect(locked.includes('xl/worksheets')).toBe(false);
  expect((await officeCrypto.decrypt(locked, { password: PASSWORD })).equals(plain)).toBe(true);
  await expect(officeCrypto.decrypt(locked, { password: `${PASSWORD}.` })).rejects.toThrow('password');
});

test.runIf(hasLibreOffice)('LibreOffice opens a locked workbook with its password', async () => {
  const folder = tempFolder();
  const file = path.join(folder, 'fravaer-265001.xlsx');
  writeFileSync(file, await encryptWorkbook(await workbook(), PASSWORD));

  expect(openWithLibreOffice(file, PASSWORD, folder)).toContain('Absalons Skole');
});
