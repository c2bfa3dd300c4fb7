// Who a row is about. What people may see of it is decided in quotable.ts and by R70: a CPR number never leaves the
// reader unmarked.
import { couldBeCpr, cprId } from '../domain/elev-id.ts';
import { klassetrinOf } from '../domain/skole.ts';
import { fold } from './fold.ts';
import type { Header } from './header.ts';
import type { Profile, ProfileField } from './profile.ts';
import { klasseText } from './quotable.ts';
import type { RowElev } from '../domain/rows.ts';
import type { KnownNumber } from './skole-lookup.ts';
import type { Values } from './values.ts';

type ReadField = (field: ProfileField) => string;

const MAX_ID_CHARACTERS = 64;
/** Without the zero that Excel takes for needless; the last four may be letters where no number has been given yet. */
const CPR = /^\d{6}[- ]?[\dA-Z]{4}$/i;
const CPR_WITHOUT_ZERO = /^\d{9}$/;

/** How the rows of a file tell elever apart: by the id, else by the CPR number, which is marked as such (R70). */
export function idReader({ columns, headings }: Header, profile: Profile): (read: ReadField) => string {
  const field = columns.has('elevId') || profile.constants.elevId !== undefined ? 'elevId' : 'cpr';
  const heading = fold(headings[columns.get(field) ?? -1] ?? '');
  const isCpr = field === 'cpr' || /cpr|personnummer/.test(heading);
  return (read) => {
    const id = read(field);
    if (couldBeCpr(id) || (isCpr && CPR.test(id))) return cprId(id);
    if (isCpr && CPR_WITHOUT_ZERO.test(id)) return cprId(`0${id}`);
    return isCpr || id.length > MAX_ID_CHARACTERS ? '' : id;
  };
}

/** R74: the alias when one is given, else the name in one or two columns; nothing where a CPR number stands (R70). */
export function readNavn(read: ReadField): string {
  const alias = read('alias');
  const navn = alias === '' ? read('navn') : alias;
  const whole = navn === '' ? `${read('fornavn')} ${read('efternavn')}`.trim() : navn;
  return /\d{6}[- ]?\d{4}/.test(whole) ? '' : whole;
}

export interface ElevContext {
  readonly elevId: string;
  readonly read: ReadField;
  readonly values: Values;
  readonly known: KnownNumber;
}

export function readElev({ elevId, read, values, known }: ElevContext): Omit<RowElev, 'file'> {
  const navn = readNavn(read);
  const klasse = klasseText(read('klasse'), navn);
  const klassetrin = values.klassetrin(read('klassetrin')) ?? klassetrinOf(klasse);
  const protection = isBeskyttet(read) ? { beskyttet: true } : {};
  return { elevId, ...known, navn, klasse, klassetrin, ...protection };
}

/** What says that an elev is not beskyttet; anything else says that the elev is (R74: doubt protects). */
const NOT_BESKYTTET = new Set(['-', 'nej', 'n', 'no', '0', 'false', 'falsk', 'ingen']);

export function isBeskyttet(read: ReadField): boolean {
  const text = read('beskyttet');
  return text !== '' && !NOT_BESKYTTET.has(fold(text));
}
