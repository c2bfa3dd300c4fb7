// Everything one skole's team is given, as plain data: a workbook of only this skole's elever (R70, R72). Pure; every
// figure and sentence comes from the night's one computation (R83).
import type { SkoleReportInput } from '../domain/report-input.ts';
import type { WorkbookModel } from './sheet.ts';
import { alleSheet } from './sheets/alle.ts';
import { datakvalitetSheet } from './sheets/datakvalitet.ts';
import { beslutningerSheets } from './sheets/beslutninger.ts';
import { bekymringSheet } from './sheets/bekymring.ts';
import { forloebSheet } from './sheets/forloeb.ts';
import { ikkeIndlaestSheets } from './sheets/ikke-indlaest.ts';
import { kalenderSheet } from './sheets/kalender.ts';
import { klasserSheet } from './sheets/klasser.ts';
import { nyeSheet } from './sheets/nye.ts';
import { overblikSheet } from './sheets/overblik.ts';
import { samtaleSheets } from './sheets/samtale.ts';
import { skoleUdviklingSheet } from './sheets/skole-udvikling.ts';
import { taltSheet } from './sheets/talt.ts';
import { asOfText } from './words.ts';

export function buildSkoleReport(input: SkoleReportInput): WorkbookModel {
  const readers = input.withSkoleleder.has(input.skole.skole.institutionsnummer)
    ? 'kom i skole team og skoleleder'
    : 'kom i skole team';
  return {
    title: `Skolefravær, ${input.skole.skole.navn}`,
    period: asOfText(input),
    confidentiality: `Fortroligt: oplysninger om elever. Kun til skolens ${readers}.`,
    sheets: [
      overblikSheet(input),
      nyeSheet(input),
      ...beslutningerSheets(input),
      forloebSheet(input),
      ...ikkeIndlaestSheets(input),
      ...samtaleSheets(input),
      alleSheet(input),
      kalenderSheet(input),
      bekymringSheet(input),
      klasserSheet(input),
      skoleUdviklingSheet(input),
      datakvalitetSheet(input),
      taltSheet(input),
    ],
  };
}
