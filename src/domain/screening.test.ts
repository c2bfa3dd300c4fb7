import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dato } from './dato.ts';
import type { Dato } from './dato.ts';
import { exactText, fromDays, NO_DAYS, ONE_DAY } from './fravaersdage.ts';
import { firstDayOf, lastDayOf } from './kvartal.ts';
import type { Kvartal } from './kvartal.ts';
import type { Registrering } from './registrering.ts';
import { screenElev, skoledageFor, traceElev, traceElever } from './screening.ts';
import type { Elevhistorik, ElevScreening, ScreeningSettings } from './screening.ts';
import type { Indmeldelse } from './skole.ts';
import { skoledageLookup } from './skolekalender.ts';
import {
  ABSALON,
  anyDato,
  anyRows,
  anyRowWithPart,
  eksportOf,
  fraction,
  FREDAG,
  indmeldelseOf,
  K3,
  K4,
  kalenderOf,
  kvartal,
  LOERDAG,
  MANDAG,
  ordinary,
  rowOf,
  rowsOn,
  rowsWorth,
  settingsOf,
  skoledage,
  skoledageFrom,
  SOENDAG,
  TIRSDAG,
  TORSDAG,
  TRAEKRONER,
} from '../test/arbitraries.ts';
import { stretchesOf } from '../test/packed.ts';

const B = TRAEKRONER.institutionsnummer;

function traceOf(
  rows: readonly Registrering[],
  settings: Partial<ScreeningSettings> = {},
  indmeldelser: readonly Indmeldelse[] = [],
): Elevhistorik {
  const historik = traceElev(
    { elevId: 'E1', stretches: stretchesOf(rows), indmeldelser },
    settingsOf(settings),
  );
  if (historik === undefined) throw new Error('nothing is known about the elev');
  return historik;
}

function screenOf(
  rows: readonly Registrering[],
  {
    of = K4,
    indmeldelser = [] as readonly Indmeldelse[],
    ...settings
  }: Partial<ScreeningSettings> & {
    of?: Kvartal;
    indmeldelser?: readonly Indmeldelse[];
  } = {},
): ElevScreening {
  return screenElev(traceOf(rows, settings, indmeldelser), of, settingsOf(settings));
}

describe('one elev in one kvartal', () => {
  it('adds up the dates of the kvartal and no other (R2)', () => {
    const rows = rowsOn([dato('2026-09-30'), dato('2026-10-01'), dato('2026-10-02')]);

    expect(screenOf(rows).fravaer.total).toBe(fromDays(2));
    expect(screenOf(rows, { of: K3 }).fravaer.total).toBe(fromDays(1));
  });

  it('counts K3 across the turn of the skoleår as one kvartal (R2)', () => {
    const lastYear = dato('2026-06-26');
    const rows = [
      ...rowsOn([lastYear], { klasse: '4A', klassetrin: 4 }),
      ...rowsOn(skoledageFrom('2026-08-10', 5)),
    ];

    expect(screenOf(rows, { of: K3 }).fravaer.total).toBe(fromDays(5));
    expect(screenOf(rows, { of: kvartal('2026K2') }).fravaer.total).toBe(fromDays(1));
  });

  it('counts identical rows once and different lessons each (R7)', () => {
    const lesson = fraction(1, 6);
    const rows = ['1', '2', '2'].map((lektion) => rowOf({ lektion, omfang: lesson }));

    expect(exactText(screenOf(rows).fravaer.total)).toBe('1/3');
  });

  it('counts two identical halvdage as half a day (R7)', () => {
    const halv = rowOf({ omfang: fraction(1, 2) });

    expect(screenOf([halv, { ...halv, source: { file: 'b.csv', line: 7 } }]).fravaer.total).toBe(
      fromDays(0.5),
    );
  });

  it('counts a halvdag at each of two skoler on one date as one day, and no more (R7)', () => {
    const halv = fraction(1, 2);
    const rows = [
      rowOf({ omfang: halv }),
      rowOf({ omfang: halv, skole: B }),
      rowOf({ skole: B, lektion: '1' }),
    ];

    expect(screenOf(rows).fravaer.total).toBe(ONE_DAY);
  });

  it('counts skoledage only (R9)', () => {
    const rows = rowsOn([dato('2026-11-13'), dato('2026-11-14'), dato('2026-11-15'), MANDAG]);

    expect(screenOf(rows).fravaer.days.map((day) => day.dato)).toEqual(['2026-11-13', MANDAG]);
  });

  it('counts up to the as-of date (R10)', () => {
    const rows = rowsOn([TORSDAG, FREDAG, addDays(FREDAG, 3)]);

    expect(screenOf(rows).fravaer.total).toBe(fromDays(2));
    expect(screenOf(rows, { asOf: TORSDAG }).fravaer.total).toBe(fromDays(1));
  });

  it('gives the trin with the date of its crossing (R23)', () => {
    const { placering } = screenOf(rowsWorth(10.5));

    expect(placering).toMatchObject({ trin: 'bekymrende', basis: 'dage', crossed: '2026-10-22' });
  });

  it('lifts the elev whom the school marked, and nobody else (R21)', () => {
    const vurderinger = new Map([['E1', { dato: TIRSDAG }]]);

    expect(screenOf(rowsWorth(1), { vurderinger }).placering).toMatchObject({
      trin: 'bekymrende',
      basis: 'vurdering',
      crossed: TIRSDAG,
    });
    expect(screenOf(rowsWorth(1), { vurderinger: new Map([['E2', { dato: TIRSDAG }]]) }).placering.trin).toBe(
      'ingen',
    );
  });

  it('keeps a vurdering across the turn of the kvartal (R21)', () => {
    const vurderinger = new Map([['E1', { dato: dato('2026-09-01') }]]);

    expect(screenOf(rowsWorth(1), { vurderinger }).placering.trin).toBe('bekymrende');
  });
});

