// The sheet "Kalender": each elev of "Alle på trin" as a strip of the kvartal, a narrow cell for every weekday. The letter says what the
// colour says, so that a print in black and white can be read.
import { stripOf } from '../../domain/day-strip.ts';
import { toDays } from '../../domain/fravaersdage.ts';
import type { StripWeek } from '../../domain/day-strip.ts';
import type { ElevCase } from '../../domain/night.ts';
import type { SkoleReportInput } from '../../domain/report-input.ts';
import { stripKey } from '../../text/strip.ts';
import { anchors } from '../anchors.ts';
import { text } from '../sheet.ts';
import type { ColumnModel, RowModel, SheetModel } from '../sheet.ts';
import { emptyListText, klasseText, navnCell, periodLine } from '../words.ts';
import { eleverOnTrin, eleverWithPattern } from './alle.ts';

const LEADING: readonly (ColumnModel & { readonly width: number })[] = [
  { heading: 'Klasse', width: 8 },
  { heading: 'Navn', width: 25 },
  { heading: 'Dage', width: 8, align: 'right' },
];
const DAY_WIDTH = 2.3;

export function kalenderSheet(input: SkoleReportInput): SheetModel {
  const { skole, current } = input.skole;
  const weeks = stripFor(undefined, input).map((week) => ({
    ...week,
    days: week.days.filter((day) => day !== undefined),
  }));
  const days = weeks.flatMap((week) => week.days);
  return {
    name: 'Kalender',
    heading: `Kalender, ${skole.navn}`,
    lines: [periodLine(input), { text: stripKey, look: 'plain' }],
    widths: [...LEADING.map(({ width }) => width), ...days.map(() => DAY_WIDTH)],
    tables: [
      {
        groups: [
          { heading: '', span: LEADING.length },
          ...weeks.map((week) => ({ heading: `uge ${week.week}`, span: week.days.length })),
        ],
        columns: [
          ...LEADING.map(({ width: _width, ...column }) => column),
          ...days.map(({ dato }): ColumnModel => ({
            heading: String(Number(dato.slice(8))),
            align: 'center',
          })),
        ],
        rows: [...eleverOnTrin(input), ...eleverWithPattern(input)].map((elev, index, all) =>
          rowFor(elev, all[index - 1], input),
        ),
        emptyText: emptyListText(input, `Ingen elever er på et trin i ${current.kvartal}.`),
      },
    ],
    layout: 'strip',
    frozenColumns: LEADING.length,
  };
}

/** The elev's strip; without an elev that of the skole, for the headings. */
function stripFor(elev: ElevCase | undefined, { skole, night, skoledage }: SkoleReportInput): StripWeek[] {
  const { kvartal } = skole.current;
  const place = elev?.placement ?? {
    institutionsnumre: [skole.skole.institutionsnummer],
    klassetrin: undefined,
  };
  const { institutionsnumre, klassetrin } = place;
  return stripOf(elev?.fravaer.days ?? [], {
    kvartal,
    asOf: night.asOf,
    skoledage: skoledage({ institutionsnumre, klassetrin }),
  });
}

function rowFor(elev: ElevCase, before: ElevCase | undefined, input: SkoleReportInput): RowModel {
  const days = stripFor(elev, input)
    .flatMap((week) => week.days)
    .filter((day) => day !== undefined);
  return {
    cells: [
      text(klasseText(elev)),
      navnCell(elev),
      { kind: 'days', days: toDays(elev.fravaer.total) },
      ...days.map((day) => ({ kind: 'day' as const, day })),
    ],
    anchors: [anchors.daysOf(elev)],
    ...(before === undefined || before.placering.trin === elev.placering.trin
      ? {}
      : { look: 'first-of-group' }),
  };
}
