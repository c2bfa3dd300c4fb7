import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Indsatstrin } from './indsatstrin.ts';
import { countCases } from './counts.ts';
import type { ElevCase, SkoleNight } from './night.ts';
import { buildOverview, knowsEveryone, trinHighestFirst } from './overview.ts';
import type { OverviewCount, OverviewRow } from './overview.ts';
import { ABSALON, caseOf, fravaerOf, K4, TRAEKRONER } from '../test/arbitraries.ts';

interface Elever {
  readonly elever: number;
  readonly klasse?: string;
  readonly klassetrin?: number | undefined;
  readonly trin?: Indsatstrin;
  readonly fields?: Partial<ElevCase>;
}

function elever({ elever: count, klasse = '5A', trin = 'ingen', fields = {}, ...rest }: Elever): ElevCase[] {
  const base = caseOf({ change: 'unchanged', fravaer: fravaerOf(0), ...fields });
  const klassetrin = 'klassetrin' in rest ? rest.klassetrin : Number.parseInt(klasse, 10);
  return Array.from({ length: count }, () => ({
    ...base,
    placement: { ...base.placement, klasse, klassetrin },
    placering: { ...base.placering, trin },
  }));
}

function skoleWith(cases: readonly ElevCase[], fields: Partial<SkoleNight> = {}): SkoleNight {
  return {
    skole: ABSALON,
    status: 'screened',
    notices: [],
    acceptedGates: [],
    size: { rows: 0, elever: 0 },
    rowsRead: 0,
    rowsRejected: 0,
    newestRow: undefined,
    newestRowPerKlasse: new Map(),
    klasseSignaler: [],
    udmeldt: 0,
    current: { kvartal: K4, elever: cases, counts: countCases(cases) },
    late: undefined,
    ...fields,
  };
}

function rowOf(rows: readonly OverviewRow[], level: string, fields: Partial<OverviewRow> = {}): OverviewRow {
  return rows.find(
    (row) =>
      row.level === level &&
      Object.entries(fields).every(([key, value]) => row[key as keyof OverviewRow] === value),
  )!;
}

