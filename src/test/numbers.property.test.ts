// R83: the numbers in a mail are the workbook's and those of explain, in any municipality.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { explainJson } from '../cli/present/explain-json.ts';
import { stripOf } from '../domain/day-strip.ts';
import { screenElevCase, screenNight } from '../domain/night.ts';
import type { Night } from '../domain/night.ts';
import { buildOverview } from '../domain/overview.ts';
import { decideFates } from '../domain/row-fate.ts';
import { registreringerOf, stretchesByElev } from '../domain/rows.ts';
import { gatherSkoleRows } from '../domain/skole-rows.ts';
import { skoleReportInput } from '../domain/report-input.ts';
import type { NightReport, SkoleReportInput } from '../domain/report-input.ts';
import { fateContext, traceElever } from '../domain/screening.ts';
import { buildSkolelederAgenda } from '../domain/skoleleder-agenda.ts';
import { buildForvaltningMessage } from '../mail/forvaltning-message.ts';
import { buildSkoleMessage } from '../mail/skole-message.ts';
import { buildSkolelederMessage } from '../mail/skoleleder-message.ts';
import { buildForvaltningReport } from '../report/forvaltning-report.ts';
import type { CellModel, RowModel, SheetModel, WorkbookModel } from '../report/sheet.ts';
import { buildSkoleReport } from '../report/skole-report.ts';
import { trinText } from '../text/da.ts';
import { publicText } from '../text/overview.ts';
import { buildNightReport } from './builders.ts';
import { anyEksport, FREDAG, K4, memoryOf, settingsOf, skoledage } from './arbitraries.ts';

const settings = settingsOf();
const facts = { attachment: 'plain', workbookName: 'fravaer.xlsx', workbookPath: '/fravaer.xlsx' } as const;

function reportOn(night: Night): NightReport {
  return { ...buildNightReport(), night, skoledage };
}

function sheetOf({ sheets }: WorkbookModel, name: string): SheetModel {
  return sheets.find((sheet) => sheet.name === name)!;
}

/** What a cell says, as a reader would compare it. */
function said(cell: CellModel | undefined): string | number | undefined {
  if (cell?.kind === 'text') return cell.text;
  if (cell?.kind === 'count') return cell.count;
  if (cell?.kind === 'days') return cell.days;
  return cell?.kind === 'trin' ? trinText[cell.trin] : undefined;
}

/** How many the row with this name in its first cell counts. */
function countOf(rows: readonly RowModel[], name: string): string | number | undefined {
  return said(rows.find(({ cells }) => said(cells[0]) === name)?.cells[1]);
}

function expectSameCounts(input: SkoleReportInput, text: string, workbook: WorkbookModel): void {
  const [onTrin, changes] = sheetOf(workbook, 'Overblik').tables;
  const listed = sheetOf(workbook, 'Alle på trin').tables[0]!.rows;
  for (const trin of ['massivt', 'bekymrende', 'tidlig-indsats'] as const) {
    const inMail = Number(new RegExp(`- ${trinText[trin]}: (\\d+)`).exec(text)?.[1]);
    expect(countOf(onTrin!.rows, trinText[trin])).toBe(inMail);
    expect(listed.filter(({ cells }) => said(cells[2]) === trinText[trin])).toHaveLength(inMail);
    expect(input.skole.current.counts[trin]).toBe(inMail);
  }
  const fresh = Number(/(\d+) elev(?:er)? er nye? på et trin/.exec(text)?.[1] ?? 0);
  expect(countOf(changes!.rows, 'Ny på et trin')).toBe(fresh);
}

function expectSameElever(
  report: NightReport,
  workbook: WorkbookModel,
  explained: ReadonlyMap<string, Record<string, unknown>>,
): void {
  const rows = sheetOf(workbook, 'Alle på trin').tables[0]!.rows;
  for (const { cells } of rows) {
    const reason = String(said(cells.at(-1)));
    const days = said(cells[4]);
    const same = [...explained.values()].find(
      (elev) => elev['reason'] === reason && elev['fravaersdage'] === days,
    );
    expect(same?.['indsatstrin']).toBeDefined();
    expect(trinText[same!['indsatstrin'] as 'massivt']).toBe(said(cells[2]));
  }
  expect(report.night.kvartal).toBe(K4);
}

