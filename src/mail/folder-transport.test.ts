import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '../test/temp.ts';
import type { ComposedMessage } from './compose.ts';
import { fileNameOf, openFolder } from './folder-transport.ts';

function messageOf(text: string, messageId = '<abc@kommune.example>'): ComposedMessage {
  return { messageId, from: 'a@b.example', recipients: ['c@d.example'], bytes: Buffer.from(text) };
}

it('writes a mail once, however often it is delivered, for the owner alone', async () => {
  const folder = path.join(tempFolder(), 'reports', 'outbox');
  const { deliver } = openFolder({ transport: 'folder', folder });
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, '.abc@kommune.example.eml.tmp'), 'half of one');

  await deliver(messageOf('first'));
  const delivery = await deliver(messageOf('second'));

  expect(delivery).toMatchObject({ status: 'delivered', rejected: [] });
  expect(await readdir(folder)).toEqual(['abc@kommune.example.eml']);
  expect(await readFile(path.join(folder, 'abc@kommune.example.eml'), 'utf8')).toBe('second');
  expect((await stat(path.join(folder, 'abc@kommune.example.eml'))).mode & 0o777).toBe(0o600);
});

it('says which mail could not be written and leaves nothing half', async () => {
  const folder = path.join(tempFolder(), 'outbox');
  await writeFile(folder, 'in the way');

  const delivery = await openFolder({ transport: 'folder', folder }).deliver(messageOf('text'));

  expect(delivery).toMatchObject({ status: 'failed', code: 'folder-unwritable' });
});

it.each([
  '<../../etc/passwd@x.example>',
  '<a/b@x.example>',
  '<.hidden@x.example>',
  `<${'x'.repeat(300)}@y>`,
  '<>',
])('gives a name that stays in the folder: %s', (messageId) => {
  expect(fileNameOf(messageId)).toMatch(/^[0-9a-f]{64}\.eml$/);
});
