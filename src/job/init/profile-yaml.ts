// A proposed profile as the analyst gets it: every line says what it is, and codes without a meaning wait for one.
import { aarsagskoder } from '../../domain/fravaersaarsag.ts';
import type { Proposal } from '../../read/inspect/proposal.ts';
import { plural, tal } from '../../text/da.ts';
import { doubtText, fieldText, shapeText } from '../../text/init.ts';
import type { InitSource } from './init.ts';
import type { Trial } from './trial.ts';

export function profileYaml({ group, trial, doubts }: InitSource): string {
  const { proposal, files, formats, rows } = group;
  const { profile } = proposal;
  const essential = doubts.filter(({ isEssential }) => isEssential);
  return [
    `# Profil lavet af »fravaer init« efter ${files.map(({ label }) => label).join(', ')}`,
    `# Fundet: ${formats.join('; ')}; ${plural(rows, 'række', 'rækker')}. Prøv den med »fravaer check«.`,
    ...doubts.map((doubt) => `# ${doubt.isEssential ? 'MANGLER' : 'USIKKERT'}: ${doubtText(doubt)}`),
    '',
    ...(profile.shape === undefined ? [] : [`shape: ${profile.shape}   # ${shapeText[profile.shape]}`]),
    ...(profile.header === false ? ['header: false   # ingen overskrifter: kolonnerne er numre'] : []),
    ...(profile.delimiter === undefined ? [] : [`delimiter: ${quoted(profile.delimiter)}`]),
    ...(profile.dates === undefined ? [] : [`dates: [${profile.dates.map(quoted).join(', ')}]`]),
    ...(profile.decimal === undefined ? [] : [`decimal: ${quoted(profile.decimal)}`]),
    ...(profile.lessonsPerDay === undefined ? [] : [`lessonsPerDay: ${profile.lessonsPerDay}`]),
    'columns:',
    ...columnLines(proposal),
    ...essential.flatMap(({ code }) => placeholder(code)),
    ...mapLines('constants', profile.constants),
    ...mapLines('amounts', profile.amounts),
    ...codeLines(proposal, trial.unmapped),
    '',
  ].join('\n');
}

/** Quoted as JSON, which YAML reads the same. */
export function quoted(text: string | number): string {
  return JSON.stringify(text);
}

function columnLines({ profile }: Proposal): string[] {
  return Object.entries(profile.columns).map(
    ([field, heading]) => `  ${field}: ${JSON.stringify(heading)}   # ${fieldText[field] ?? field}`,
  );
}

/** A line to fill in where the file lacks what is needed. */
function placeholder(code: string): string[] {
  const field = { 'no-elev-id': 'elevId', 'no-institutionsnummer': 'institutionsnummer' }[code];
  return field === undefined ? [] : [`  # ${field}: ???   # ${fieldText[field]}`];
}

function mapLines(name: string, map: Readonly<Record<string, string | number>> | undefined): string[] {
  const entries = Object.entries(map ?? {});
  if (entries.length === 0) return [];
  return [`${name}:`, ...entries.map(([key, value]) => `  ${quoted(key)}: ${quoted(value)}`)];
}

function codeLines({ profile, proposedCodes, fields }: Proposal, unmapped: Trial['unmapped']): string[] {
  if (profile.shape === undefined) return [];
  const counts = fields.get('aarsag')?.values;
  const known = Object.entries(profile.aarsager ?? {}).map(([code, aarsag]) => {
    const rows = counts?.get(code);
    const notes = [
      ...(proposedCodes.has(code) ? ['forslag'] : []),
      ...(rows === undefined ? [] : [plural(rows, 'række', 'rækker')]),
    ];
    return `  ${quoted(code)}: ${aarsag}${notes.length === 0 ? '' : `   # ${notes.join(', ')}`}`;
  });
  const waiting = [...unmapped].map(([code, rows]) =>
    code === '…'
      ? `  # ${tal(rows)} rækker har koder, der kan være navne; find dem med »fravaer check«`
      : `  # ${quoted(code)}: ???   # ${plural(rows, 'række', 'rækker')}`,
  );
  return [`aarsager:   # filens kode: ${aarsagskoder.join(', ')}`, ...known, ...waiting];
}
