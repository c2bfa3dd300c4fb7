import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ABSALON, entriesOf, entryOf, FREDAG } from '../../test/arbitraries.ts';
import { dato } from '../dato.ts';
import { foldForloeb } from './forloeb.ts';
import type { ForloebEntry } from './forloeb.ts';
import { mergeRow } from './returned-row.ts';
import type { CellContent, ReturnedCell, RowMerge } from './returned-row.ts';
import { cellValue, forloebColumnOf, forloebColumns } from './sheet-columns.ts';

const SKOLE = ABSALON.institutionsnummer;
const KVARTAL_START = dato('2026-10-01');

function contentOf(text: string): CellContent {
  if (text === '') return { kind: 'empty' };
  if (text.startsWith('=')) return { kind: 'formula' };
  return /^\d{4}-\d\d-\d\d$/.test(text) ? { kind: 'dato', dato: dato(text) } : { kind: 'text', text };
}

function cellOf(heading: string, text: string): ReturnedCell {
  return { column: forloebColumnOf(heading)!, address: heading, content: contentOf(text) };
}

/** What comes of a row in which the cells under these headings read so, the others as the sheet was made. */
function merge(
  cells: Readonly<Record<string, string>>,
  known: readonly ForloebEntry[] = [],
  since: readonly ForloebEntry[] = [],
): RowMerge {
  return mergeRow(
    Object.entries(cells).map(([heading, text]) => cellOf(heading, text)),
    { known, recorded: [...known, ...since], skole: SKOLE, today: FREDAG, earliest: KVARTAL_START },
  );
}

const valuesOf = ({ values }: RowMerge): string[] =>
  values.map(({ field, value }) => `${field} ${value ?? ''}`);
const problemsOf = ({ problems }: RowMerge): string[] =>
  problems.map(({ address, code }) => `${address}: ${code}`);

describe('what a returned row records (R43)', () => {
  it('takes what was filled in, and nothing that was left alone', () => {
    const known = entriesOf({ samtaledato: '2026-11-02', tovholder: 'LK' });

    const result = merge(
      {
        'Samtale med forældre': '2026-11-02',
        Tovholder: 'LK',
        'Elevsamtale holdt': '2026-11-10',
        'Handleplan lavet': '',
      },
      known,
    );

    expect(valuesOf(result)).toEqual(['F2B 2026-11-10']);
    expect(result.problems).toEqual([]);
  });

  it('takes a correction and an emptied cell', () => {
    const known = entriesOf({ samtaledato: '2026-11-02', tovholder: 'LK' });

    expect(valuesOf(merge({ 'Samtale med forældre': '2026-11-03', Tovholder: '' }, known))).toEqual([
      'samtaledato 2026-11-03',
      'tovholder ',
    ]);
  });

  it.each([
    ['2-11-2026', '2026-11-02'],
    ['02-11-2026', '2026-11-02'],
    ['2/11-2026', '2026-11-02'],
    ['2.11.26', '2026-11-02'],
  ])('reads the date %s typed as text', (typed, stored) => {
    expect(valuesOf(merge({ 'Samtale med forældre': typed }))).toEqual([`samtaledato ${stored}`]);
  });

  it('reads choices as people see them', () => {
    const known = entriesOf({ samtaledato: '2026-11-02' });

    expect(valuesOf(merge({ 'Handleplan nødvendig': 'nej', 'Bekymring fra': 'Forældre' }, known))).toEqual([
      'handleplan-needed nej',
      'bekymring-fra foraeldre',
    ]);
  });

  it.each([
    ['Samtale med forældre', '=I DAG()', 'formula'],
    ['Samtale med forældre', 'i går', 'not-a-date'],
    ['Samtale med forældre', '31-02-2026', 'not-a-date'],
    ['Samtale med forældre', '2026-11-21', 'date-in-future'],
    ['Samtale med forældre', '2026-09-30', 'before-kvartal'],
    ['Brobygning til andre indsatser', 'Måske', 'unknown-choice'],
    ['Tovholder', '010112-1234', 'looks-like-cpr'],
  ])('names the cell %s with »%s«: %s, and takes the rest', (heading, text, code) => {
    const result = merge({ [heading]: text, 'Vurderet bekymrende': '2026-11-05' });

    expect(problemsOf(result)).toEqual([`${heading}: ${code}`]);
    expect(valuesOf(result)).toEqual(['vurdering 2026-11-05']);
  });

  it('leaves a date from before the kvartal alone that stood there all along', () => {
    const known = entriesOf({ samtaledato: '2026-05-04', F2A: '2026-05-11' });

    expect(merge({ 'Klassefællesskab kortlagt': '2026-05-11', 'Elevsamtale holdt': '' }, known)).toEqual({
      values: [],
      problems: [],
    });
  });

  it('refuses a step before the samtale, whichever of the two is new', () => {
    const known = entriesOf({ samtaledato: '2026-11-10', F2A: '2026-11-12' });

    expect(problemsOf(merge({ 'Elevsamtale holdt': '2026-11-09' }, known))).toEqual([
      'Elevsamtale holdt: before-samtale',
    ]);
    expect(problemsOf(merge({ 'Samtale med forældre': '2026-11-13' }, known))).toEqual([
      'Samtale med forældre: before-samtale',
    ]);
  });

  it('closes only with a plan against relapse and a decision on brobygning (R42)', () => {
    const known = entriesOf({ samtaledato: '2026-10-10', tilbagefaldsplan: '2026-11-12' });

    expect(problemsOf(merge({ 'Forløb afsluttet': '2026-11-18' }, known))).toEqual([
      'Forløb afsluttet: not-ready-to-close',
    ]);
    expect(
      valuesOf(merge({ 'Brobygning til andre indsatser': 'Nej', 'Forløb afsluttet': '2026-11-18' }, known)),
    ).toEqual(['brobygning nej', 'afsluttet 2026-11-18']);
  });
});

