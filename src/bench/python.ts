// A Python that has the packages a peer needs; the system's own first, where Debian's packages live.
import { spawnSync } from 'node:child_process';

const candidates = ['/usr/bin/python3', 'python3'];

export function findPython(packages: readonly string[]): string | undefined {
  const program = packages.map((name) => `import ${name}`).join('\n');
  return candidates.find((python) => spawnSync(python, ['-c', program], { stdio: 'ignore' }).status === 0);
}