describe('the kommune in counts (R76)', () => {
  const large = skoleWith([
    ...elever({ elever: 80 }),
    ...elever({ elever: 30, klasse: '6A' }),
    ...elever({ elever: 9, trin: 'tidlig-indsats', fields: { change: 'new' } }),
    ...elever({ elever: 6, trin: 'bekymrende', klasse: '6A', fields: { change: 'escalated' } }),
  ]);

  it('counts from klasse to kommune', () => {
    const rows = buildOverview([large, skoleWith(elever({ elever: 70 }), { skole: TRAEKRONER })]);

    expect(
      rows.map(({ level, institutionsnummer, klasse, elever: size }) => [
        level,
        institutionsnummer,
        klasse,
        size,
      ]),
    ).toEqual([
      ['kommune', undefined, undefined, 195],
      ['kommune-klassetrin', undefined, undefined, 159],
      ['kommune-klassetrin', undefined, undefined, 36],
      ['skole', '265001', undefined, 125],
      ['klassetrin', '265001', undefined, 89],
      ['klasse', '265001', '5A', 89],
      ['klassetrin', '265001', undefined, 36],
      ['klasse', '265001', '6A', 36],
      ['skole', '265031', undefined, 70],
      ['klassetrin', '265031', undefined, 70],
      ['klasse', '265031', '5A', 70],
    ]);
    expect(rowOf(rows, 'kommune').counts).toMatchObject({
      massivt: 0,
      bekymrende: 6,
      'tidlig-indsats': 9,
      onTrin: 15,
      new: 9,
      escalated: 6,
    });
    expect(rowOf(rows, 'klasse', { klasse: '6A' }).counts).toEqual({
      massivt: 0,
      bekymrende: 6,
      'tidlig-indsats': 0,
      onTrin: 6,
    });
  });

  it.each(['refused', 'no-data'] as const)(
    'leaves a skole that is %s out of every sum (R14, R60)',
    (status) => {
      const rows = buildOverview([large, skoleWith(elever({ elever: 70 }), { skole: TRAEKRONER, status })]);

      expect(rowOf(rows, 'kommune').elever).toBe(125);
      expect(
        rows.some(({ institutionsnummer }) => institutionsnummer === TRAEKRONER.institutionsnummer),
      ).toBe(false);
    },
  );

  it('counts elever without a klassetrin as a group of their own, last', () => {
    const rows = buildOverview([
      skoleWith([
        ...elever({ elever: 60, klasse: 'Spec B', klassetrin: undefined }),
        ...elever({ elever: 60 }),
      ]),
    ]);

    expect(rows.filter(({ level }) => level === 'klassetrin').map(({ klassetrin }) => klassetrin)).toEqual([
      5,
      undefined,
    ]);
  });

  it('counts the share above 10 % by skole and by klassetrin', () => {
    const absent = { fravaer: fravaerOf(4), skoledage: 30 };
    const rows = buildOverview([
      skoleWith([...elever({ elever: 50 }), ...elever({ elever: 10, fields: absent })]),
    ]);

    expect(rowOf(rows, 'skole').counts.overTiProcent).toBe(10);
    expect(rowOf(rows, 'kommune-klassetrin').counts.overTiProcent).toBe(10);
    expect(rowOf(rows, 'skole').fravaersprocent).toBe(2.2);
  });

  it('withholds small klassetrin of the kommune together and shows the others', () => {
    const absent = { fravaer: fravaerOf(4), skoledage: 30 };
    const klasse = (name: string, over: number): ElevCase[] => [
      ...elever({ elever: 30, klasse: name }),
      ...elever({ elever: over, klasse: name, fields: absent }),
    ];
    const skole = (few: number): SkoleNight =>
      skoleWith(['0A', '1A', '5A', '6A'].flatMap((name, index) => klasse(name, index < 2 ? few : 9)));

    const sharesOf = (few: number): unknown[] =>
      buildOverview([skole(few)])
        .filter(({ level }) => level === 'kommune-klassetrin')
        .map(({ counts }) => counts.overTiProcent);

    expect(sharesOf(3)).toEqual(['withheld', 'withheld', 9, 9]);
    expect(sharesOf(2)).toEqual(['withheld', 'withheld', 'withheld', 9]);
  });

  it('withholds every klassetrin of the kommune when a skole has to be withheld, for the two could be subtracted', () => {
    const absent = { fravaer: fravaerOf(4), skoledage: 30 };
    const rows = buildOverview([
      skoleWith([...elever({ elever: 50 }), ...elever({ elever: 10, fields: absent })]),
      skoleWith([...elever({ elever: 50 }), ...elever({ elever: 2, fields: absent })], { skole: TRAEKRONER }),
    ]);

    expect(rowOf(rows, 'kommune').counts.overTiProcent).toBe(12);
    expect(rowOf(rows, 'kommune-klassetrin').counts.overTiProcent).toBe('withheld');
  });

  it('gives no mean of fewer than ten elever', () => {
    expect(rowOf(buildOverview([skoleWith(elever({ elever: 9 }))]), 'skole').fravaersprocent).toBeUndefined();
    expect(rowOf(buildOverview([skoleWith(elever({ elever: 10 }))]), 'skole').fravaersprocent).toBe(0);
  });

  it('knows everyone only with a roster', () => {
    expect(knowsEveryone([skoleWith(elever({ elever: 2 }))])).toBe(true);
    expect(knowsEveryone([skoleWith(elever({ elever: 2, fields: { inRoster: false } }))])).toBe(false);
    expect(knowsEveryone([skoleWith([], { status: 'no-data' })])).toBe(true);
  });

  it('stands the highest trin first', () => {
    expect(trinHighestFirst).toEqual(['massivt', 'bekymrende', 'tidlig-indsats']);
  });
});

/** A group as a reader sees it: its place, and its parts by place. */
interface Seen {
  readonly row: OverviewRow;
  readonly parts: readonly Seen[];
  readonly cases: readonly ElevCase[];
}

const anyElever = fc.record({
  elever: fc.integer({ min: 1, max: 30 }),
  trin: fc.constantFrom<Indsatstrin>('ingen', 'ingen', 'ingen', 'tidlig-indsats', 'bekymrende', 'massivt'),
  klasse: fc.constantFrom('4A', '4B', '5A', '5B', '6A'),
  fields: fc.record({ change: fc.constantFrom('new' as const, 'unchanged' as const) }),
});

