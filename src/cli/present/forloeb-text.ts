// The forløb of one elev at a terminal: what comes next, every frist, and who recorded what (R43).
import type { Dato } from '../../domain/dato.ts';
import type { ForloebView } from '../../domain/forloeb/elev-forloeb.ts';
import { missingIndsatsforloeb, missingToClose } from '../../domain/forloeb/forloeb.ts';
import { forloebField } from '../../domain/forloeb/fields.ts';
import type { ElevCase } from '../../domain/night.ts';
import { datoText } from '../../text/da.ts';
import {
  awaitingSentence,
  closingSentence,
  faseText,
  fristStatusText,
  incompleteSentence,
  nextStepOf,
  valueText,
} from '../../text/forloeb.ts';
import { table } from '../output.ts';

/** Empty for an elev with neither a trin nor a forløb. */
export function forloebLines(elev: ElevCase, asOf: Dato): string[] {
  const { all, awaitingSince } = elev.forloeb;
  const step = nextStepOf(elev);
  return [
    ...(awaitingSince === undefined ? [] : [awaitingSentence(awaitingSince, asOf)]),
    ...(step === undefined ? [] : [`Næste skridt: ${step.who}: ${step.what}. ${step.when}. (${step.rule})`]),
    ...all.flatMap((view) => ['', ...viewLines(view, asOf)]),
  ];
}

function viewLines(view: ForloebView, asOf: Dato): string[] {
  const { forloeb, isRunning, fase, tovholder, samtaledato, frister } = view;
  const state = isRunning ? `i gang: ${faseText[fase]}` : 'kører ikke';
  return [
    `Forløb ${forloeb.number} (${state}). Samtale: ${samtaledato === undefined ? 'ikke holdt' : datoText(samtaledato)}. Tovholder: ${tovholder ?? 'ikke udpeget'}.`,
    table([
      ['Trin', 'Aktivitet', 'Hvem', 'Frist', 'Status', 'Udført'],
      ...frister.map(({ step, frist, status, doneOn }) => [
        step.id,
        step.activity,
        step.who,
        frist === undefined ? '–' : datoText(frist),
        fristStatusText[status],
        doneOn === undefined ? '' : datoText(doneOn),
      ]),
    ]),
    ...missingLines(view, asOf),
    '',
    table([
      ['Registreret', 'Værdi', 'Af', 'Tidspunkt (UTC)', 'Gennem'],
      ...forloeb.entries.map(({ field, value, enteredBy, enteredAt, source }) => [
        forloebField(field).label,
        value === undefined ? '(slettet)' : valueText(field, value),
        enteredBy,
        enteredAt.slice(0, 16).replace('T', ' '),
        source,
      ]),
    ]),
  ];
}

/** R42: what the handleplan and the closing still need. */
function missingLines({ forloeb, isRunning, frister }: ForloebView, asOf: Dato): string[] {
  if (!isRunning) return [];
  const hasHandleplan = frister.some(({ step, doneOn }) => step.id === 'F3' && doneOn !== undefined);
  return [
    hasHandleplan ? incompleteSentence(missingIndsatsforloeb(forloeb, asOf)) : '',
    closingSentence(missingToClose(forloeb, asOf)),
  ].filter((line) => line !== '');
}
