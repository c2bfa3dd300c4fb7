// The shape `day`: one row per elev and date -> Registrering, or the reason why the row is set aside.
import type { Source } from '../domain/finding.ts';
import type { Registrering } from '../domain/registrering.ts';
import { klassetrinOf } from '../domain/skole.ts';
import type { ProfileField } from './profile.ts';
import { klasseText, quotableCode, quotableNumber } from './quotable.ts';
import type { Values } from './values.ts';

/** Why a row is set aside: the reason is its counter (R61), the field tells the column (R62). */
export interface Rejection {
  readonly code: string;
  readonly field: ProfileField | undefined;
  /** Whose row it is, to tell a code from a name; never part of a finding. */
  readonly elevId?: string;
  readonly detail?: Readonly<Record<string, string | number>>;
}

export interface RowContext {
  readonly values: Values;
  /** The row's number as exported and the skole it belongs to, both already known. */
  readonly institutionsnummer: string;
  readonly skole: string;
  readonly source: Source;
  readonly read: (field: ProfileField) => string;
}

export function readDayRow({
  values,
  institutionsnummer,
  skole,
  source,
  read,
}: RowContext): Registrering | Rejection {
  const elevId = read('elevId');
  if (elevId === '') return { code: 'elev-id-missing', field: 'elevId' };
  const navn = readNavn(read);
  const reject = (code: string, field: ProfileField): Rejection => ({
    code,
    field,
    elevId,
    detail: { value: (field === 'aarsag' ? quotableCode : quotableNumber)(read(field)) },
  });
  const dato = values.dato(read('dato'));
  if (dato === undefined) return reject('dato-invalid', 'dato');
  const aarsag = values.aarsag(read('aarsag'));
  if (aarsag === undefined) return reject('aarsag-unknown', 'aarsag');
  const omfang = values.omfang(read('omfang'));
  if (omfang === undefined) return reject('omfang-invalid', 'omfang');
  const klasse = klasseText(read('klasse'), navn);
  const klassetrin = values.klassetrin(read('klassetrin')) ?? klassetrinOf(klasse);
  return { elevId, institutionsnummer, skole, navn, klasse, klassetrin, dato, aarsag, omfang, source };
}

/** R74: the alias when one is given, else the name in one or two columns. */
export function readNavn(read: (field: ProfileField) => string): string {
  const alias = read('alias');
  if (alias !== '') return alias;
  const navn = read('navn');
  return navn === '' ? `${read('fornavn')} ${read('efternavn')}`.trim() : navn;
}

export function isRejection(row: Registrering | Rejection): row is Rejection {
  return 'code' in row;
}
