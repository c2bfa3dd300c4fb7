// Records what a person says about one elev's forløb (R43): checked as a whole, then added to state, all or nothing.
import { datoAt } from '../domain/dato.ts';
import type { Dato } from '../domain/dato.ts';
import { hideCprId } from '../domain/elev-id.ts';
import { checkText, checkValues } from '../domain/forloeb/entry-check.ts';
import type { NewValue } from '../domain/forloeb/entry-check.ts';
import { foldForloeb, numberToRecord } from '../domain/forloeb/forloeb.ts';
import type { Forloeb, ForloebEntry } from '../domain/forloeb/forloeb.ts';
import { stretchesByElev } from '../domain/rows.ts';
import { traceElev } from '../domain/screening.ts';
import { AppError } from '../errors.ts';
import { openElevKey } from '../state/elev-key.ts';
import { appendForloebEntries, readForloebEntries } from '../state/forloeb-entries.ts';
import { withState } from './with-state.ts';
import { entryProblemText } from '../text/forloeb.ts';
import { prepare } from './prepare.ts';
import type { Prepared, Wishes } from './prepare.ts';
import { elevIdOf, pseudonymBy, readInput } from './read-input.ts';

export interface SetWishes extends Omit<Wishes, 'dato' | 'kvartal'> {
  readonly elevId: string;
  readonly values: readonly NewValue[];
  /** Initials or role of who says so. */
  readonly by: string;
  /** Which of the elev's forløb; the newest, or a new one, when not given. */
  readonly number: number | undefined;
}

export interface SetResult {
  readonly number: number;
  readonly skole: string;
  /** What was added; what the forløb held already is left out. */
  readonly added: readonly ForloebEntry[];
}

/** Throws `elev-unknown`, or `usage` with everything that is wrong; then nothing is recorded. */
export async function setForloeb(wishes: SetWishes): Promise<SetResult> {
  refuseBadInitials(wishes.by);
  const prepared = await prepare({ ...wishes, dato: undefined, kvartal: undefined });
  const today = datoAt(wishes.now, prepared.loaded.config.timeZone);
  const skole = await skoleOf(wishes.elevId, prepared, today);
  const { loaded } = prepared;
  return withState(loaded, async (db) => {
    const keyOf = await openElevKey(loaded.state.file, db);
    const elevKey = keyOf(hideCprId(wishes.elevId, pseudonymBy(keyOf)));
    const recorded = (await readForloebEntries(db, [elevKey])).get(elevKey) ?? [];
    const result = entriesToAdd(wishes, recorded, { skole, today });
    await appendForloebEntries(
      db,
      result.added.map((entry) => ({ elevKey, entry })),
    );
    return result;
  });
}

function entriesToAdd(
  { values, by, number, now }: SetWishes,
  recorded: readonly ForloebEntry[],
  { skole, today }: { readonly skole: string; readonly today: Dato },
): SetResult {
  const all = foldForloeb(recorded);
  const target = number ?? numberToRecord(all, today);
  const forloeb = all.find((one) => one.number === target);
  refuseWrongNumber(target, all, values);
  const changes = values.filter(({ field, value }) => !holds(forloeb, field, value, skole));
  const problems = checkValues(changes, forloeb?.entries ?? [], today);
  if (problems.length > 0) {
    throw new AppError('usage', {
      message: `Intet er registreret. ${problems.map(entryProblemText).join('; ')}`,
      hint: 'Ret værdierne, og kør kommandoen igen; se det, der er registreret, med fravaer explain',
    });
  }
  const enteredAt = new Date(now).toISOString();
  const entry = { forloeb: target, skole, enteredBy: by, enteredAt, source: 'forloeb set' };
  return { number: target, skole, added: changes.map((change) => ({ ...change, ...entry })) };
}

/** A tovholder named again at another skole is something new (R43). */
function holds(
  forloeb: Forloeb | undefined,
  field: NewValue['field'],
  value: string | undefined,
  skole: string,
): boolean {
  if (field === 'opfoelgning') return forloeb?.opfoelgninger.some((day) => day === value) ?? false;
  if (field === 'opfoelgning-removed') return !(forloeb?.opfoelgninger.some((day) => day === value) ?? false);
  const latest = forloeb?.latest.get(field);
  return latest?.value === value && (field !== 'tovholder' || latest === undefined || latest.skole === skole);
}

function refuseWrongNumber(number: number, all: readonly Forloeb[], values: readonly NewValue[]): void {
  const isKnown = all.some((forloeb) => forloeb.number === number);
  if (isKnown) return;
  const newest = all.at(-1)?.number ?? 0;
  if (number !== newest + 1) {
    throw new AppError('usage', {
      message: `Eleven har ikke noget forløb ${number}`,
      hint:
        newest === 0 ? 'Udelad --forloeb; det første begynder af sig selv' : `Det nyeste er forløb ${newest}`,
    });
  }
  const opens = values.some(({ field }) => field === 'samtaledato' || field === 'vurdering');
  if (newest === 0 || opens) return;
  throw new AppError('usage', {
    message: `Forløb ${newest} er afsluttet`,
    hint: `Et nyt forløb begynder med --samtaledato eller --vurdering; ret i det gamle med --forloeb ${newest}`,
  });
}

function refuseBadInitials(by: string): void {
  if (by.trim() !== '' && checkText(by) === undefined) return;
  throw new AppError('usage', {
    message: 'Den, der registrerer, skal angives med initialer eller rolle',
    hint: 'Skriv for eksempel --by LK; højst 40 tegn og ingen lange tal',
  });
}

/** The skole where the elev is today; its team is who records. */
async function skoleOf(written: string, { loaded, settings }: Prepared, today: Dato): Promise<string> {
  const { eksport } = await readInput(loaded);
  const elevId = await elevIdOf(written, loaded);
  const stretches = stretchesByElev(eksport.rows)(elevId);
  const indmeldelser = eksport.indmeldelser.filter((episode) => episode.elevId === elevId);
  const historik = traceElev({ elevId, stretches, indmeldelser }, { ...settings, asOf: today });
  if (historik !== undefined) return historik.placement.skole;
  throw new AppError('elev-unknown', {
    message: 'Eleven findes ikke i eksporten',
    hint: 'Brug elev-id, som det står i eksporten; store og små bogstaver skal passe',
  });
}
