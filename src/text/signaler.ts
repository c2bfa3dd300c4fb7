// R50-R53: the signals as sentences, the same in workbook, mail, explain and JSON (R83).
import { ONE_DAY } from '../domain/fravaersdage.ts';
import { strongSignaler } from '../domain/signaler/find-signaler.ts';
import type { KlasseSignal } from '../domain/signaler/klasse.ts';
import type {
  BackSignal,
  InARowSignal,
  NationalAftaleSignal,
  SignalFacts,
  Signal,
  SygeundervisningSignal,
  UlovligtSignal,
} from '../domain/signaler/signal.ts';
import type { ElevCase } from '../domain/night.ts';
import { dageText, datoText, plural, WEEKDAYS } from './da.ts';
import { forecastsText } from './forecast.ts';

/** What the signal says and, where something is to be done, what. */
export function signalText(signal: SignalFacts): string {
  switch (signal.id) {
    case 'ulovligt':
      return ulovligtText(signal);
    case 'sygeundervisning':
      return sygeundervisningText(signal);
    case 'national-aftale':
      return nationalAftaleText(signal);
    case 'in-a-row':
      return inARowText(signal);
    case 'of-last-20':
    case 'of-last-60':
      return `Væk ${signal.absent} af de sidste ${signal.of} skoledage.`;
    case 'drypvist':
      return `Drypvist fravær: ${signal.spells} adskilte perioder på 6 måneder.`;
    case 'weekday':
      return `${signal.onWeekday} af ${signal.absent} fraværsdage i de sidste 60 skoledage ligger på en ${WEEKDAYS[signal.weekday - 1]}.`;
    case 'ferie':
      return `Væk op til eller lige efter ferie eller lang weekend ${signal.times} gange på et år, senest omkring ${datoText(signal.newest)}.`;
    case 'back':
      return backText(signal);
  }
}

function ulovligtText({ days, skoledage, level }: UlovligtSignal): string {
  // Rounded down: 14,97 % must not read as 15 %.
  const tenths = Math.floor((days * 1000) / (ONE_DAY * skoledage));
  const share = `${String(tenths / 10).replace('.', ',')} %`;
  const step = level === 'underretning' ? 'Skolelederen skal underrette kommunen' : 'Forældrene skal varsles';
  return `Ulovligt fravær: ${dageText(days)} af kvartalets ${skoledage} skoledage (${share}). ${step}.`;
}

function sygeundervisningText({ skoledage, since, dueOn, isDue }: SygeundervisningSignal): string {
  const frist = dueOn === undefined ? '' : ` senest ${datoText(dueOn)}`;
  const step = isDue
    ? `Forældrene skulle være kontaktet om sygeundervisning${frist}`
    : `Kontakt forældrene om sygeundervisning${frist}`;
  return `Har ikke deltaget i undervisningen i ${skoledage} skoledage, siden ${datoText(since)}. ${step}.`;
}

function nationalAftaleText({ trin, total, crossed }: NationalAftaleSignal): string {
  const step =
    trin === 'stoetteplan'
      ? 'Skolelederen sætter en støtteplan i gang med PPR'
      : 'Skolelederen kontakter forældrene';
  const when = crossed === undefined ? '' : `, grænsen nået ${datoText(crossed)}`;
  return `National aftale: ${dageText(total)} med sygdom og ulovligt fravær${when}. ${step}.`;
}

function inARowText({ skoledage, from, to, isOngoing }: InARowSignal): string {
  return isOngoing
    ? `Væk ${skoledage} skoledage i træk, siden ${datoText(from)}.`
    : `Væk ${skoledage} skoledage i træk, ${datoText(from)} til ${datoText(to)}.`;
}

function backText({ skoledage, since }: BackSignal): string {
  return `Tilbage ${datoText(since)} efter ${skoledage} skoledage i træk. Tag godt imod eleven.`;
}

/** A report is read at a meeting; everything else stands in `explain`. */
const MAX_IN_REPORT = 2;

/** What stands beside an elev in a report: the most important strong signals, each thing said once; empty without. */
export function moensterText(signaler: readonly Signal[]): string {
  return strongSignaler(signaler).slice(0, MAX_IN_REPORT).map(signalText).join(' ');
}

/** R53, R54: what stands beside an elev in a report: patterns first, then what may come. */
export function outlookText({ signaler, forecasts }: Pick<ElevCase, 'signaler' | 'forecasts'>): string {
  return [moensterText(signaler), forecastsText(forecasts)].filter((part) => part !== '').join(' ');
}

export function klasseSignalText(signal: KlasseSignal): string {
  if (signal.id === 'sygdom-wave') {
    return `Ligner en sygdomsbølge: ${signal.elever} af ${plural(signal.of, 'elev', 'elever')} var syge ${datoText(signal.dato)}.`;
  }
  return `Mangler registrering? Ingen rækker i ${plural(signal.skoledage, 'skoledag', 'skoledage')}, den nyeste er fra ${datoText(signal.newestRow)}.`;
}
