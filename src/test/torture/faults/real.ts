// Drives that really are full or read-only, and a user who really may not: mounted and started by root, left out for
// everybody else.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Execution } from '../../e2e/exec.ts';
import type { Fault, Stage } from './stage.ts';

const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

function needsMounts(): string | undefined {
  if (!isRoot) return 'needs root';
  const probe = mkdtempSync(path.join(tmpdir(), 'fravaer-mount-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', probe]);
  if (status === 0) execFileSync('umount', [probe]);
  rmSync(probe, { recursive: true });
  return status === 0 ? undefined : 'may not mount';
}

/** Puts a small drive in the place of a folder, with what lay there, for as long as `work` takes. */
async function onDrive(folder: string, work: () => Promise<Execution>): Promise<Execution> {
  const before = `${folder}.before`;
  mkdirSync(folder, { recursive: true });
  cpSync(folder, before, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m,mode=0700', 'tmpfs', folder]);
  try {
    cpSync(before, folder, { recursive: true });
    return await work();
  } finally {
    execFileSync('umount', [folder]);
  }
}

/** Writes until nothing more fits, and returns how to make room again. */
function fill(folder: string): () => void {
  const file = path.join(folder, 'fyld');
  // It ends with "no space left", which is what is wanted.
  spawnSync('dd', ['if=/dev/zero', `of=${file}`, 'bs=4k']);
  return () => rmSync(file);
}

const mounted = (fault: Omit<Fault, 'needs'>): Fault => ({ ...fault, needs: needsMounts });

const reports = ({ folder }: Stage): string => path.join(folder, 'reports');
const state = ({ stateFile }: Stage): string => path.dirname(stateFile);

const drives: readonly Fault[] = [
  mounted({
    what: 'the drive of the reports really is full',
    exit: 3,
    says: /"outcome": "incomplete"/,
    mails: ['failed', 'failed'],
    meet: (stage) =>
      onDrive(reports(stage), () => {
        fill(reports(stage));
        return stage.run();
      }),
  }),
  mounted({
    what: 'and there is room again at the next start',
    exit: 0,
    says: /"outcome": "done"/,
    mails: ['sent', 'sent'],
    meet: (stage) =>
      onDrive(reports(stage), async () => {
        const makeRoom = fill(reports(stage));
        await stage.run();
        makeRoom();
        return stage.run();
      }),
  }),
  mounted({
    what: 'the drive of the state really is full',
    exit: 13,
    says: /drevet er fuldt/,
    meet: (stage) =>
      onDrive(state(stage), () => {
        fill(state(stage));
        return stage.run();
      }),
  }),
  mounted({
    what: 'the drive of the reports really is read-only',
    exit: 3,
    says: /"outcome": "incomplete"/,
    mails: ['failed', 'failed'],
    meet: (stage) =>
      onDrive(reports(stage), () => {
        execFileSync('mount', ['-o', 'remount,ro', reports(stage)]);
        return stage.run();
      }),
  }),
  mounted({
    what: 'the drive of the state really is read-only',
    exit: 13,
    says: /kan ikke åbnes eller skrives/,
    meet: (stage) =>
      onDrive(state(stage), () => {
        execFileSync('mount', ['-o', 'remount,ro', state(stage)]);
        return stage.run();
      }),
  }),
];

/** Everything is the user's own, but for one file or folder that is root's alone. */
const forbidden = (what: string, name: string, more: Pick<Fault, 'exit' | 'says' | 'mails'>): Fault => ({
  what: `another user may not ${what}`,
  needs: () => (isRoot ? undefined : 'needs root'),
  ...more,
  meet: ({ folder, run }) => {
    for (const entry of ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })])
      chownSync(path.join(folder, entry), NOBODY, NOBODY);
    const theirs = path.join(folder, name);
    mkdirSync(path.dirname(theirs), { recursive: true });
    chownSync(theirs, 0, 0);
    chmodSync(theirs, 0o700);
    return run({}, { user: NOBODY });
  },
});

const users: readonly Fault[] = [
  forbidden('read the configuration', 'fravaer.config.yaml', { exit: 2, says: /kan ikke læses/ }),
  forbidden('read the export', 'indbakke/fravaer.csv', { exit: 10, says: /kan ikke læses/ }),
  forbidden('look into the inbox', 'indbakke', { exit: 10, says: /indbakke/ }),
  forbidden('write the state', 'var', { exit: 13, says: /kan ikke åbnes eller skrives/ }),
  forbidden('read the key', 'var/fravaer.sqlite.key', { exit: 13, says: /sqlite\.key kan ikke åbnes/ }),
  forbidden('write reports', 'reports', { exit: 3, says: /incomplete/, mails: ['failed', 'failed'] }),
];

export const real: readonly Fault[] = [...drives, ...users];