describe('movers (R11)', () => {
  const moved = [indmeldelseOf({ udmeldt: MANDAG }), indmeldelseOf({ skole: B, indmeldt: MANDAG })];
  const before = rowsOn(skoledageFrom('2026-10-01', 4));
  const after = rowsOn([MANDAG, TIRSDAG], { skole: B, klasse: '5X' });

  it.each<[string, readonly Indmeldelse[]]>([
    ['with a roster', moved],
    ['without a roster', []],
  ])('carry the absence of both skoler to the new one %s', (_, indmeldelser) => {
    const elev = screenOf([...before, ...after], { indmeldelser });

    expect(elev.placement.skole).toBe(B);
    expect(elev.fravaer.total).toBe(fromDays(6));
    expect(elev.placering.trin).toBe('tidlig-indsats');
    expect(elev.earlierSkoler).toEqual([ABSALON.institutionsnummer]);
    expect(elev.inRoster).toBe(indmeldelser.length > 0);
  });

  it('note no earlier skole when its days lie in another kvartal', () => {
    const rows = [rowOf({ dato: dato('2026-09-30') }), ...after];

    expect(screenOf(rows).earlierSkoler).toEqual([]);
    expect(screenOf(rows, { of: K3 }).earlierSkoler).toEqual([ABSALON.institutionsnummer]);
  });

  it('note each earlier skole once, in a fixed order', () => {
    const rows = [
      ...rowsOn(skoledageFrom('2026-10-01', 2), { skole: '265077' }),
      ...rowsOn(skoledageFrom('2026-10-05', 2), { skole: '265050' }),
      ...after,
    ];

    expect(screenOf(rows).earlierSkoler).toEqual(['265050', '265077']);
  });
});

