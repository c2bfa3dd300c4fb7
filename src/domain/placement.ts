// R10-R12: at which skole an elev is shown at the as-of date, and who has left.
import type { Dato } from './dato.ts';
import { compareText } from './row-fate.ts';
import type { Stretch } from './rows.ts';
import type { Indmeldelse } from './skole.ts';

export type PlacementStatus =
  /** Enrolled at the as-of date by the roster. */
  | 'enrolled'
  /** No roster says so: the skole of the newest row. */
  | 'by-newest-row'
  /** R12: every enrolment has ended. */
  | 'udmeldt';

export interface Placement {
  readonly status: PlacementStatus;
  readonly skole: string;
  readonly klasse: string;
  readonly klassetrin: number | undefined;
  readonly institutionsnumre: readonly string[];
  readonly navn: string;
  readonly beskyttet: boolean;
  /** From when the elev belongs to this skole, when the roster says so. */
  readonly since: Dato | undefined;
  /** R11: the elev has several enrolments at the as-of date at different skoler. */
  readonly doubleEnrolment: boolean;
}

/** Where rows say that an elev was, and when. */
type Seen = Pick<Stretch, 'elev' | 'dato'>;

/**
 * Decides where an elev is shown (R11): the newest enrolment that covers `asOf`, else the skole of the newest row.
 * An elev whose enrolments have all ended has left (R12), unless newer rows stand at another skole. Undefined when
 * nothing is known up to `asOf`.
 */
export function placeElev(
  indmeldelser: readonly Indmeldelse[],
  rows: readonly Seen[],
  asOf: Dato,
): Placement | undefined {
  const current = indmeldelser.filter((episode) => covers(episode, asOf)).toSorted(newestFirst);
  const newestRow = findNewestRow(rows, asOf);
  // R74: protection is the person's, not the enrolment's; where one episode says so, doubt protects.
  const beskyttet =
    indmeldelser.some((episode) => episode.beskyttet) || rows.some(({ elev }) => elev.beskyttet === true);
  if (current[0] !== undefined) {
    const double = current.some((episode) => episode.skole !== current[0]?.skole);
    return fromIndmeldelse(current[0], { status: 'enrolled', newestRow, double, beskyttet });
  }
  const ended = indmeldelser.filter((episode) => episode.udmeldt !== undefined && episode.udmeldt <= asOf);
  const last = ended.toSorted(lastEndedFirst)[0];
  if (last !== undefined && !continuesElsewhere(last, newestRow)) {
    return fromIndmeldelse(last, { status: 'udmeldt', newestRow, double: false, beskyttet });
  }
  return newestRow === undefined ? undefined : fromRow(newestRow, indmeldelser, beskyttet);
}

function covers(episode: Indmeldelse, asOf: Dato): boolean {
  const begun = episode.indmeldt === undefined || episode.indmeldt <= asOf;
  return begun && (episode.udmeldt === undefined || episode.udmeldt > asOf);
}

function newestFirst(a: Indmeldelse, b: Indmeldelse): number {
  return compareText(b.indmeldt ?? '', a.indmeldt ?? '') || compareText(a.skole, b.skole);
}

function lastEndedFirst(a: Indmeldelse, b: Indmeldelse): number {
  return compareText(b.udmeldt ?? '', a.udmeldt ?? '') || compareText(a.skole, b.skole);
}

function continuesElsewhere(last: Indmeldelse, newestRow: Seen | undefined): boolean {
  return (
    newestRow !== undefined && newestRow.elev.skole !== last.skole && newestRow.dato >= (last.udmeldt ?? '')
  );
}

/** The newest row up to `asOf`; on the same date the skole with the highest number, so that the answer is stable. */
function findNewestRow(rows: readonly Seen[], asOf: Dato): Seen | undefined {
  let newest: Seen | undefined;
  for (const row of rows) {
    if (row.dato > asOf) continue;
    if (newest === undefined || isNewer(row, newest)) newest = row;
  }
  return newest;
}

function isNewer(row: Seen, than: Seen): boolean {
  return row.dato > than.dato || (row.dato === than.dato && row.elev.skole > than.elev.skole);
}

interface EpisodeContext {
  readonly status: PlacementStatus;
  readonly newestRow: Seen | undefined;
  readonly double: boolean;
  readonly beskyttet: boolean;
}

function fromIndmeldelse(
  episode: Indmeldelse,
  { status, newestRow, double, beskyttet }: EpisodeContext,
): Placement {
  const sameSkole = newestRow?.elev.skole === episode.skole ? newestRow.elev : undefined;
  const klasse = episode.klasse === '' ? (sameSkole?.klasse ?? '') : episode.klasse;
  return {
    status,
    skole: episode.skole,
    klasse,
    klassetrin: episode.klassetrin ?? (episode.klasse === '' ? sameSkole?.klassetrin : undefined),
    institutionsnumre: [episode.institutionsnummer, episode.skole],
    navn: episode.navn === '' ? (newestRow?.elev.navn ?? '') : episode.navn,
    beskyttet,
    since: episode.indmeldt,
    doubleEnrolment: double,
  };
}

function fromRow({ elev }: Seen, indmeldelser: readonly Indmeldelse[], beskyttet: boolean): Placement {
  const roster = indmeldelser[0];
  return {
    status: 'by-newest-row',
    skole: elev.skole,
    klasse: elev.klasse,
    klassetrin: elev.klassetrin,
    institutionsnumre: [elev.institutionsnummer, elev.skole],
    navn: roster !== undefined && roster.navn !== '' ? roster.navn : elev.navn,
    beskyttet,
    since: undefined,
    doubleEnrolment: false,
  };
}
