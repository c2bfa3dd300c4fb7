// The words and orders that several sheets share: who an elev is, which klasse comes first, what is remarkable.
import type { Finding } from '../domain/finding.ts';
import type { ElevCase, SkoleNight } from '../domain/night.ts';
import type { NightReport, SkoleReportInput } from '../domain/report-input.ts';
import { compareText } from '../domain/row-fate.ts';
import { datoText, kvartalText, longDatoText } from '../text/da.ts';
import { findingText } from '../text/findings.ts';
import { text } from './sheet.ts';
import type { LineModel, TextCell } from './sheet.ts';

export const NO_DATA = 'ingen data';

export const OUTLOOK_NOTE = 'Kun tydelige mønstre og prognoser. De er oplysninger og giver aldrig et trin.';

/** R60, R14: whether the skole's figures may be shown; a refused skole's are left out, one without data has none. */
export function showsFigures({ status }: Pick<SkoleNight, 'status'>): boolean {
  return status === 'screened';
}

/** The elever to list; none of a refused skole. */
export function listedElever({ skole }: SkoleReportInput): readonly ElevCase[] {
  return skole.status === 'refused' ? [] : skole.current.elever;
}

/** What to say in place of an empty list. */
export function emptyListText({ skole }: SkoleReportInput, otherwise: string): string {
  if (skole.status === 'refused')
    return 'Afvist: Skolens data er ikke gode nok til at blive talt. Se Overblik.';
  return skole.status === 'no-data' ? 'Ingen data i kvartalet.' : otherwise;
}

/** `4. kvartal 2026, opgjort til og med 20. november 2026` */
export function periodLine({ skole, night }: SkoleReportInput): LineModel {
  const period = `${kvartalText(skole.current.kvartal)}, opgjort til og med ${longDatoText(night.asOf)}`;
  return { text: period, look: 'period' };
}

/** The same for a report on the whole kommune. */
export function kommunePeriodLine({ night }: NightReport): LineModel {
  const period = `${kvartalText(night.kvartal)}, opgjort til og med ${longDatoText(night.asOf)}`;
  return { text: period, look: 'period' };
}

export function asOfText({ night }: Pick<SkoleReportInput, 'night'>): string {
  return `Opgjort til og med ${datoText(night.asOf)}`;
}

/** A CPR number has no place in any output (R70), even if an export uses it as id. */
const LOOKS_LIKE_CPR = /^\d{6}-?\d{4}$/;

export function elevNavn({ placement, elevId }: Pick<ElevCase, 'placement' | 'elevId'>): string {
  if (placement.navn !== '') return placement.navn;
  return LOOKS_LIKE_CPR.test(elevId) ? 'Elev uden navn' : `Elev ${elevId}`;
}

/** The elev's name, visibly marked when it is protected (R74). */
export function navnCell(elev: ElevCase): TextCell {
  const navn = elevNavn(elev);
  if (!elev.placement.beskyttet) return text(navn);
  return text(`${navn} (beskyttet)`, 'protected', 'Eleven har navne- og adressebeskyttelse.');
}

export function klasseText({ placement }: Pick<ElevCase, 'placement'>): string {
  return placement.klasse === '' ? '–' : placement.klasse;
}

export function klassetrinText(klassetrin: number | undefined): string {
  return klassetrin === undefined ? 'Uden klassetrin' : `${klassetrin}. klasse`;
}

/** By klassetrin, then name; klasser without a klassetrin last. */
export function compareKlasse(
  a: { readonly klassetrin: number | undefined; readonly klasse: string },
  b: { readonly klassetrin: number | undefined; readonly klasse: string },
): number {
  return (a.klassetrin ?? 99) - (b.klassetrin ?? 99) || compareText(a.klasse, b.klasse);
}

/** R60: refusals and warnings as they stand on top of a report. */
export function noticeLine(notice: Finding): LineModel {
  const isError = notice.severity === 'error';
  return {
    text: `${isError ? 'Afvist' : 'Bemærk'}: ${findingText(notice)}.`,
    look: isError ? 'error' : 'warning',
  };
}
