// One roster file -> indmeldelser (R11, R12, R74).
import type { Finding } from '../domain/finding.ts';
import { klassetrinOf } from '../domain/skole.ts';
import type { Indmeldelse } from '../domain/skole.ts';
import type { RawRow } from './csv.ts';
import { readNavn } from './day-rows.ts';
import type { SourceFile } from './files.ts';
import { fieldReader, headingOf } from './header.ts';
import type { Header } from './header.ts';
import type { Profile, ProfileField } from './profile.ts';
import { fold } from './profile.ts';
import type { SkoleLookup } from './skole-lookup.ts';
import { isFileFault, openTable } from './table.ts';
import type { FileFault } from './table.ts';
import { klasseText, quotableNumber } from './quotable.ts';
import { valuesFor } from './values.ts';
import type { Values } from './values.ts';

export interface ElevFile {
  readonly indmeldelser: readonly Indmeldelse[];
  readonly findings: readonly Finding[];
  readonly fault: FileFault | undefined;
  readonly rows: number;
  readonly sha256: string;
}

const YES = new Set(['ja', 'j', 'x', '1', 'true', 'yes']);

export async function readElevFile(
  source: SourceFile,
  profile: Profile,
  skoleOf: SkoleLookup,
): Promise<ElevFile> {
  const table = await openTable(source, profile);
  if (isFileFault(table)) return { indmeldelser: [], findings: [], fault: table, rows: 0, sha256: '' };
  const indmeldelser: Indmeldelse[] = [];
  const findings: Finding[] = [];
  let rows = 0;
  let fault: FileFault | undefined;
  const { header } = table;
  if (header !== undefined) {
    const readRow = rowReader(header, source.label, profile, skoleOf);
    for (;;) {
      const next = await table.rows.next();
      if (next.done) {
        fault = next.value;
        break;
      }
      for (const row of next.value) {
        rows += 1;
        const result = readRow(row);
        if (result === undefined) continue;
        if ('code' in result) findings.push(result);
        else indmeldelser.push(result);
      }
    }
  }
  return { indmeldelser, findings, fault, rows, sha256: table.facts.sha256 };
}

/** Reads one row; undefined for a skole that is not ours. */
function rowReader(
  header: Header,
  file: string,
  profile: Profile,
  skoleOf: SkoleLookup,
): (row: RawRow) => Indmeldelse | Finding | undefined {
  const values = valuesFor(profile);
  const cell = fieldReader(header, profile);
  return ({ line, fields }) => {
    const read = (field: ProfileField): string => cell(field, fields);
    const skole = skoleOf(read('institutionsnummer'));
    if (skole === undefined) return undefined;
    const invalid = (field: ProfileField): Finding => ({
      code: 'roster-row-invalid',
      severity: 'warning',
      file,
      line,
      column: headingOf(header, field),
      institutionsnummer: skole,
      detail: { value: quotableNumber(read(field)) },
    });
    const elevId = read('elevId');
    if (elevId === '') return invalid('elevId');
    const period = readPeriod(read, values);
    if (typeof period === 'string') return invalid(period);
    const klasse = klasseText(read('klasse'), readNavn(read));
    return {
      elevId,
      institutionsnummer: read('institutionsnummer'),
      skole,
      navn: readNavn(read),
      klasse,
      klassetrin: values.klassetrin(read('klassetrin')) ?? klassetrinOf(klasse),
      ...period,
      beskyttet: YES.has(fold(read('beskyttet'))),
      source: { file, line },
    };
  };
}

/** The enrolment's dates, or the field that holds no date. An unreadable date leaves the row out rather than guessing. */
function readPeriod(
  read: (field: ProfileField) => string,
  values: Values,
): Pick<Indmeldelse, 'indmeldt' | 'udmeldt'> | 'indmeldt' | 'udmeldt' {
  const from = read('indmeldt');
  const to = read('udmeldt');
  const indmeldt = from === '' ? undefined : values.dato(from);
  const udmeldt = to === '' ? undefined : values.dato(to);
  if (from !== '' && indmeldt === undefined) return 'indmeldt';
  if (to !== '' && udmeldt === undefined) return 'udmeldt';
  return { indmeldt, udmeldt };
}
