// Reads a YAML file against a zod schema and names every mistake at once, with its line.
import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Document, Node } from 'yaml';
import type { z } from 'zod';
import { systemCode } from '../errors.ts';
import type { Problem } from '../errors.ts';

export interface YamlFile<T> {
  /** The value, when there are no problems. */
  readonly value: T | undefined;
  /** What is left of the value when the faulty keys are taken away, so that further checks can still run. */
  readonly salvaged: T | undefined;
  readonly problems: readonly Problem[];
  /** The text as read, to recognise an unchanged file. */
  readonly text: string;
  /** The line on which the value at `path` stands. */
  readonly lineOf: (path: readonly PropertyKey[]) => number | undefined;
}

/** Reads and validates; a file that cannot be opened is a problem too. `label` names the file in problems. */
export async function readYamlFile<T>(
  path: string,
  label: string,
  schema: z.ZodType<T>,
): Promise<YamlFile<T>> {
  const bytes = await readFile(path).catch((error: unknown) => ({ code: systemCode(error) ?? 'EIO' }));
  if (!Buffer.isBuffer(bytes)) {
    return unusable(
      label,
      bytes.code === 'ENOENT' ? 'Filen findes ikke' : `Filen kan ikke åbnes (${bytes.code})`,
    );
  }
  if (!isUtf8(bytes)) return unusable(label, 'Filen er ikke gemt som UTF-8, så æ, ø og å kan ikke læses');
  return parseYaml(bytes.toString('utf8'), label, schema);
}

function unusable<T>(file: string, message: string): YamlFile<T> {
  return {
    value: undefined,
    salvaged: undefined,
    problems: [{ file, message }],
    text: '',
    lineOf: () => undefined,
  };
}

function parseYaml<T>(text: string, label: string, schema: z.ZodType<T>): YamlFile<T> {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, stringKeys: true });
  const lineOf = (path: readonly PropertyKey[]): number | undefined => lineAt(document, counter, path);
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({
      file: label,
      line: counter.linePos(error.pos[0]).line,
      message: yamlMessages[error.code] ?? 'YAML kan ikke læses her',
      hint: 'Se efter indrykning, kolon og anførselstegn',
    }));
    return { value: undefined, salvaged: undefined, problems, text, lineOf };
  }
  const plain = toPlain(document);
  if (plain === ENDLESS) {
    const message = 'Henvisningerne (& og *) folder sig ud uden ende';
    const problems = [
      { file: label, line: 1, message, hint: 'Skriv værdierne i stedet for at henvise til dem' },
    ];
    return { value: undefined, salvaged: undefined, problems, text, lineOf };
  }
  const parsed = schema.safeParse(plain, { reportInput: true });
  if (parsed.success) return { value: parsed.data, salvaged: parsed.data, problems: [], text, lineOf };
  const problems = parsed.error.issues.flatMap((issue) => describeIssue(issue, label, lineOf));
  const rest = document.clone() as Document.Parsed;
  parsed.error.issues.forEach((issue) => removeFault(rest, issue));
  const salvaged = schema.safeParse(toPlain(rest)).data;
  return { value: undefined, salvaged, problems, text, lineOf };
}

/** A faulty entry of a list takes the whole list with it: its neighbours keep their numbers, which name their lines. */
function removeFault(document: Document.Parsed, issue: z.core.$ZodIssue): void {
  const paths =
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
  for (const path of paths) {
    const length = path.findLastIndex((key) => typeof key === 'string') + 1;
    const key = path.slice(0, length);
    if (key.length > 0 && document.hasIn(key)) document.deleteIn(key);
  }
}

const yamlMessages: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'Samme nøgle står to gange',
  TAB_AS_INDENT: 'Der er brugt tabulator til indrykning; brug mellemrum',
  BAD_INDENT: 'Indrykningen passer ikke',
  MISSING_CHAR: 'Der mangler et tegn, ofte et anførselstegn eller et kolon',
};

/** Aliases of aliases, the few lines that would fill the memory. */
const ENDLESS = Symbol('endless');
const MAX_ALIASES = 100;

function toPlain(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES }) as unknown;
  } catch {
    return ENDLESS;
  }
}

function lineAt(
  document: Document.Parsed,
  counter: LineCounter,
  path: readonly PropertyKey[],
): number | undefined {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = keyOrValueAt(document, path.slice(0, length));
    if (node?.range) return counter.linePos(node.range[0]).line;
  }
  return undefined;
}

/** The key where there is one: its value may begin a line below. */
function keyOrValueAt(document: Document.Parsed, path: readonly PropertyKey[]): Node | undefined {
  const group = path.length === 0 ? undefined : document.getIn(path.slice(0, -1), true);
  const pair = isMap(group)
    ? group.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))
    : undefined;
  const node = pair?.key ?? document.getIn(path, true);
  return isNode(node) ? node : undefined;
}

function describeIssue(
  issue: z.core.$ZodIssue,
  file: string,
  lineOf: YamlFile<unknown>['lineOf'],
): Problem[] {
  const where = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      file,
      line: lineOf([...issue.path, key]),
      message: `Ukendt nøgle »${[...issue.path.map(String), key].join('.')}«`,
      hint: 'Ret stavningen, eller slet linjen',
    }));
  }
  const line = lineOf(issue.path);
  return [{ file, line, message: `»${where}« ${describeFault(issue)}`, hint: 'Se docs/konfiguration.md' }];
}

function describeFault(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'mangler'
        : `skal være ${typeNames[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `skal være en af: ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return issue.message.startsWith('Too') ? `skal være mindst ${String(issue.minimum)}` : issue.message;
    case 'too_big':
      return `må højst være ${String(issue.maximum)}`;
    case 'invalid_union':
      return 'har en forkert form';
    default:
      return issue.message;
  }
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'tekst',
  number: 'et tal',
  int: 'et helt tal',
  boolean: 'ja eller nej (true/false)',
  array: 'en liste',
  object: 'en gruppe af nøgler',
};
