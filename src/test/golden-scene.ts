// One night that shows every kind of line a team can get, for the golden workbooks and mails. Nobody here is real.
import { dato } from '../domain/dato.ts';
import { fromDays } from '../domain/fravaersdage.ts';
import { buildFravaer, buildIndmeldelse, buildRegistrering, TJOERNEGAARD } from './builders.ts';
import type { Scene } from './builders.ts';

const elever = [
  { elevId: 'e1', navn: 'Åse Øland', klasse: '8B', days: 21 },
  { elevId: 'e2', navn: '=1+1 Ærø', klasse: '5A', days: 10.5 },
  { elevId: 'e3', navn: 'Ida Grøn', klasse: '5A', days: 5 },
  { elevId: 'e4', navn: '@Bo Å', klasse: '5B', days: 12 },
  { elevId: 'e5', navn: 'Per Sø', klasse: '8B', days: 7 },
  { elevId: 'e6', navn: 'Liv Høj', klasse: '0A', days: 2 },
] as const;

/** E1-E3 new on each trin, e4 escalated and protected, e5 eased, e6 ended; a neighbour skole with an elev of its own. */
export function goldenScene(): Scene {
  const rows = elever.flatMap(({ days, ...elev }) => buildFravaer(elev, { days }));
  const other = { elevId: 'x1', navn: 'Nabo Elev', skole: TJOERNEGAARD, klasse: '3C' };
  return {
    rows: [
      ...rows,
      buildRegistrering({
        elevId: 'e2',
        navn: '=1+1 Ærø',
        dato: dato('2026-11-19'),
        aarsag: 'ulovligt',
        omfang: fromDays(1),
      }),
      ...buildFravaer(other, { days: 6 }),
    ],
    indmeldelser: [
      ...elever.map(({ elevId, navn, klasse }) =>
        buildIndmeldelse({ elevId, navn, klasse, beskyttet: elevId === 'e4' }),
      ),
      buildIndmeldelse(other),
    ],
    told: [
      { elevId: 'e4', trin: 'tidlig-indsats', days: 8 },
      { elevId: 'e5', trin: 'bekymrende', days: 11 },
      { elevId: 'e6', trin: 'tidlig-indsats', days: 6 },
    ],
    findings: [
      {
        code: 'dato-invalid',
        severity: 'warning',
        file: 'fravaer.csv',
        line: 7,
        column: 'Dato',
        institutionsnummer: '280101',
        detail: { value: '31-02-2026' },
      },
    ],
  };
}
