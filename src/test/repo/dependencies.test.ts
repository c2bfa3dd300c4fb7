// What the project brings in from others: exact versions, and no program of theirs runs at installation unless it is
// named here and explained in SECURITY.md.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

interface LockFile {
  readonly packages: Readonly<
    Record<
      string,
      { readonly version?: string; readonly hasInstallScript?: boolean; readonly integrity?: string }
    >
  >;
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'));
}

const manifest = readJson('package.json') as Manifest;
const lock = readJson('package-lock.json') as LockFile;

it('names every version exactly', () => {
  const ranges = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });

  expect(ranges.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

it('has a checksum for every package', () => {
  const packages = Object.entries(lock.packages).filter(([name]) => name !== '');

  expect(packages.filter(([, { integrity }]) => integrity === undefined)).toEqual([]);
});

it('runs the install scripts of packages that are allowed to and explained, and of no others', () => {
  const withScript = Object.entries(lock.packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript === true)
    .map(([name, { version }]) => `${name.replace(/^.*node_modules\//, '')}@${version}`);

  expect(withScript.toSorted()).toEqual(Object.keys(manifest.allowScripts).toSorted());
  const security = readFileSync(path.join(ROOT, 'SECURITY.md'), 'utf8');
  for (const name of withScript) expect(security).toContain(`\`${name.slice(0, name.lastIndexOf('@'))}\``);
});
