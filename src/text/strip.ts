// The letters of a calendar strip: readable without colour.
import type { StripDay } from '../domain/day-strip.ts';
import type { Fravaersaarsag } from '../domain/fravaersaarsag.ts';

const letterOf: Readonly<Record<Fravaersaarsag, string>> = {
  sygdom: 'S',
  'ekstraordinaer-frihed': 'E',
  ulovligt: 'U',
};

/** A letter, small for a part of a day; `·` for a skoledag with nothing registered, `-` for a day without school. */
export function stripLetter(day: StripDay | undefined): string {
  if (day === undefined || day.kind === 'later') return '';
  if (day.kind !== 'absent') return day.kind === 'none' ? '·' : '-';
  const letter = letterOf[day.aarsag];
  return day.isWhole ? letter : letter.toLowerCase();
}

export const stripKey =
  'S er sygdom, E ekstraordinær frihed, U ulovligt fravær; et lille bogstav er en del af dagen. Et punkt er en skoledag uden registreret fravær, en streg en dag uden undervisning.';
