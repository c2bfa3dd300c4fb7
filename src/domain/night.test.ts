import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from './comparison.ts';
import { addDays, dato } from './dato.ts';
import type { EksportFields } from '../test/packed.ts';
import { fromDays } from './fravaersdage.ts';
import { nationalLadder } from './national-ladder.ts';
import { countNight, screenNight } from './night.ts';
import type { ElevCase, Memory, Night, NightSettings, SkoleNight } from './night.ts';
import {
  ABSALON,
  anyEksport,
  eksportOf,
  filOf,
  FREDAG,
  indmeldelseOf,
  K3,
  K4,
  LOERDAG,
  MANDAG,
  memoryOf,
  rowOf,
  rowsOn,
  rowsWorth,
  settingsOf,
  skoledageFrom,
  TIRSDAG,
  TORSDAG,
  toldOf,
  TRAEKRONER,
} from '../test/arbitraries.ts';
import type { ToldEntry } from '../test/arbitraries.ts';

const A = ABSALON.institutionsnummer;
const B = TRAEKRONER.institutionsnummer;

function nightOf(
  eksport: EksportFields,
  { memory = memoryOf(), ...settings }: Partial<NightSettings> & { memory?: Memory } = {},
): Night {
  return screenNight(eksportOf(eksport), settingsOf(settings), memory);
}

function skoleIn(night: Night, number: string = A): SkoleNight {
  const found = night.skoler.find(({ skole }) => skole.institutionsnummer === number);
  if (found === undefined) throw new Error(`no such skole: ${number}`);
  return found;
}

function elevIn(night: Night, number: string = A, elevId = 'E1'): ElevCase | undefined {
  return skoleIn(night, number).current.elever.find((elev) => elev.elevId === elevId);
}

function toldEntry(fields: Partial<ToldEntry> = {}): ToldEntry {
  return { skole: A, elevId: 'E1', kvartal: K4, told: toldOf('tidlig-indsats', 6), ...fields };
}

/** What the teams know once every report of the night has been delivered (R30). */
function toldFrom(night: Night): ToldEntry[] {
  return night.skoler.flatMap(({ skole, current, late }) =>
    [current, ...(late === undefined ? [] : [late])].flatMap(({ kvartal, elever }) =>
      elever
        .filter(({ placering, change }) => placering.trin !== 'ingen' || change !== 'unchanged')
        .map(({ elevId, placering, fravaer }) => ({
          skole: skole.institutionsnummer,
          elevId,
          kvartal,
          told: { ...placering, total: fravaer.total, asOf: night.asOf },
        })),
    ),
  );
}

function changesIn(night: Night): Map<string, Change> {
  return new Map(
    night.skoler.flatMap(({ skole, current, late }) =>
      [current, ...(late === undefined ? [] : [late])].flatMap(({ kvartal, elever }) =>
        elever.map(
          ({ elevId, change }) => [`${skole.institutionsnummer} ${kvartal} ${elevId}`, change] as const,
        ),
      ),
    ),
  );
}

describe('a night (R30, R31)', () => {
  it('is all new on the first run, with nothing escalated', () => {
    const rows = [...rowsWorth(6), ...rowsWorth(21, { elevId: 'E2' }), ...rowsWorth(2, { elevId: 'E3' })];

    const { counts } = skoleIn(nightOf({ rows })).current;

    expect(counts).toEqual({
      'tidlig-indsats': 1,
      bekymrende: 0,
      massivt: 1,
      new: 2,
      escalated: 0,
      eased: 0,
      ended: 0,
    });
  });

  it.each<[string, number, ToldEntry[], Change]>([
    ['never told', 6, [], 'new'],
    ['told the same', 6, [toldEntry()], 'unchanged'],
    ['told a lower trin', 11, [toldEntry()], 'escalated'],
    ['told a higher trin', 6, [toldEntry({ told: toldOf('massivt', 21) })], 'eased'],
    ['told a trin, now none', 4, [toldEntry()], 'ended'],
    ['told in another kvartal only', 6, [toldEntry({ kvartal: K3 })], 'new'],
    ['told about another elev only', 6, [toldEntry({ elevId: 'E2' })], 'new'],
    ['told to another skole only', 6, [toldEntry({ skole: B })], 'new'],
  ])('an elev of whom the team was %s', (_, days, entries, expected) => {
    const night = nightOf({ rows: rowsWorth(days) }, { memory: memoryOf(entries) });

    expect(elevIn(night)?.change).toBe(expected);
  });

  it('marks an elev whose old rows were taken back as ended and corrected', () => {
    const eksport = { rows: rowsWorth(1, { elevId: 'E2' }), indmeldelser: [indmeldelseOf()] };

    const elev = elevIn(nightOf(eksport, { memory: memoryOf([toldEntry()]) }));

    expect(elev).toMatchObject({ change: 'ended', corrected: true });
    expect([elev?.told?.total, elev?.fravaer.total]).toEqual([fromDays(6), fromDays(0)]);
  });

  it('warns when elever that the team was told about are no longer in the export at all', () => {
    const vanished: Memory['vanished'] = (skole, kvartal) => (skole === A && kvartal === K4 ? 2 : 0);

    const night = nightOf({ rows: [rowOf()] }, { memory: memoryOf([], { vanished }) });

    expect(skoleIn(night).notices).toEqual([
      { code: 'elever-vanished', severity: 'warning', institutionsnummer: A, detail: { elever: 2 } },
    ]);
    expect(skoleIn(night, B).notices).toEqual([]);
  });
});

