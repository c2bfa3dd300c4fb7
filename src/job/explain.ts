// One elev, from the rows in the files to the change since the team was last told.
import type { Elevhistorik } from '../domain/screening.ts';
import { stripOf } from '../domain/day-strip.ts';
import type { StripWeek } from '../domain/day-strip.ts';
import { skoledageFor, traceElev } from '../domain/screening.ts';
import type { ElevCase } from '../domain/night.ts';
import { screenElevCase } from '../domain/night.ts';
import type { Kvartal } from '../domain/kvartal.ts';
import type { Dato } from '../domain/dato.ts';
import { rowSpan } from '../domain/placement.ts';
import { AppError } from '../errors.ts';
import { listToldReports } from '../state/told-history.ts';
import type { ToldReport } from '../state/told-history.ts';
import { withStateToRead } from './dry-run.ts';
import { prepare } from './prepare.ts';
import { elevIdOf, readInput } from './read-input.ts';
import { withVurderinger } from './screen.ts';
import type { Wishes } from './prepare.ts';

export interface Explanation {
  readonly asOf: Dato;
  readonly kvartal: Kvartal;
  readonly historik: Elevhistorik;
  readonly elev: ElevCase;
  readonly strip: readonly StripWeek[];
  /** What was delivered about the elev up to the as-of date, the oldest first; empty without state. */
  readonly told: readonly ToldReport[];
  readonly skoleNavn: (institutionsnummer: string) => string;
}

/** Throws `elev-unknown` when no row and no enrolment names the elev. */
export async function explainElev(written: string, wishes: Wishes): Promise<Explanation> {
  const prepared = await prepare(wishes);
  const elevId = await elevIdOf(written, prepared.loaded);
  const { settings } = prepared;
  const { eksport } = await readInput(prepared.loaded);
  const own = {
    ...eksport,
    rows: eksport.rows.filter((row) => row.elevId === elevId),
    indmeldelser: eksport.indmeldelser.filter((episode) => episode.elevId === elevId),
  };
  const historik = traceElev(elevId, own.rows, own.indmeldelser, settings);
  if (historik === undefined) {
    throw new AppError('elev-unknown', {
      message: 'Eleven findes ikke i eksporten til og med den dato',
      hint: 'Brug elev-id, som det står i eksporten; store og små bogstaver skal passe',
    });
  }
  const names = new Map(settings.skoler.map(({ institutionsnummer, navn }) => [institutionsnummer, navn]));
  const { kvartal, asOf } = settings;
  const { skole } = historik.placement;
  const span = rowSpan(
    eksport.rows.filter((row) => row.skole === skole),
    asOf,
  );
  return withStateToRead(prepared, own, async (memory, db, elevKey) => {
    const elev = screenElevCase(historik, kvartal, {
      settings: withVurderinger(settings, own, memory),
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
      elev,
      strip: stripOf(elev.fravaer.days, { kvartal, asOf, skoledage }),
      told: reports.filter((report) => report.asOf <= asOf),
      skoleNavn: (number) => names.get(number) ?? number,
    };
  });
}
