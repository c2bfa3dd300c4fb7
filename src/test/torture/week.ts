// A week of a small municipality in which everything happens that a night can hold: first run, news, escalation, a
// refused skole, warnings, a mover, corrections, a quiet night and the weekly summary.
import type { Enrolment, Row } from '../e2e/export.ts';
import { ABSALON, absent, background, skoledage, TREKRONER } from '../e2e/export.ts';

export interface TortureNight {
  readonly asOf: string;
  readonly what: string;
  readonly rows: readonly Row[];
  readonly roster: readonly Enrolment[];
}

const october = skoledage('2026-10-01', 40);
const at = (elev: string, skole: string, days: number, fields: Partial<Row> = {}): Row[] =>
  absent(elev, october.slice(0, days), { skole, ...fields });

/** Who is enrolled where: those of the tale, and those whose late arrivals are the background. */
const enrolled: readonly Enrolment[] = [
  ...['E1', 'E2', 'E4', 'E5', 'E6'].map((elev) => ({ elev, skole: ABSALON })),
  { elev: 'E3', skole: TREKRONER },
  ...[...new Set(background('2026-10-01').map(({ elev, skole }) => `${elev} ${skole}`))].map((both) => {
    const [elev = '', skole = ''] = both.split(' ');
    return { elev, skole };
  }),
];

function night(asOf: string, what: string, rows: readonly Row[], moved = false): TortureNight {
  const mover: Enrolment[] = [
    { elev: 'E5', skole: ABSALON, udmeldt: '2026-11-20' },
    { elev: 'E5', skole: TREKRONER, indmeldt: '2026-11-20' },
  ];
  return {
    asOf,
    what,
    rows: [...background(asOf), ...rows],
    roster: moved ? [...enrolled.filter(({ elev }) => elev !== 'E5'), ...mover] : enrolled,
  };
}

function withoutTrekroner(whole: TortureNight): TortureNight {
  return { ...whole, rows: whole.rows.filter(({ skole }) => skole === ABSALON) };
}

const monday = [
  ...at('E1', ABSALON, 6),
  ...at('E2', ABSALON, 11),
  ...at('E3', TREKRONER, 21),
  ...at('E5', ABSALON, 5),
];
const wednesday = [...monday, ...at('E4', ABSALON, 7), ...at('E1', ABSALON, 12)];
const faulty = at('E1', ABSALON, 1, { aarsag: 'Hvad?' });
const corrected = wednesday.filter(({ elev, dato }) => elev !== 'E2' || dato < (october[4] ?? ''));

export const week: readonly TortureNight[] = [
  night('2026-11-16', 'first run, all trin at once', monday),
  night('2026-11-17', 'nothing new', monday),
  night('2026-11-18', 'one new, one escalated, a warning', [...wednesday, ...faulty]),
  withoutTrekroner(
    night('2026-11-19', 'a skole refused because its rows are gone', [...wednesday, ...at('E6', ABSALON, 6)]),
  ),
  night('2026-11-20', 'a mover, and rows corrected', [...corrected, ...at('E6', ABSALON, 6)], true),
  night('2026-11-21', 'nothing new', [...corrected, ...at('E6', ABSALON, 6)], true),
  night('2026-11-22', 'the weekly summary', [...corrected, ...at('E6', ABSALON, 6)], true),
];
