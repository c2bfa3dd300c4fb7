// A configuration to begin with: the files as sources, the skoler that stand in them, mails to a folder.
import type { FileGroup } from './group.ts';
import type { Patterns } from './patterns.ts';
import { quoted } from './profile-yaml.ts';

export interface ConfigFacts {
  readonly kommune: string;
  readonly sources: readonly Source[];
  /** The numbers that stand in the files, in order. */
  readonly numbers: readonly string[];
  /** What the files call the skoler, by number; few exports do. */
  readonly names: ReadonlyMap<string, string>;
}

export interface Source extends Patterns {
  readonly group: FileGroup;
  /** A built-in name or the path of the profile that was written. */
  readonly profile: string;
}

export function configYaml({ kommune, sources, numbers, names }: ConfigFacts): string {
  const of = (purpose: 'fravaer' | 'elever'): readonly Source[] =>
    sources.filter(({ group }) => group.proposal.purpose === purpose);
  return [
    '# Lavet af »fravaer init«. Ret linjerne med »ret«, og prøv med »fravaer check« og »fravaer run --dry-run«.',
    `kommune: ${quoted(kommune)}   # ret`,
    'calendar: kalender.yaml   # FORSLAG: ret den efter jeres ferieplan, før tallene bruges',
    'sources:',
    '  fravaer:',
    ...of('fravaer').map(sourceLine),
    ...(of('elever').length === 0
      ? ['  elever: []   # en elevliste giver skift, udmeldelser og klasser uden registreringer']
      : ['  elever:', ...of('elever').map(sourceLine)]),
    'skoler:   # ret navne og modtagere; numre af samme skole samles under afdelinger: [...]; skoleleder: [...] kan få sin egen mail',
    ...numbers.map((number) => skoleLine(number, names.get(number) ?? `Skole ${number}`)),
    'forvaltning: { recipients: [] }   # ret',
    'operations: { recipients: ["drift@kommune.example"] }   # ret',
    'mail:   # mails lægges i en mappe, til modtagere og server er rigtige',
    '  from: "Fraværsscreening <fravaer@kommune.example>"   # ret',
    '  transport: folder',
    '  allowedDomains: ["kommune.example"]   # ret',
    '',
  ].join('\n');
}

function sourceLine({ profile, patterns, isKept }: Source): string {
  const files = patterns.length === 1 ? quoted(patterns[0] ?? '') : `[${patterns.map(quoted).join(', ')}]`;
  const pick = isKept ? ', pick: newest' : '';
  return `    - { files: ${files}, profile: ${quoted(profile)}${pick} }`;
}

/** An address of its own for each skole: two skoler with one address would get no mail (R72). */
function skoleLine(number: string, navn: string): string {
  return `  - { institutionsnummer: ${quoted(number)}, navn: ${quoted(navn)}, komISkoleTeam: [${quoted(`team-${number.toLowerCase()}@kommune.example`)}] }   # ret`;
}
