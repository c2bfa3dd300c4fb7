// fravaer forloeb list and set: who is in a forløb, what is due, what was recorded. No names: an analyst works by id.
import { daysBetween } from '../../domain/dato.ts';
import type { Dato } from '../../domain/dato.ts';
import { forloebField } from '../../domain/forloeb/fields.ts';
import type { ForloebView, FristView } from '../../domain/forloeb/elev-forloeb.ts';
import { exactText, toDays } from '../../domain/fravaersdage.ts';
import type { ElevCase } from '../../domain/night.ts';
import type { ForloebList, ForloebListing } from '../../job/forloeb-list.ts';
import { forloebSummary, fristDetail } from '../../job/forloeb-result.ts';
import type { SetResult } from '../../job/forloeb-set.ts';
import { datoText, plural, trinText } from '../../text/da.ts';
import { faseText, fristStatusText, nextStepOf, valueText } from '../../text/forloeb.ts';
import { csvText } from '../csv.ts';
import { table } from '../output.ts';

export function listJson({ asOf, listings }: ForloebList): Record<string, unknown> {
  return {
    asOf,
    forloeb: listings.map(({ skole, elev, frister }) => {
      const { running } = elev.forloeb;
      return {
        institutionsnummer: skole.institutionsnummer,
        navn: skole.navn,
        klasse: elev.placement.klasse,
        elevId: elev.elevId,
        indsatstrin: elev.placering.trin,
        fravaersdage: toDays(elev.fravaer.total),
        exact: exactText(elev.fravaer.total),
        forloeb: running?.forloeb.number ?? null,
        ...forloebSummary(elev.forloeb),
        samtaledato: running?.samtaledato ?? null,
        tovholder: running?.tovholder ?? null,
        nextStep: nextStepOf(elev) ?? null,
        frister: frister.map((frist) => fristDetail(frist, asOf)),
      };
    }),
  };
}

const HEADINGS = [
  'Skole',
  'Klasse',
  'Elev',
  'Indsatstrin',
  'Fase',
  'Tovholder',
  'Samtale',
  'Trin',
  'Frist',
  'Status',
  'Hvem',
];

export function listCsv(list: ForloebList): string {
  return csvText([
    ['Institutionsnummer', ...HEADINGS],
    ...list.listings.flatMap((listing) => lines(listing, list)),
  ]);
}

export function listText(list: ForloebList): string {
  const { listings, onlyOverdue } = list;
  if (listings.length === 0)
    return onlyOverdue
      ? 'Ingen frister er overskredet.'
      : 'Ingen elever i et forløb, og ingen afventer samtale.';
  const awaiting = listings.filter(({ elev }) => elev.forloeb.awaitingSince !== undefined).length;
  return [
    table([HEADINGS, ...listings.flatMap((listing) => lines(listing, list).map((line) => line.slice(1)))]),
    '',
    `${plural(listings.length, 'elev', 'elever')}, heraf ${awaiting} uden samtale, opgjort til og med ${datoText(list.asOf)}.`,
  ].join('\n');
}

/** One line per frist that calls for something; without one, a line for what comes next. */
function lines({ skole, elev, frister }: ForloebListing, { asOf }: ForloebList): string[][] {
  const head = [
    skole.institutionsnummer,
    skole.navn,
    elev.placement.klasse,
    elev.elevId,
    trinText[elev.placering.trin],
    ...forloebCells(elev.forloeb.running),
  ];
  const cells = frister.length > 0 ? frister.map(fristCells) : [nextCells(elev, asOf)];
  return cells.map((own) => [...head, ...own]);
}

function forloebCells(running: ForloebView | undefined): string[] {
  if (running === undefined) return ['', '', ''];
  const { fase, tovholder, samtaledato } = running;
  return [faseText[fase], tovholder ?? '', samtaledato === undefined ? '' : datoText(samtaledato)];
}

function nextCells(elev: ElevCase, asOf: Dato): string[] {
  const { rule = '', when = '', who = '' } = nextStepOf(elev) ?? {};
  const { awaitingSince } = elev.forloeb;
  if (awaitingSince === undefined) return [rule, '', when, who];
  const days = plural(daysBetween(awaitingSince, asOf), 'dag', 'dage');
  return [rule, '', `${fristStatusText['awaiting-samtale']} i ${days}`, who];
}

function fristCells({ step, frist, status }: FristView): string[] {
  return [step.id, frist === undefined ? '' : datoText(frist), fristStatusText[status], step.who];
}

export function setJson(elevId: string, { number, skole, added }: SetResult): Record<string, unknown> {
  return {
    elevId,
    forloeb: number,
    institutionsnummer: skole,
    added: added.map(({ field, value, enteredBy, enteredAt }) => ({
      field,
      value: value ?? null,
      enteredBy,
      enteredAt,
    })),
  };
}

export function setText(elevId: string, { number, added }: SetResult): string {
  if (added.length === 0)
    return `Forløb ${number} for elev ${elevId}: Det stod der allerede; intet er ændret.`;
  return [
    `Forløb ${number} for elev ${elevId}: ${plural(added.length, 'oplysning', 'oplysninger')} registreret.`,
    ...added.map(
      ({ field, value }) =>
        `  ${forloebField(field).label}: ${value === undefined ? '(slettet)' : valueText(field, value)}`,
    ),
  ].join('\n');
}