describe('recurring (R33)', () => {
  const inK3 = rowsOn(skoledageFrom('2026-08-10', 11));

  it('marks an elev who had a trin by days in the previous kvartal', () => {
    const elev = elevIn(nightOf({ rows: [...inK3, ...rowsWorth(5)] }));

    expect(elev).toMatchObject({ change: 'new', recurringFrom: 'bekymrende' });
  });

  it.each([
    ['this skole', A],
    ['the skole before', B],
  ])('marks an elev of whom %s was told in the previous kvartal', (_, skole) => {
    const memory = memoryOf([toldEntry({ skole, kvartal: K3, told: toldOf('massivt', 21) })]);

    expect(elevIn(nightOf({ rows: rowsWorth(5) }, { memory }))?.recurringFrom).toBe('massivt');
  });

  it('takes the higher of what was told and what the rows say', () => {
    const memory = memoryOf([toldEntry({ kvartal: K3 })]);

    const elev = elevIn(nightOf({ rows: [...inK3, ...rowsWorth(5)] }, { memory }));

    expect(elev?.recurringFrom).toBe('bekymrende');
  });

  it('marks nobody who had no trin before', () => {
    expect(elevIn(nightOf({ rows: rowsWorth(5) }))?.recurringFrom).toBeUndefined();
  });
});

describe('late registrations (R34)', () => {
  const rows = [...rowsOn(skoledageFrom('2026-08-10', 11)), rowOf({ dato: dato('2026-10-01') })];
  const lateOn = (asOf: string, kvartal = K4): SkoleNight['late'] =>
    skoleIn(nightOf({ rows }, { asOf: dato(asOf), kvartal })).late;

  it.each([
    ['2026-10-01', true],
    ['2026-10-14', true],
    ['2026-10-15', false],
    ['2026-11-20', false],
  ])('screens the previous kvartal too on %s: %s', (asOf, expected) => {
    expect(lateOn(asOf)?.kvartal).toBe(expected ? K3 : undefined);
  });

  it('lists the changes of the previous kvartal apart', () => {
    const night = nightOf({ rows }, { asOf: dato('2026-10-05') });

    const { current, late } = skoleIn(night);

    expect(late?.elever.map(({ elevId, placering, change }) => [elevId, placering.trin, change])).toEqual([
      ['E1', 'bekymrende', 'new'],
    ]);
    expect(late?.counts).toMatchObject({ bekymrende: 1, new: 1 });
    expect(current.counts).toMatchObject({ bekymrende: 0, new: 0 });
  });

  it('compares with what was told of that kvartal', () => {
    const memory = memoryOf([toldEntry({ kvartal: K3, told: toldOf('bekymrende', 11) })]);

    const night = nightOf({ rows }, { asOf: dato('2026-10-05'), memory });

    expect(skoleIn(night).late?.elever[0]?.change).toBe('unchanged');
  });

  it('has no window when an older kvartal is asked for', () => {
    expect(lateOn('2026-10-05', K3)).toBeUndefined();
  });
});

