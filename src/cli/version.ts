import { readFileSync } from 'node:fs';
import { projectFile } from './project.ts';

/** The program's version, from its package.json. */
export function programVersion(): string {
  const text = readFileSync(projectFile('package.json'), 'utf8');
  const parsed: unknown = JSON.parse(text);
  const version: unknown =
    typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, 'version') : undefined;
  return String(version);
}
