// A calendar to begin with: the usual skoleår of the folkeskole, to be put right by a person. A wrong calendar gives
// wrong sums (R9), so the file says on every line that it is a proposal.
import { addDays, dato, weekday } from '../../domain/dato.ts';
import type { Dato } from '../../domain/dato.ts';
import { easterSunday } from '../../domain/holidays.ts';

interface Period {
  readonly navn: string;
  readonly from: Dato;
  readonly to: Dato;
}

/** The text of kalender.yaml for these skoleår, written `2026/2027`. */
export function kalenderYaml(alleSkoleaar: readonly string[]): string {
  return [
    '# FORSLAG fra »fravaer init«: de sædvanlige ferier, ikke jeres egne. Ret hver linje efter kommunens ferieplan;',
    '# en forkert dag giver forkerte tal. Helligdage skal ikke stå her. Lukkedage på enkelte skoler, og 9. og 10. klasses',
    '# sidste skoledag, skrives under exceptions, se docs/konfiguration.md.',
    'skoleaar:',
    ...alleSkoleaar.flatMap(skoleaarLines),
    'exceptions: []',
    '',
  ].join('\n');
}

function skoleaarLines(skoleaar: string): string[] {
  const year = Number(skoleaar.slice(0, 4));
  return [
    `  - skoleaar: "${skoleaar}"`,
    `    first: ${firstDay(year)}   # ret`,
    `    last: ${lastDay(year + 1)}   # ret`,
    '    closed:',
    ...closedPeriods(year).map(
      ({ navn, from, to }) => `      - { navn: ${navn}, from: ${from}, to: ${to} }   # ret`,
    ),
  ];
}

/** The second Monday of August. */
function firstDay(year: number): Dato {
  return onOrAfter(dato(`${year}-08-08`), 1);
}

/** The Friday before the last Saturday of June, when the summer holiday begins by law. */
function lastDay(year: number): Dato {
  return addDays(onOrBefore(dato(`${year}-06-30`), 6), -1);
}

function closedPeriods(year: number): Period[] {
  const easter = easterSunday(year + 1);
  return [
    week('Efterårsferie', year, 42),
    {
      navn: 'Juleferie',
      from: onOrBefore(dato(`${year}-12-21`), 6),
      to: onOrAfter(dato(`${year + 1}-01-01`), 7),
    },
    week('Vinterferie', year + 1, 7),
    { navn: 'Påskeferie', from: addDays(easter, -8), to: addDays(easter, 1) },
    { navn: 'Dagen efter Kristi himmelfartsdag', from: addDays(easter, 40), to: addDays(easter, 40) },
  ];
}

/** An ISO week with the weekend before it. */
function week(navn: string, year: number, number: number): Period {
  // 4 January is always in week 1.
  const monday = addDays(onOrBefore(dato(`${year}-01-04`), 1), (number - 1) * 7);
  return { navn, from: addDays(monday, -2), to: addDays(monday, 6) };
}

function onOrAfter(day: Dato, wanted: number): Dato {
  return addDays(day, (wanted - weekday(day) + 7) % 7);
}

function onOrBefore(day: Dato, wanted: number): Dato {
  return addDays(day, -((weekday(day) - wanted + 7) % 7));
}