describe('movers (R35)', () => {
  const rows = rowsWorth(6);
  const indmeldelser = [indmeldelseOf({ udmeldt: MANDAG }), indmeldelseOf({ skole: B, indmeldt: MANDAG })];
  const memory = memoryOf([toldEntry()]);

  it('are new at the receiving skole, marked with the earlier one, and gone from it', () => {
    const night = nightOf({ rows: [...rows, rowOf({ elevId: 'E2', skole: B })], indmeldelser }, { memory });

    expect(elevIn(night, B)).toMatchObject({ change: 'new', told: undefined, earlierSkoler: [A] });
    expect(elevIn(night, A)).toBeUndefined();
    expect(skoleIn(night, A).udmeldt).toBe(0);
  });

  it('are still known at the old skole on the last day there', () => {
    const night = nightOf({ rows, indmeldelser }, { memory, asOf: addDays(MANDAG, -1) });

    expect(elevIn(night, A)?.change).toBe('unchanged');
    expect(elevIn(night, B)).toBeUndefined();
  });

  it('are not news again where they were known before', () => {
    const back = [...indmeldelser, indmeldelseOf({ indmeldt: TIRSDAG })].map((episode) =>
      episode.skole === B ? { ...episode, udmeldt: TIRSDAG } : episode,
    );

    expect(elevIn(nightOf({ rows, indmeldelser: back }, { memory }), A)?.change).toBe('unchanged');
  });
});

describe('leavers (R12)', () => {
  it.each([
    ['before the as-of date', TORSDAG, 1],
    ['on the as-of date', FREDAG, 1],
    ['the day after', LOERDAG, 0],
  ])('udmeldt %s', (_, udmeldt, expected) => {
    const night = nightOf({ rows: rowsWorth(21), indmeldelser: [indmeldelseOf({ udmeldt })] });

    const skole = skoleIn(night);

    expect(skole.udmeldt).toBe(expected);
    expect(skole.current.elever).toHaveLength(1 - expected);
    expect(skole.current.counts.massivt).toBe(1 - expected);
  });

  it('are not counted as udmeldt when their days lie in another kvartal', () => {
    const night = nightOf({
      rows: [rowOf({ dato: dato('2026-09-30') })],
      indmeldelser: [indmeldelseOf({ udmeldt: MANDAG })],
    });

    expect(skoleIn(night).udmeldt).toBe(0);
  });
});