describe('a row that two people have changed', () => {
  const known = entriesOf({ samtaledato: '2026-11-02', tovholder: 'LK' });

  it('takes both changes when they are in different cells', () => {
    const since = [entryOf('F2A', '2026-11-09')];

    expect(
      merge({ 'Klassefællesskab kortlagt': '', 'Elevsamtale holdt': '2026-11-10' }, known, since),
    ).toEqual({
      values: [{ field: 'F2B', value: '2026-11-10' }],
      problems: [],
    });
  });

  it('records nothing twice when both wrote the same', () => {
    expect(merge({ Tovholder: 'MB' }, known, [entryOf('tovholder', 'MB')])).toEqual({
      values: [],
      problems: [],
    });
  });

  it('names a conflict and leaves what was recorded first', () => {
    const result = merge({ Tovholder: 'AA' }, known, [entryOf('tovholder', 'MB')]);

    expect(result).toMatchObject({ values: [], problems: [{ code: 'conflict', heading: 'Tovholder' }] });
  });
});

describe('the sheet of the skole that an elev has moved to', () => {
  it('has no tovholder yet, and takes the same initials as a new one', () => {
    const known = [entryOf('samtaledato', '2026-11-02'), entryOf('tovholder', 'LK', { skole: '265031' })];

    expect(valuesOf(merge({ Tovholder: '' }, known))).toEqual([]);
    expect(valuesOf(merge({ Tovholder: 'LK' }, known))).toEqual(['tovholder LK']);
  });
});

describe('opfølgninger in cells of their own', () => {
  const plan = entriesOf({ samtaledato: '2026-10-01', F3: '2026-10-02' });
  const known = [...plan, entryOf('opfoelgning', '2026-10-20'), entryOf('opfoelgning', '2026-11-03')];

  it('adds, corrects and removes', () => {
    expect(
      valuesOf(
        merge({ 'Opfølgning 1': '2026-10-21', 'Opfølgning 2': '', 'Opfølgning 3': '2026-11-17' }, known),
      ),
    ).toEqual([
      'opfoelgning-removed 2026-10-20',
      'opfoelgning 2026-10-21',
      'opfoelgning-removed 2026-11-03',
      'opfoelgning 2026-11-17',
    ]);
  });

  it('does not care in which cell a date stands', () => {
    expect(
      merge({ 'Opfølgning 1': '2026-11-03', 'Opfølgning 2': '2026-10-20', 'Opfølgning 3': '' }, known),
    ).toEqual({ values: [], problems: [] });
  });

  it('names a conflict when the date was changed to another one meanwhile', () => {
    const since = [entryOf('opfoelgning-removed', '2026-10-20'), entryOf('opfoelgning', '2026-10-22')];

    expect(
      problemsOf(merge({ 'Opfølgning 1': '2026-10-21', 'Opfølgning 2': '2026-11-03' }, known, since)),
    ).toEqual(['Opfølgning 1: conflict']);
  });
});

const columns = forloebColumns(3);
const anyText = fc.oneof(
  fc.constantFrom(
    '',
    '2026-10-05',
    '2026-11-02',
    '2026-11-20',
    '2026-12-24',
    '2026-08-01',
    'Ja',
    'nej',
    'LK',
  ),
  fc.constantFrom('=A1', 'Forældre', 'sludder', '31-02-2026', '010112-1234'),
);
const anyEdits = fc.dictionary(fc.constantFrom(...columns.map(({ heading }) => heading)), anyText);

describe('any edits at all', () => {
  it('are recorded or named, never lost and never invented', () => {
    fc.assert(
      fc.property(fc.array(anyEdits, { minLength: 1, maxLength: 5 }), (sheets) => {
        const recorded: ForloebEntry[] = [];
        for (const edits of sheets) {
          const shown = foldForloeb(recorded)[0];
          const texts = columns.map((column) => ({
            column,
            text: edits[column.heading] ?? asShown(column, cellValue(shown, column, SKOLE)),
          }));
          const result = mergeRow(
            texts.map(({ column, text }) => cellOf(column.heading, text)),
            {
              known: [...recorded],
              recorded: [...recorded],
              skole: SKOLE,
              today: FREDAG,
              earliest: KVARTAL_START,
            },
          );
          recorded.push(...result.values.map(({ field, value }) => entryOf(field, value)));
          const after = foldForloeb(recorded)[0];
          const named = new Set(result.problems.map(({ heading }) => heading));
          for (const { column, text } of texts.filter((cell) => cell.column.field !== 'opfoelgning')) {
            const expected = named.has(column.heading)
              ? asShown(column, cellValue(shown, column, SKOLE))
              : text;
            expect(asShown(column, cellValue(after, column, SKOLE)).toLowerCase()).toBe(
              expected.toLowerCase(),
            );
          }
          const inSheet = texts.filter(({ column }) => column.field === 'opfoelgning');
          const dates = inSheet.map(({ text }) => text).filter((text) => /^\d{4}-/.test(text));
          if (!inSheet.some(({ column }) => named.has(column.heading))) {
            expect(after?.opfoelgninger ?? []).toEqual([...new Set(dates)].toSorted());
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** What the sheet shows for a stored value. */
function asShown({ field }: { readonly field: string }, value: string | undefined): string {
  const labels: Readonly<Record<string, string>> = { ja: 'Ja', nej: 'Nej', foraeldre: 'Forældre' };
  return field === 'tovholder' ? (value ?? '') : (labels[value ?? ''] ?? value ?? '');
}