describe('what is shown beside the trin', () => {
  it.each([
    ['on the as-of date', TORSDAG, 1],
    ['six days back', dato('2026-11-13'), 1],
    ['a week back', dato('2026-11-12'), 0],
  ])('marks a day %s as foreløbig or not (R13)', (_, day, expected) => {
    expect(screenOf([rowOf({ dato: day })], { asOf: TORSDAG }).provisional).toBe(fromDays(expected));
  });

  it('marks seven calendar days back to the same weekday (R13)', () => {
    const rows = rowsOn(skoledageFrom('2026-11-09', 10));

    expect(screenOf(rows, { asOf: FREDAG }).provisional).toBe(fromDays(5));
    expect(screenOf(rows, { asOf: TORSDAG }).provisional).toBe(fromDays(5));
    expect(screenOf(rows, { asOf: SOENDAG }).provisional).toBe(fromDays(5));
  });

  it('shows leave granted for later skoledage as planned and does not count it (R10)', () => {
    const leave = rowsOn([LOERDAG, SOENDAG, dato('2026-11-23'), dato('2026-11-24')], {
      aarsag: 'ekstraordinaer-frihed',
    });

    const elev = screenOf([rowOf(), ...leave, leave[2]!]);

    expect(elev.fravaer.total).toBe(ONE_DAY);
    expect(elev.planned.total).toBe(fromDays(2));
    expect(elev.planned.perAarsag['ekstraordinaer-frihed']).toBe(fromDays(2));
  });

  it('sums the last 60 skoledage across the turn of the kvartal (R33)', () => {
    const recent = ordinary.between(dato('2026-08-10'), FREDAG);
    const first = recent.at(-60)!;
    const before = recent.at(-61)!;

    expect(screenOf(rowsOn([before, first, FREDAG])).rolling).toBe(fromDays(2));
    expect(screenOf(rowsOn([before, first, FREDAG])).fravaer.total).toBe(fromDays(1));
    expect(screenOf(rowsOn(recent)).rolling).toBe(fromDays(60));
  });

  it('sums what there is when the calendar holds fewer than 60 skoledage', () => {
    const lookup = skoledageLookup({
      skoleaar: [{ skoleaar: '2026/2027', first: MANDAG, last: FREDAG, closed: [] }],
      exceptions: [
        {
          skoler: undefined,
          klassetrin: undefined,
          closed: [{ navn: 'Før', from: dato('2026-01-01'), to: dato('2026-11-15') }],
          last: undefined,
        },
      ],
      holidays: new Map(),
    });

    expect(screenOf(rowsOn([MANDAG, FREDAG]), { skoledage: lookup }).rolling).toBe(fromDays(2));
  });

  it('has no rolling sum where no day is a skoledag', () => {
    const closed = [{ navn: 'Lukket', from: dato('2026-01-01'), to: dato('2026-12-31') }];
    const lookup = skoledageLookup(
      kalenderOf({ exceptions: [{ skoler: undefined, klassetrin: undefined, closed, last: undefined }] }),
    );

    expect(screenOf([rowOf()], { skoledage: lookup }).rolling).toBe(NO_DAYS);
  });

  it('restarts the sum at the turn of the kvartal and remembers the trin before (R33)', () => {
    const rows = [...rowsOn(skoledageFrom('2026-08-10', 21)), ...rowsWorth(5)];

    const elev = screenOf(rows);

    expect(elev.fravaer.total).toBe(fromDays(5));
    expect(elev.previous).toEqual({ kvartal: K3, total: fromDays(21), trin: 'massivt' });
  });

  it('asks the calendar of the skole and klassetrin where the elev is', () => {
    const exceptions = [{ skoler: [B], klassetrin: [9], closed: [], last: MANDAG }];
    const settings = settingsOf({ skoledage: skoledageLookup(kalenderOf({ exceptions })) });
    const at = (skole: string, klassetrin: number): boolean =>
      skoledageFor(traceOf([], {}, [indmeldelseOf({ skole, klassetrin })]).placement, settings).has(TIRSDAG);

    expect([at(B, 9), at(B, 8), at(ABSALON.institutionsnummer, 9)]).toEqual([false, true, true]);
  });
});

describe('the elever of an export', () => {
  it('holds those with rows and those of the roster, in order of id', () => {
    const eksport = eksportOf({
      rows: [rowOf({ elevId: 'E3' }), rowOf({ elevId: 'E1' })],
      indmeldelser: [indmeldelseOf({ elevId: 'E2' }), indmeldelseOf({ elevId: 'E1' })],
    });

    const elever = traceElever(eksport, settingsOf());

    expect(elever.map(({ elevId, inRoster }) => [elevId, inRoster])).toEqual([
      ['E1', true],
      ['E2', true],
      ['E3', false],
    ]);
  });

  it('leaves out an elev of whom nothing is known up to the as-of date', () => {
    const eksport = eksportOf({ rows: [rowOf({ elevId: 'E1', dato: LOERDAG })] });

    expect(traceElever(eksport, settingsOf())).toEqual([]);
  });

  it('takes the klassetrin of the roster for rows that state none, one lower before 1 August (R2, R9)', () => {
    const exceptions = [{ skoler: undefined, klassetrin: [9], closed: [], last: dato('2026-05-13') }];
    const lookup = skoledageLookup(kalenderOf({ exceptions }));
    const rows = [rowOf({ klassetrin: undefined, klasse: '', dato: dato('2026-05-20') })];
    const inKlasse = (klassetrin: number): number =>
      traceOf(rows, { skoledage: lookup }, [indmeldelseOf({ klassetrin })]).days.length;

    expect([inKlasse(9), inKlasse(10)]).toEqual([1, 0]);
  });
});