it("every count and every elev's days are the same in mail, workbook and explain", () => {
  fc.assert(
    fc.property(anyEksport, (eksport) => {
      const memory = memoryOf();
      const report = reportOn(screenNight(eksport, settings, memory));
      const explained = new Map(
        traceElever(eksport, settings).map((historik) => {
          const span = gatherSkoleRows(eksport.rows, settings).get(historik.placement.skole)?.span;
          const elev = screenElevCase(historik, K4, { settings, memory, span });
          const strip = stripOf(elev.fravaer.days, {
            kvartal: K4,
            asOf: FREDAG,
            skoledage: skoledage({
              institutionsnumre: elev.placement.institutionsnumre,
              klassetrin: undefined,
            }),
          });
          return [
            elev.elevId,
            explainJson({
              asOf: FREDAG,
              kvartal: K4,
              historik,
              rows: decideFates(
                registreringerOf(stretchesByElev(eksport.rows)(elev.elevId)),
                fateContext(elev.placement, settings),
              ),
              elev,
              strip,
              setAside: [],
              unreadable: [],
              told: [],
              skoleNavn: report.skoleNavn,
            }),
          ];
        }),
      );
      for (const skole of report.night.skoler) {
        if (skole.status !== 'screened') continue;
        const input = skoleReportInput(report, skole);
        const workbook = buildSkoleReport(input);
        expectSameCounts(input, buildSkoleMessage(input, facts).text, workbook);
        expectSameElever(report, workbook, explained);
      }
    }),
    { numRuns: 60 },
  );
});

it("the skoleleder's mail counts every elev who awaits the samtale, and the sheet names as many", () => {
  fc.assert(
    fc.property(anyEksport, (eksport) => {
      const report = reportOn(screenNight(eksport, settings, memoryOf()));
      for (const skole of report.night.skoler) {
        const { bekymrende, massivt } = skole.current.counts;
        if (skole.status !== 'screened' || bekymrende + massivt === 0) continue;

        const input = skoleReportInput(report, skole);
        const { subject, text } = buildSkolelederMessage(input, facts);
        const named = sheetOf(
          buildSkoleReport({ ...input, withSkoleleder: new Set([skole.skole.institutionsnummer]) }),
          'Beslutninger',
        ).tables[0]!.rows;

        const rows = [...text.replace(/\s+/g, ' ').matchAll(/- (?:(\d+) elev(?:er)?|[^:]{1,12}): (\S+)/g)];
        const countOfRows = (first?: string): number =>
          rows
            .filter(([, , word]) => first === undefined || word === first)
            .reduce((sum, [, elever]) => sum + Number(elever ?? 1), 0);
        const leftOver = Number(/Yderligere (\d+) beslutning/.exec(text)?.[1] ?? 0);
        expect(countOfRows('Massivt')).toBe(massivt);
        expect(countOfRows('Bekymrende')).toBe(bekymrende);
        const { doubts } = buildSkolelederAgenda(skole, FREDAG, skoledage);
        const announced = Number(/: (\d+) beslutning/.exec(subject)?.[1]);
        expect(named).toHaveLength(announced - doubts.length);
        expect(countOfRows() + leftOver).toBe(announced);
      }
    }),
    { numRuns: 60 },
  );
});

it("the forvaltning's mail and workbook show the same counts, and withhold the same", () => {
  fc.assert(
    fc.property(anyEksport, (eksport) => {
      const report = reportOn(screenNight(eksport, settings, memoryOf()));
      const [kommune] = buildOverview(report.night.skoler);
      fc.pre(kommune !== undefined && kommune.elever > 0);

      const { text } = buildForvaltningMessage(report);
      const total = sheetOf(buildForvaltningReport(report), 'Skoler').tables[0]!.rows.at(-1)!;

      const shown = publicText(kommune.counts.massivt);
      expect(text.replace(/\s+/g, ' ')).toContain(`I alt: Massivt ${shown}`);
      expect(String(said(total.cells[3]))).toBe(shown);
    }),
    { numRuns: 60 },
  );
});
