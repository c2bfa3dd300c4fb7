import path from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '../test/temp.ts';
import { liesOnNetworkDrive } from './network-drive.ts';

const NFS = 0x6969;
const EXT4 = 0xef53;

const drives =
  (types: Readonly<Record<string, number>>) =>
  (place: string): Promise<number | undefined> =>
    Promise.resolve(types[place]);

it.each<[string, Record<string, number>, boolean]>([
  ['its own folder', { '/srv/fravaer/var': NFS }, true],
  ['a folder above, while its own is not made yet', { '/srv': NFS, '/': EXT4 }, true],
  ['only a folder above that is another drive', { '/srv/fravaer/var': EXT4, '/srv': NFS }, false],
  ['nothing that can be asked', {}, false],
])('looks at the drive of %s', async (_what, types, expected) => {
  expect(await liesOnNetworkDrive('/srv/fravaer/var/fravaer.sqlite', drives(types))).toBe(expected);
});

it('knows the drive of this machine for its own', async () => {
  expect(await liesOnNetworkDrive(path.join(tempFolder(), 'var', 'fravaer.sqlite'))).toBe(false);
});