describe('properties of the screening', () => {
  const oneElev = fc.array(
    anyRowWithPart().map(({ row, part }) => ({ row: { ...row, elevId: 'E1' }, part })),
    { minLength: 1, maxLength: 60 },
  );

  it('never gives more days than the kvartal has skoledage', () => {
    const rows = anyRows(anyDato('2026-10-01', '2026-12-31'));

    fc.assert(
      fc.property(rows, anyDato('2026-10-01', '2026-12-31'), (all, asOf) => {
        const settings = settingsOf({ asOf });
        const most = ordinary.between(firstDayOf(K4), lastDayOf(K4)).length;

        for (const elev of traceElever(eksportOf({ rows: all }), settings)) {
          expect(screenElev(elev, K4, settings).fravaer.total).toBeLessThanOrEqual(most * ONE_DAY);
        }
      }),
    );
  });

  it('reaches exactly the skoledage of the kvartal when an elev is absent every date of it', () => {
    const every = Array.from({ length: 92 }, (_, index) => addDays(dato('2026-10-01'), index));

    const elev = screenOf(rowsOn(every), { asOf: dato('2026-12-31') });

    expect(elev.fravaer.total).toBe(fromDays(52));
  });

  it('does not depend on the order in which rows were read', () => {
    const shuffled = anyRows().chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
    );

    fc.assert(
      fc.property(shuffled, ([rows, other]) => {
        const settings = settingsOf();
        const screen = (all: readonly Registrering[]): unknown =>
          traceElever(eksportOf({ rows: all }), settings).map((elev) => screenElev(elev, K4, settings));

        expect(screen(other)).toEqual(screen(rows));
      }),
    );
  });

  it('agrees with a naive reference from rows to trin', () => {
    fc.assert(
      fc.property(oneElev, anyDato('2026-10-01', '2026-12-31'), (withParts, asOf) => {
        const rows = withParts.map(({ row }) => row);
        const settings = settingsOf({ asOf });
        const historik = traceOf(rows, settings, [indmeldelseOf()]);

        const days = referenceDays(withParts, asOf);
        const elev = screenElev(historik, K4, settings);
        expect(BigInt(elev.fravaer.total)).toBe(days);
        expect(elev.placering.trin).toBe(referenceTrin(days));
      }),
    );
  });
});

// The reference: R7, R9, R10 and R20 in big integers, by brute force.
const PARTS = 9_009_000_000n;

function referenceDays(
  withParts: readonly { row: Registrering; part: { numerator: bigint; denominator: bigint } }[],
  asOf: Dato,
): bigint {
  const unlike = new Map<string, { day: string; amount: bigint }>();
  for (const { row, part } of withParts) {
    const counts = row.aarsag !== 'none' && row.dato <= asOf && isReferenceSkoledag(row.dato);
    const amount = (part.numerator * PARTS) / part.denominator;
    const identity = [row.skole, row.dato, row.aarsag, amount, row.lektion].join(' ');
    if (counts) unlike.set(identity, { day: row.dato, amount });
  }
  let total = 0n;
  for (const day of new Set([...unlike.values()].map((each) => each.day))) {
    const claimed = [...unlike.values()].reduce(
      (sum, each) => sum + (each.day === day ? each.amount : 0n),
      0n,
    );
    total += claimed > PARTS ? PARTS : claimed;
  }
  return total;
}

/** 2026K4: weekdays up to 18 December, without efterårsferie. */
function isReferenceSkoledag(day: string): boolean {
  const isFerie = day >= '2026-10-10' && day <= '2026-10-18';
  const isWeekend = [0, 6].includes(new Date(day).getUTCDay());
  return day >= '2026-10-01' && day <= '2026-12-18' && !isFerie && !isWeekend;
}

function referenceTrin(days: bigint): string {
  if (days > 20n * PARTS) return 'massivt';
  if (days > 10n * PARTS) return 'bekymrende';
  return days >= 5n * PARTS ? 'tidlig-indsats' : 'ingen';
}

it('asks one calendar for all elever of the same place', () => {
  const place = { institutionsnumre: [ABSALON.institutionsnummer], klassetrin: 5 };

  expect(skoledage(place)).toBe(skoledage(place));
});