describe('the status of a skole (R14, R60)', () => {
  it.each<[string, EksportFields, SkoleNight['status']]>([
    ['rows in the kvartal', { rows: [rowOf()] }, 'screened'],
    ['rows that are no fravær', { rows: [rowOf({ aarsag: 'none' })] }, 'screened'],
    ['no rows of the skole', { rows: [rowOf({ skole: B })] }, 'no-data'],
    ['rows of another kvartal only', { rows: [rowOf({ dato: dato('2026-09-30') })] }, 'no-data'],
    ['rows after the as-of date only', { rows: [rowOf({ dato: LOERDAG })] }, 'no-data'],
    ['an empty export', {}, 'refused'],
  ])('with %s', (_, eksport, expected) => {
    expect(skoleIn(nightOf(eksport)).status).toBe(expected);
  });

  it('refuses one skole and goes on with the others', () => {
    const rows = [rowOf(), rowOf({ elevId: 'E2', skole: B })];
    const perSkole = new Map([
      [A, { read: 100, rejected: 3 }],
      [B, { read: 100, rejected: 2 }],
    ]);

    const night = nightOf({ rows, files: [filOf(rows, { perSkole })] });

    expect(night.skoler.map(({ status }) => status)).toEqual(['refused', 'screened']);
    expect(skoleIn(night, A).notices.map(({ code }) => code)).toEqual(['gate-rejected']);
    expect(skoleIn(night, A)).toMatchObject({ rowsRead: 100, rowsRejected: 3 });
    expect(skoleIn(night, B).notices).toEqual([]);
  });

  it('reports a skole that operations have accepted although a gate refuses it', () => {
    const night = nightOf({ rows: [] }, { accepted: new Set([A]) });

    expect(night.skoler.map(({ status }) => status)).toEqual(['no-data', 'refused']);
  });

  it.each([
    ['extracted on the as-of date', FREDAG, 'screened'],
    ['3 skoledage old', TIRSDAG, 'screened'],
    ['4 skoledage old', MANDAG, 'refused'],
    ['4 skoledage old over a weekend', dato('2026-11-15'), 'refused'],
    ['extracted after the as-of date', LOERDAG, 'screened'],
  ])('with an export %s', (_, extractedOn, expected) => {
    const rows = rowsOn([dato('2026-11-13')]);

    expect(skoleIn(nightOf({ rows, files: [filOf(rows, { extractedOn })] })).status).toBe(expected);
  });

  it('does not age an export over a weekend', () => {
    const rows = rowsOn([TIRSDAG]);
    const files = [filOf(rows, { extractedOn: TIRSDAG })];

    const night = nightOf({ rows, files }, { asOf: addDays(FREDAG, 2) });

    expect(skoleIn(night).status).toBe('screened');
  });

  it("takes the age of the newest file with the skole's rows, not of another skole's file", () => {
    const old = rowsOn([dato('2026-11-13')]);
    const fresh = rowsOn([FREDAG], { skole: B, elevId: 'E2' });
    const files = [
      filOf(old, { extractedOn: dato('2026-11-10') }),
      filOf(old, { extractedOn: MANDAG }),
      filOf(fresh, { extractedOn: FREDAG }),
    ];

    const night = nightOf({ rows: [...old, ...fresh], files });

    expect(night.skoler.map(({ status }) => status)).toEqual(['refused', 'screened']);
    expect(skoleIn(night, A).notices[0]?.detail).toEqual({ skoledage: 4, limit: 3 });
  });

  it('does not take the age of the roster', () => {
    const rows = [rowOf()];
    const files = [filOf(rows), filOf([], { kind: 'elever', extractedOn: dato('2026-01-01') })];

    expect(skoleIn(nightOf({ rows, files })).status).toBe('screened');
    expect(skoleIn(nightOf({ rows, files: [] })).status).toBe('screened');
  });

  it.each([
    ['exactly 30 % fewer rows than accepted', 7, 'screened'],
    ['more than 30 % fewer rows', 6, 'refused'],
  ])('with %s', (_, days, expected) => {
    const lastAccepted: Memory['lastAccepted'] = (skole, kvartal) =>
      skole === A && kvartal === K4 ? { rows: 10, elever: 1 } : undefined;
    const night = nightOf({ rows: rowsWorth(days) }, { memory: memoryOf([], { lastAccepted }) });

    expect(skoleIn(night).status).toBe(expected);
    expect(skoleIn(night).size).toEqual({ rows: days, elever: 1 });
  });

  it('measures the size in the kvartal that is screened', () => {
    const rows = [...rowsWorth(3), ...rowsWorth(2, { elevId: 'E2' }), rowOf({ dato: dato('2026-09-30') })];

    expect(skoleIn(nightOf({ rows })).size).toEqual({ rows: 5, elever: 2 });
  });

  it('refuses every skole whose rows stand in a file that broke off', () => {
    const rows = [rowOf(), rowOf({ elevId: 'E2', skole: B })];
    const files = [
      filOf([rows[0]!], { unreadable: 'afbrudt', file: 'a.csv' }),
      filOf([rows[1]!], { file: 'b.csv' }),
    ];

    const night = nightOf({ rows, files });

    expect(night.skoler.map(({ status }) => status)).toEqual(['refused', 'screened']);
    expect(skoleIn(night, A).notices).toMatchObject([{ code: 'gate-unreadable', detail: { file: 'a.csv' } }]);
  });

  it('refuses a skole without rows when a file cannot be read at all', () => {
    const rows = [rowOf()];
    const files = [filOf(rows), filOf([], { unreadable: 'ikke en tekstfil' })];

    const night = nightOf({ rows, files });

    expect(night.skoler.map(({ status }) => status)).toEqual(['screened', 'refused']);
  });
});

describe('silence (R60)', () => {
  const everyDay = skoledageFrom('2026-10-01', 52);
  const untilThenSilent = (silent: number): Night => {
    const end = everyDay.findLastIndex((day) => day <= FREDAG) + 1;
    return nightOf({ rows: rowsOn(everyDay.slice(0, end - silent)) });
  };

  it.each([
    [0, []],
    [4, []],
    [5, ['skole-silent']],
    [10, ['skole-silent']],
  ])('of %i skoledage at a skole with rows every skoledag gives %j', (silent, expected) => {
    const skole = skoleIn(untilThenSilent(silent));

    expect(skole.notices.map(({ code }) => code)).toEqual(expected);
    expect(skole.status).toBe('screened');
  });

  it('names the newest row and the skoledage since, not the calendar days', () => {
    expect(skoleIn(untilThenSilent(5)).notices[0]?.detail).toEqual({
      skoledage: 5,
      newestRow: '2026-11-13',
    });
  });

  it("is measured at the skole's own rate", () => {
    const everyFourth = everyDay.filter((day, index) => index % 4 === 0 && day <= dato('2026-11-13'));

    expect(skoleIn(nightOf({ rows: rowsOn(everyFourth) })).notices).toEqual([]);
  });

  it('is no warning about a skole without any row', () => {
    expect(skoleIn(nightOf({ rows: [rowOf({ skole: B })] })).notices).toEqual([]);
  });

  it('looks at rows up to the as-of date only', () => {
    const rows = [...rowsOn(everyDay.slice(0, 27)), rowOf({ dato: dato('2026-12-01') })];

    expect(skoleIn(nightOf({ rows })).notices.map(({ code }) => code)).toEqual(['skole-silent']);
    expect(skoleIn(nightOf({ rows })).newestRow).toBe(everyDay[26]);
  });
});

