// The municipality's overview as a workbook: counts per skole, klassetrin and klasse, never an elev (R76).
import { buildOverview } from '../domain/overview.ts';
import type { NightReport } from '../domain/report-input.ts';
import type { WorkbookModel } from './sheet.ts';
import { klassetrinSheet } from './sheets/klassetrin.ts';
import { kommuneForloebSheet } from './sheets/kommune-forloeb.ts';
import { kommuneUgerSheet } from './sheets/kommune-uger.ts';
import { skolerSheet } from './sheets/skoler.ts';
import { taltSheet } from './sheets/talt.ts';
import { udviklingSheet } from './sheets/udvikling.ts';
import { asOfText } from './words.ts';

export function buildForvaltningReport(report: NightReport): WorkbookModel {
  const rows = buildOverview(report.night.skoler);
  return {
    title: `Skolefravær, ${report.kommune}`,
    period: asOfText(report),
    confidentiality: 'Antal uden navne. Små tal, der kan pege på enkelte elever, vises ikke.',
    sheets: [
      skolerSheet(report, rows),
      klassetrinSheet(report, rows),
      kommuneUgerSheet(report),
      udviklingSheet(report),
      kommuneForloebSheet(report),
      taltSheet(report),
    ],
  };
}
