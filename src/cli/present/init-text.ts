// What `init` understood: per source its form, columns with examples, codes, and what only a person can settle. An example
// is shown only of cells that cannot tell who somebody is (R70).
import type { InitReport, InitSource } from '../../job/init/init.ts';
import type { Column } from '../../read/inspect/columns.ts';
import { columnName } from '../../read/inspect/proposal.ts';
import { HIDDEN } from '../../read/quotable.ts';
import { datoText, plural } from '../../text/da.ts';
import { doubtText, fieldText, shapeText } from '../../text/init.ts';
import { table } from '../output.ts';

const MAX_EXAMPLES = 3;

/** Fields whose cells are dates, numbers of skoler, klasser and amounts, when their heading says so. */
const shownFields = new Set([
  'institutionsnummer',
  'klasse',
  'klassetrin',
  'dato',
  'fra',
  'til',
  'omfang',
  'lektion',
  'lektionerIAlt',
  'aar',
  'maaned',
  'indmeldt',
  'udmeldt',
]);

export function initJson({
  sources,
  written,
  numbers,
  asOf,
  configFile,
}: InitReport): Record<string, unknown> {
  return {
    config: configFile,
    written,
    asOf,
    skoler: numbers,
    sources: sources.map(({ group, trial, profile, doubts }) => ({
      files: group.files.map(({ label }) => label),
      kind: group.proposal.purpose,
      shape: group.proposal.profile.shape ?? null,
      profile,
      format: group.formats,
      columns: group.proposal.profile.columns,
      rows: trial.rows,
      unmapped: Object.fromEntries(trial.unmapped),
      unsure: doubts.map((doubt) => ({ ...doubt, message: doubtText(doubt) })),
    })),
    next: nextCommands({ configFile, asOf }),
  };
}

export function initText(report: InitReport): string {
  const { sources, written, numbers } = report;
  return [
    ...sources.flatMap((source) => [...sourceLines(source), '']),
    `Skoler i filerne: ${numbers.length === 0 ? 'ingen fundet' : numbers.join(', ')}`,
    `Skrevet: ${written.join(', ')}`,
    '',
    'kalender.yaml er et forslag med de sædvanlige ferier. Ret den efter jeres ferieplan, før tallene bruges.',
    'Ret også navne og modtagere i konfigurationen. Gå så videre med:',
    ...nextCommands(report).map((command) => `  ${command}`),
  ].join('\n');
}

function sourceLines({ group, trial, profile, doubts }: InitSource): string[] {
  const { proposal, files, formats } = group;
  const { shape } = proposal.profile;
  const kind = shape === undefined ? 'elevliste' : `fravær, ${shapeText[shape] ?? shape}`;
  const period =
    trial.dates === undefined ? '' : `, ${datoText(trial.dates.first)} til ${datoText(trial.dates.last)}`;
  return [
    files.map(({ label }) => label).join(', '),
    `  ${kind}; ${formats.join('; ')}; ${plural(trial.rows, 'række', 'rækker')}${period}; profil: ${profile}`,
    ...indented(
      table([['Felt', 'Kolonne', 'Eksempler'], ...fieldRows(group.proposal.fields, proposal.builtin)]),
    ),
    ...indented(codeTable(proposal, trial)),
    ...(doubts.length === 0
      ? ['  Intet er usikkert.']
      : [
          '  Usikkert:',
          ...doubts.map((doubt) => `    ${doubt.isEssential ? 'MANGLER: ' : ''}${doubtText(doubt)}`),
        ]),
  ];
}

function fieldRows(
  fields: InitSource['group']['proposal']['fields'],
  builtin: string | undefined,
): string[][] {
  if (fields.size === 0) return [['alle', builtin ?? '', '']];
  return [...fields].map(([field, column]) => [
    fieldText[field] ?? field,
    columnName(column),
    field === 'aarsag' ? 'se koderne' : shownFields.has(field) ? examples(column) : '(vises ikke)',
  ]);
}

function examples({ values }: Column): string {
  const shown = [...values.keys()].slice(0, MAX_EXAMPLES).join(', ');
  return values.size > MAX_EXAMPLES ? `${shown} …` : shown;
}

/** Codes that the profile maps, then those that wait for a meaning. */
function codeTable(
  { profile, proposedCodes, fields }: InitSource['group']['proposal'],
  { unmapped }: InitSource['trial'],
): string {
  if (profile.shape === undefined) return '';
  const counts = fields.get('aarsag')?.values;
  const mapped = Object.entries(profile.aarsager ?? {})
    .filter(([code]) => counts === undefined || counts.has(code))
    .map(([code, aarsag]) => [
      code,
      counts?.get(code) ?? '',
      `${aarsag}${proposedCodes.has(code) ? ' (forslag)' : ''}`,
    ]);
  const waiting = [...unmapped].map(([code, rows]) => [
    code === HIDDEN ? 'kan være navne' : code,
    rows,
    '???',
  ]);
  return table([['Kode', 'Rækker', 'Betyder'], ...mapped, ...waiting]);
}

function indented(text: string): string[] {
  return text === '' ? [] : text.split('\n').map((line) => `    ${line}`);
}

function nextCommands({ configFile, asOf }: Pick<InitReport, 'configFile' | 'asOf'>): string[] {
  const options = `--dato ${asOf}${configFile === 'fravaer.config.yaml' ? '' : ` --config ${configFile}`}`;
  return [`npx fravaer check ${options}`, `npx fravaer run --dry-run ${options}`];
}