describe('the roster beside the rows (R11)', () => {
  it('counts elever with fravær that it does not have', () => {
    const night = nightOf({
      rows: [rowOf(), rowOf({ elevId: 'E2' }), rowOf({ elevId: 'E3' })],
      indmeldelser: [indmeldelseOf()],
    });

    expect(skoleIn(night).notices).toEqual([
      { code: 'elever-not-in-roster', severity: 'warning', institutionsnummer: A, detail: { elever: 2 } },
    ]);
  });

  it('counts elever that are enrolled at two skoler, where they are shown', () => {
    const night = nightOf({
      rows: [rowOf(), rowOf({ elevId: 'E2', skole: B })],
      indmeldelser: [
        indmeldelseOf(),
        indmeldelseOf({ skole: B, indmeldt: MANDAG }),
        indmeldelseOf({ elevId: 'E2', skole: B }),
      ],
    });

    expect(skoleIn(night, A).notices).toEqual([]);
    expect(skoleIn(night, B).notices).toMatchObject([
      { code: 'elever-double-enrolled', detail: { elever: 1 } },
    ]);
    expect(elevIn(night, B)?.fravaer.total).toBe(fromDays(1));
  });

  it('is not missed when none is configured', () => {
    expect(skoleIn(nightOf({ rows: [rowOf()] })).notices).toEqual([]);
  });
});

describe('what a night holds', () => {
  it('names date and kvartal, every skole, the counters and the findings', () => {
    const finding = { code: 'dato-invalid', severity: 'warning' as const, file: 'fravaer.csv', line: 9 };
    const weekend = rowOf({ dato: dato('2026-11-14'), source: { file: 'fravaer.csv', line: 3 } });

    const night = nightOf({
      rows: [rowOf(), weekend],
      findings: [finding],
      sortedOut: new Map([['quarantined-dato', 1]]),
    });

    expect(night).toMatchObject({ asOf: FREDAG, kvartal: K4, rowsRead: 3 });
    expect(night.skoler.map(({ skole }) => skole)).toEqual([ABSALON, TRAEKRONER]);
    expect(Object.fromEntries(night.rows)).toEqual({
      counted: 1,
      'not-skoledag': 1,
      'quarantined-dato': 1,
    });
    expect(night.findings.map(({ code, line }) => [code, line])).toEqual([
      ['dato-invalid', 9],
      ['not-skoledag', 3],
    ]);
  });

  it('shows the newest row of a skole and of each klasse (R14)', () => {
    const rows = [rowOf({ dato: TORSDAG, klasse: '5B' }), rowOf(), rowOf({ skole: B, dato: FREDAG })];

    const skole = skoleIn(nightOf({ rows }));

    expect(skole.newestRow).toBe(TORSDAG);
    expect(Object.fromEntries(skole.newestRowPerKlasse)).toEqual({ '5A': MANDAG, '5B': TORSDAG });
    expect(skoleIn(nightOf({ rows: [rowOf({ skole: B })] })).newestRow).toBeUndefined();
  });

  it('is the same night when it is only counted', () => {
    fc.assert(
      fc.property(anyEksport, (fields) => {
        const input = [eksportOf(fields), settingsOf(), memoryOf([toldEntry()])] as const;

        expect(screenNight(...input)).toMatchObject(countNight(...input));
      }),
    );
  });

  it('has no name or id of an elev in its findings and notices (R62)', () => {
    fc.assert(
      fc.property(anyEksport, (eksport) => {
        const night = nightOf(eksport);

        const said = JSON.stringify([night.findings, night.skoler.map(({ notices }) => notices)]);
        expect(said).not.toMatch(/Ida|Ågård|"E\d"/);
      }),
    );
  });
});

