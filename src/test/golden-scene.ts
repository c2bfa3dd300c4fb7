// One night that shows every kind of line a team can get, for the golden workbooks and mails. Nobody here is real.
import { dato } from '../domain/dato.ts';
import { fromDays } from '../domain/fravaersdage.ts';
import type { ForloebMemory } from '../domain/forloeb/elev-forloeb.ts';
import { kvartalOf } from '../domain/kvartal.ts';
import type { KvartalFigures } from '../domain/trend.ts';
import { ABSALON, buildFravaer, buildIndmeldelse, buildRegistrering, TJOERNEGAARD } from './builders.ts';
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

/** The same skole in a week when all of it has been told before and nothing is due. */
export function quietScene(): Scene {
  const scene = goldenScene();
  const trin = {
    e1: 'massivt',
    e2: 'bekymrende',
    e3: 'tidlig-indsats',
    e4: 'bekymrende',
    e5: 'tidlig-indsats',
  } as const;
  return {
    ...scene,
    told: elever.flatMap(({ elevId, days }) => {
      const told = Object.entries(trin).find(([id]) => id === elevId)?.[1];
      return told === undefined ? [] : [{ elevId, trin: told, days }];
    }),
    forloeb: new Map(Object.keys(trin).map((elevId) => [elevId, toldBefore(elevId)])),
    findings: [],
  };
}

/** No forløb, and told of bekymrende fravær on a day in November of its own. */
function toldBefore(elevId: string): ForloebMemory {
  const asOf = dato(`2026-11-0${Number(elevId.slice(1)) + 1}`);
  const firstTold = [{ skole: ABSALON, kvartal: kvartalOf(asOf), trin: 'bekymrende' as const, asOf }];
  return { entries: [], firstTold, isFristTold: () => false };
}

/** Two skoler of 120 elever, of whom every fourth is on a trin sooner or later in the kvartal. */
export function largeScene(): Scene {
  const all = [ABSALON, TJOERNEGAARD].flatMap((skole) =>
    Array.from({ length: 120 }, (_, index) => ({
      elevId: `${skole}-${index}`,
      skole,
      klasse: `${index % 10}A`,
      navn: `Elev ${index}`,
    })),
  );
  return {
    indmeldelser: all.map((elev) => buildIndmeldelse(elev)),
    rows: all.flatMap((elev, index) => [
      ...buildFravaer(elev, { from: '2026-11-19', days: index % 3 === 0 ? 1 : 0 }),
      ...buildFravaer(elev, {
        from: `2026-10-${String(1 + (index % 9)).padStart(2, '0')}`,
        days: index % 4 === 0 ? 5 + (index % 18) : 0,
      }),
    ]),
  };
}

/** What the same skoler came to in every second week of the kvartal a year ago. */
export function yearAgo(): KvartalFigures[] {
  const fridays = ['2025-10-10', '2025-10-24', '2025-11-07', '2025-11-21'];
  return [ABSALON, TJOERNEGAARD].flatMap((institutionsnummer) =>
    fridays.map((friday, index) => ({
      institutionsnummer,
      kvartal: kvartalOf(dato(friday)),
      asOf: dato(friday),
      elever: 118,
      overTiProcent: 9,
      perTrin: { massivt: index, bekymrende: 3 * index, 'tidlig-indsats': 12 },
    })),
  );
}
