// R80, R82: frister as lines of a mail without names: in which klasse, which step, who does it by when (R71). Pure.
import { daysBetween } from '../domain/dato.ts';
import type { Dato } from '../domain/dato.ts';
import type { FristAgenda, FristRow } from '../domain/forloeb/frist-agenda.ts';
import type { ElevCase } from '../domain/night.ts';
import { listText, plural } from '../text/da.ts';
import { fristSentence, fristStep, stepName } from '../text/forloeb.ts';
import type { Item } from './document.ts';
import { klasseOf } from './klasse.ts';

/** So many klasser are named in one sentence; the others stand in the workbook. */
const MAX_KLASSER = 6;

/** A line and how many frister or elever it stands for. */
export interface CountedItem {
  readonly item: Item;
  readonly count: number;
}

/** The frister that the team has not been told of, one line per klasse, step and date, the earliest first (R32). */
export function fristItems(rows: readonly FristRow[], asOf: Dato): CountedItem[] {
  const untold = rows.filter(({ frist }) => !frist.isTold);
  const groups = Map.groupBy(
    untold,
    ({ elev, frist }) => `${klasseOf(elev)}|${frist.step.id}|${frist.frist ?? ''}`,
  );
  return [...groups].flatMap(([, [first, ...others]]): CountedItem[] => {
    if (first === undefined) return [];
    const count = 1 + others.length;
    const { frist } = first;
    // The date of one that is still to come stands in its step.
    const text = frist.status === 'overdue' ? fristSentence(frist, asOf) : stepName(frist.step);
    const what = `${plural(count, 'elev', 'elever')}: ${text}`;
    return [{ item: { label: klasseOf(first.elev), what, step: fristStep(frist), tone: 'neutral' }, count }];
  });
}

/** The frister that earlier mails have named and nobody has met, in one sentence for each kind. */
export function toldFristLines({ overdue, dueSoon }: FristAgenda): string[] {
  const lines = [...toldLine(overdue, 'er stadig overskredet'), ...toldLine(dueSoon, 'nærmer sig stadig')];
  return lines.length === 0
    ? []
    : [...lines, 'Teamet: Skriv datoen for det, der er gjort, i arket. Inden næste teammøde.'];
}

function toldLine(rows: readonly FristRow[], what: string): string[] {
  const told = rows.filter(({ frist }) => frist.isTold);
  if (told.length === 0) return [];
  return [
    `${plural(told.length, 'frist', 'frister')} ${what} (${klasserText(told.map(({ elev }) => klasseOf(elev)))}).`,
  ];
}

/** Since when parents of elever with bekymrende or massivt fravær have not been talked with, the longest wait first. */
export function awaitingLines(elever: readonly ElevCase[], asOf: Dato): string[] {
  if (elever.length === 0) return [];
  const perKlasse = Map.groupBy(elever, klasseOf);
  const waits = [...perKlasse].map(([klasse, ofKlasse]) => {
    const days = ofKlasse.map(({ forloeb }) => daysBetween(forloeb.awaitingSince ?? asOf, asOf));
    return `${klasse}: ${plural(Math.max(...days), 'dag', 'dage')}`;
  });
  const shown = waits.slice(0, MAX_KLASSER);
  const rest =
    waits.length > shown.length ? ` og ${plural(waits.length - shown.length, 'klasse', 'klasser')} til` : '';
  return [
    `${plural(elever.length, 'elev', 'elever')} med bekymrende eller massivt skolefravær. Så længe har skolen vidst det: ${shown.join(', ')}${rest}.`,
    'Skoleleder: Hold samtalerne med forældrene, og skriv datoen i arket. Straks.',
  ];
}

/** `7A og 8B`; many klasser are not all named. */
export function klasserText(klasser: readonly string[]): string {
  const distinct = [...new Set(klasser)];
  if (distinct.length <= MAX_KLASSER) return listText(distinct);
  return `${distinct.slice(0, MAX_KLASSER).join(', ')} og flere`;
}
