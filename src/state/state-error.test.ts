import { expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { guardState } from './state-error.ts';

const STATE = '/var/lib/fravaer/fravaer.sqlite';

function failing(fields: object): Promise<never> {
  return guardState(STATE, () => Promise.reject(Object.assign(new Error('low-level text'), fields)));
}

it.each([
  ['a damaged page', { errcode: 11 }, 'state-damaged', 13],
  ['no database', { errcode: 26 }, 'state-damaged', 13],
  ['another program writing', { errcode: 5 }, 'locked', 11],
  ['another program recovering', { errcode: 5 + 256 }, 'locked', 11],
  ['a full drive', { errcode: 13 }, 'state-unwritable', 13],
  ['a drive that fails while writing', { errcode: 10 + 3 * 256 }, 'state-unwritable', 13],
  ['a read-only file', { errcode: 8 }, 'state-unwritable', 13],
  ['a full drive under the key file', { code: 'ENOSPC', path: `${STATE}.key.tmp` }, 'state-unwritable', 13],
  ['a folder that may not be made', { code: 'EACCES', path: '/var/lib/fravaer' }, 'state-unwritable', 13],
])('turns %s into its own error with a hint', async (_what, fields, code, exitCode) => {
  await expect(failing(fields)).rejects.toMatchObject({ code, exitCode });
  const error: unknown = await failing(fields).catch((thrown: unknown) => thrown);

  expect(error).toBeInstanceOf(AppError);
  expect((error as AppError).message).toContain('fravaer.sqlite');
  expect((error as AppError).message).not.toContain('low-level');
  expect((error as AppError).hint).not.toBe('');
});

it.each([
  ['a bug', {}],
  ['a constraint', { errcode: 19 }],
  ['a file of someone else', { code: 'EACCES', path: '/var/lib/other/file' }],
])('lets %s pass as it is', async (_what, fields) => {
  await expect(failing(fields)).rejects.toThrow('low-level text');
  await expect(failing(fields)).rejects.not.toBeInstanceOf(AppError);
});