describe('signals of a night (R50-R53)', () => {
  const recent = skoledageFrom('2026-11-09', 10);
  const idsOf = (elev: ElevCase | undefined) => elev?.signaler.map(({ id }) => id);

  it('stand beside the trin of each elev', () => {
    const elev = elevIn(nightOf({ rows: rowsOn(recent) }));

    expect(elev?.placering.trin).toBe('tidlig-indsats');
    expect(idsOf(elev)).toEqual(['sygeundervisning', 'in-a-row', 'of-last-20']);
  });

  it("end at the newest row of the elev's skole, not at the as-of date (R14)", () => {
    const rows = rowsOn(recent.slice(0, -1));
    const silent = elevIn(nightOf({ rows }));
    const registered = elevIn(nightOf({ rows: [...rows, rowOf({ elevId: 'E2', dato: FREDAG })] }));

    expect(silent?.signaler).toContainEqual(expect.objectContaining({ id: 'in-a-row', isOngoing: true }));
    expect(registered?.signaler).toContainEqual(
      expect.objectContaining({ id: 'in-a-row', isOngoing: false }),
    );
  });

  it('have the national aftale only when it is turned on, and it moves no trin (R52)', () => {
    const rows = rowsWorth(16);
    const off = elevIn(nightOf({ rows }));
    const on = elevIn(nightOf({ rows }, { nationalAftale: nationalLadder }));

    expect(idsOf(off)).not.toContain('national-aftale');
    expect(idsOf(on)).toContain('national-aftale');
    expect(on?.placering).toEqual(off?.placering);
  });

  it('name a klasse that stands out', () => {
    const elevIds = ['E1', 'E2', 'E3', 'E4', 'E5', 'E6'];
    const night = nightOf({
      rows: elevIds.map((elevId) => rowOf({ elevId, dato: FREDAG })),
      indmeldelser: elevIds.map((elevId) => indmeldelseOf({ elevId })),
    });

    expect(skoleIn(night).klasseSignaler).toMatchObject([{ id: 'sygdom-wave', klasse: '5A', elever: 6 }]);
  });
});

describe('properties of a night', () => {
  it('has only unchanged elever when the teams were told the same night (R32, R36)', () => {
    fc.assert(
      fc.property(anyEksport, fc.constantFrom(FREDAG, dato('2026-10-08')), (eksport, asOf) => {
        const first = nightOf(eksport, { asOf });

        const second = nightOf(eksport, { asOf, memory: memoryOf(toldFrom(first)) });

        expect([...changesIn(second).values()].filter((change) => change !== 'unchanged')).toEqual([]);
        expect(changesIn(second).size).toBe(changesIn(first).size);
      }),
    );
  });

  it('gives the same answer to the same input (R36)', () => {
    fc.assert(
      fc.property(anyEksport, (eksport) => {
        expect(nightOf(eksport)).toEqual(nightOf(eksport));
      }),
    );
  });

  it('turns escalated into eased and new into ended when two nights change places', () => {
    const roster = ['E1', 'E2', 'E3', 'E4'].map((elevId) => indmeldelseOf({ elevId }));
    const swapped: Record<Change, Change> = {
      new: 'ended',
      ended: 'new',
      escalated: 'eased',
      eased: 'escalated',
      unchanged: 'unchanged',
    };

    fc.assert(
      fc.property(anyEksport, anyEksport, (one, other) => {
        const [a, b] = [one, other].map((eksport) => ({ ...eksport, indmeldelser: roster }));
        const forward = changesIn(nightOf(b!, { memory: memoryOf(toldFrom(nightOf(a!))) }));

        const backward = changesIn(nightOf(a!, { memory: memoryOf(toldFrom(nightOf(b!))) }));

        expect([...backward].map(([elev, change]) => [elev, swapped[change]])).toEqual([...forward]);
      }),
    );
  });

  it('counts every row once, and every elev at one skole at most (R7, R61)', () => {
    fc.assert(
      fc.property(anyEksport, (eksport) => {
        const night = nightOf(eksport);

        const elever = night.skoler.flatMap(({ current }) => current.elever.map(({ elevId }) => elevId));
        expect([...night.rows.values()].reduce((sum, count) => sum + count, 0)).toBe(night.rowsRead);
        expect(new Set(elever).size).toBe(elever.length);
      }),
    );
  });
});
