// Who a row is about. What people may see of it is decided in quotable.ts and by R70: a CPR number never leaves the
// reader unmarked.
import { klassetrinOf } from '../domain/skole.ts';
import type { Source } from '../domain/finding.ts';
import type { ProfileField } from './profile.ts';
import { klasseText } from './quotable.ts';
import type { RowElev } from './row-context.ts';
import type { KnownNumber } from './skole-lookup.ts';
import type { Values } from './values.ts';

type ReadField = (field: ProfileField) => string;

const MAX_ID_CHARACTERS = 64;

/** The elev's id; empty when the row has none that can be one. */
export function readElevId(read: ReadField): string {
  const id = read('elevId');
  return id.length > MAX_ID_CHARACTERS ? '' : id;
}

/** R74: the alias when one is given, else the name in one or two columns. */
export function readNavn(read: ReadField): string {
  const alias = read('alias');
  if (alias !== '') return alias;
  const navn = read('navn');
  return navn === '' ? `${read('fornavn')} ${read('efternavn')}`.trim() : navn;
}

export interface ElevContext {
  readonly read: ReadField;
  readonly values: Values;
  readonly known: KnownNumber;
  readonly source: Source;
}

/** Undefined when the row has no id. */
export function readElev({ read, values, known, source }: ElevContext): RowElev | undefined {
  const elevId = readElevId(read);
  if (elevId === '') return undefined;
  const navn = readNavn(read);
  const klasse = klasseText(read('klasse'), navn);
  const klassetrin = values.klassetrin(read('klassetrin')) ?? klassetrinOf(klasse);
  return { elevId, ...known, navn, klasse, klassetrin, source };
}
