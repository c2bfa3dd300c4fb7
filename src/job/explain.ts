// One elev, from the rows in the files to the change since the team was last told.
import type { SetAsideRow } from '../domain/eksport.ts';
import { decideFates } from '../domain/row-fate.ts';
import type { RowWithFate } from '../domain/row-fate.ts';
import { registreringerOf, stretchesByElev } from '../domain/rows.ts';
import type { Elevhistorik } from '../domain/screening.ts';
import { stripOf } from '../domain/day-strip.ts';
import type { StripWeek } from '../domain/day-strip.ts';
import { fateContext, skoledageFor, traceElev } from '../domain/screening.ts';
import type { ElevCase } from '../domain/night.ts';
import { screenElevCase } from '../domain/night.ts';
import type { Kvartal } from '../domain/kvartal.ts';
import type { Dato } from '../domain/dato.ts';
import { gatherSkoleRows } from '../domain/skole-rows.ts';
import { AppError } from '../errors.ts';
import { listToldReports } from '../state/told-history.ts';
import type { ToldReport } from '../state/told-history.ts';
import { setAsideReasons } from '../text/set-aside.ts';
import { withStateToRead } from './dry-run.ts';
import { prepare } from './prepare.ts';
import { elevIdOf, readInput, watchFor } from './read-input.ts';
import { withVurderinger } from './screen.ts';
import type { Wishes } from './prepare.ts';

export interface Explanation {
  readonly asOf: Dato;
  readonly kvartal: Kvartal;
  readonly historik: Elevhistorik;
  /** All rows of the elev, in order. */
  readonly rows: readonly RowWithFate[];
  readonly elev: ElevCase;
  readonly strip: readonly StripWeek[];
  /** The elev's rows that were sorted out while the files were read, in the order of the files. */
  readonly setAside: readonly SetAsideRow[];
  /** Absence files that could not be read, or not to the end: whether they hold rows of the elev is not known. */
  readonly unreadable: readonly string[];
  /** What was delivered about the elev up to the as-of date, the oldest first; empty without state. */
  readonly told: readonly ToldReport[];
  readonly skoleNavn: (institutionsnummer: string) => string;
}

/** Throws `elev-unknown` when no row that can be used and no enrolment names the elev. */
export async function explainElev(written: string, wishes: Wishes): Promise<Explanation> {
  const prepared = await prepare(wishes);
  const elevId = await elevIdOf(written, prepared.loaded);
  const { settings } = prepared;
  const isWatched = await watchFor(elevId, prepared.loaded);
  const { eksport, setAside } = await readInput(prepared.loaded, { isWatched });
  const stretches = stretchesByElev(eksport.rows)(elevId);
  const indmeldelser = eksport.indmeldelser.filter((episode) => episode.elevId === elevId);
  const historik = traceElev({ elevId, stretches, indmeldelser }, settings);
  if (historik === undefined) throw unknownElev(setAside);
  const names = new Map(settings.skoler.map(({ institutionsnummer, navn }) => [institutionsnummer, navn]));
  const { kvartal, asOf } = settings;
  const { skole } = historik.placement;
  const span = gatherSkoleRows(eksport.rows, settings).get(skole)?.span;
  return withStateToRead(prepared, [elevId], async (memory, db, elevKey) => {
    const elev = screenElevCase(historik, kvartal, {
      settings: withVurderinger(settings, [elevId], memory),
      memory,
      span,
    });
    const skoledage = skoledageFor(historik.placement, settings);
    const reports =
      db === undefined || elevKey === undefined ? [] : await listToldReports(db, elevKey(elevId));
    return {
      asOf,
      kvartal,
      historik,
      rows: decideFates(registreringerOf(stretches), fateContext(historik.placement, settings)),
      elev,
      setAside,
      unreadable: eksport.files
        .filter((file) => file.kind === 'fravaer' && file.unreadable !== undefined)
        .map(({ file }) => file),
      strip: stripOf(elev.fravaer.days, { kvartal, asOf, skoledage }),
      told: reports.filter((report) => report.asOf <= asOf),
      skoleNavn: (number) => names.get(number) ?? number,
    };
  });
}

function unknownElev(setAside: readonly SetAsideRow[]): AppError {
  const problems = setAside.flatMap((row) =>
    setAsideReasons(row).map(({ why }) => ({ ...row.source, message: why })),
  );
  return new AppError('elev-unknown', {
    message:
      problems.length === 0
        ? 'Eleven findes ikke i eksporten til og med den dato'
        : 'Ingen række om eleven kan bruges til og med den dato',
    hint:
      problems.length === 0
        ? 'Brug elev-id, som det står i eksporten; store og små bogstaver skal passe'
        : 'Ret rækkerne i kilden; hvad der er galt med hver fil: fravaer check',
    problems,
  });
}
