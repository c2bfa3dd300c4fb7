// Whether SQLite's file lies on another machine's drive, where neither its lock nor its log can be relied on
// (https://sqlite.org/wal.html: "all processes using a database must be on the same host computer").
import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from '../errors.ts';

/** Linux's numbers of file systems that several hosts share (statfs(2)). */
const SHARED = new Set([
  0x6969, // NFS
  0x517b, // SMB
  0xff534d42, // CIFS
  0xfe534d42, // SMB2
  0x5346414f, // AFS
  0x0bd00bd0, // Lustre
  0x7461636f, // OCFS2
  0x01161970, // GFS2
  0x00c36400, // Ceph
]);

/** Of a file that may not have been made yet: where it will lie. */
export async function liesOnNetworkDrive(file: string, typeOf = fileSystemOf): Promise<boolean> {
  let place = path.dirname(file);
  for (;;) {
    const type = await typeOf(place);
    if (type !== undefined) return SHARED.has(type);
    const above = path.dirname(place);
    if (above === place) return false;
    place = above;
  }
}

/** The number of the file system; undefined when nothing is there, or it may not be asked. */
async function fileSystemOf(place: string): Promise<number | undefined> {
  try {
    return (await statfs(place)).type;
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return undefined;
  }
}