const anySkoler = fc
  .array(fc.array(anyElever, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 5 })
  .map((skoler) =>
    skoler.map((groups, index) =>
      skoleWith(groups.flatMap(elever), {
        skole: { ...ABSALON, institutionsnummer: `26500${index}` },
      }),
    ),
  );

describe('what a reader can subtract', () => {
  it('never gives a withheld small count, along the rows, down the columns and between the levels', () => {
    fc.assert(
      fc.property(anySkoler, (skoler) => {
        const all = skoler.flatMap(({ current }) => current.elever);
        const seen = seenFrom(buildOverview(skoler), skoler, all);
        const solved = solve(seen);
        for (const { row, cases } of flatten(seen)) {
          for (const [key, value] of Object.entries(row.counts)) {
            const truth = countIn(cases, key as OverviewCount);
            if (value !== 'withheld') expect(value).toBe(truth);
            else if (truth > 0 && truth < 5 && row.elever < 100)
              expect(solved.has(cellKey(row, key))).toBe(false);
          }
        }
      }),
    );
  });
});

function seenFrom(
  rows: readonly OverviewRow[],
  skoler: readonly SkoleNight[],
  all: readonly ElevCase[],
): Seen {
  const skoleOf = (number: string | undefined): readonly ElevCase[] =>
    skoler.find(({ skole }) => skole.institutionsnummer === number)!.current.elever;
  const klasser = (of: OverviewRow): Seen[] =>
    rows
      .filter(
        (row) =>
          row.level === 'klasse' &&
          row.institutionsnummer === of.institutionsnummer &&
          row.klassetrin === of.klassetrin,
      )
      .map((row) => ({
        row,
        parts: [],
        cases: skoleOf(row.institutionsnummer).filter(({ placement }) => placement.klasse === row.klasse),
      }));
  const klassetrin = (of: OverviewRow): Seen[] =>
    rows
      .filter((row) => row.level === 'klassetrin' && row.institutionsnummer === of.institutionsnummer)
      .map((row) => ({
        row,
        parts: klasser(row),
        cases: skoleOf(row.institutionsnummer).filter(
          ({ placement }) => placement.klassetrin === row.klassetrin,
        ),
      }));
  return {
    row: rowOf(rows, 'kommune'),
    cases: all,
    parts: rows
      .filter(({ level }) => level === 'skole')
      .map((row) => ({ row, parts: klassetrin(row), cases: skoleOf(row.institutionsnummer) })),
  };
}

function flatten(seen: Seen): Seen[] {
  return [seen, ...seen.parts.flatMap(flatten)];
}

function cellKey({ level, institutionsnummer, klassetrin, klasse }: OverviewRow, key: string): string {
  return [level, institutionsnummer, klassetrin, klasse, key].join('|');
}

/** Solves every sum with one unknown, again and again, and returns the cells that came out. */
function solve(seen: Seen): ReadonlyMap<string, number> {
  const groups = flatten(seen);
  const known = new Map<string, number>();
  for (const { row } of groups)
    for (const [key, value] of Object.entries(row.counts))
      if (typeof value === 'number') known.set(cellKey(row, key), value);
  const shown = new Set(known.keys());
  const sums: (readonly string[])[] = groups.flatMap(({ row, parts }) => [
    [cellKey(row, 'onTrin'), ...trinHighestFirst.map((trin) => cellKey(row, trin))],
    ...(parts.length === 0
      ? []
      : Object.keys(row.counts)
          .filter((key) => key in parts[0]!.row.counts)
          .map((key) => [cellKey(row, key), ...parts.map((part) => cellKey(part.row, key))])),
  ]);
  for (let before = -1; before !== known.size;) {
    before = known.size;
    for (const [total = '', ...terms] of sums) {
      const unknown = [total, ...terms].filter((cell) => !known.has(cell));
      if (unknown.length !== 1) continue;
      const sum = terms.reduce((left, cell) => left + (known.get(cell) ?? 0), 0);
      known.set(unknown[0]!, unknown[0] === total ? sum : known.get(total)! - sum);
    }
  }
  return new Map([...known].filter(([cell]) => !shown.has(cell)));
}

function countIn(cases: readonly ElevCase[], key: OverviewCount): number {
  return cases.filter((elev) => {
    if (key === 'overTiProcent') return false;
    if (key === 'onTrin') return elev.placering.trin !== 'ingen';
    return elev.placering.trin === key || elev.change === key;
  }).length;
}
