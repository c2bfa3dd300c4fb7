// A skoleleder's decisions as lines without names: of how many elever, in which klasser, and by when (R71, R80, R82). Pure.
import type { Dato } from '../domain/dato.ts';
import { compareText } from '../domain/row-fate.ts';
import type { DecisionRow, RegistrationDoubt } from '../domain/skoleleder-agenda.ts';
import type { Decision } from '../domain/skoleleder-decisions.ts';
import { plural, statusText } from '../text/da.ts';
import { decisionStep, decisionText, signalStep, SKOLELEDER, waitedDays } from '../text/decisions.ts';
import { klasseSignalText } from '../text/signaler.ts';
import type { Item, Tone } from './document.ts';
import { klasserText } from './frist-items.ts';
import type { CountedItem } from './frist-items.ts';
import { klasseLabel, klasseOf } from './klasse.ts';

/** One line per decision and date for all the klasser it is about, in the order of the agenda. */
export function decisionItems(rows: readonly DecisionRow[], asOf: Dato): CountedItem[] {
  const groups = Map.groupBy(rows, (row) => [row.decision.kind, ...whichOf(row, asOf)].join('|'));
  return [...groups.values()].flatMap((group): CountedItem[] => {
    const [first] = group;
    return first === undefined ? [] : [{ count: group.length, item: itemOf(first.decision, group, asOf) }];
  });
}

/** What is the same for all elever of one line. */
function whichOf(row: DecisionRow, asOf: Dato): string[] {
  const { decision } = row;
  switch (decision.kind) {
    case 'samtale':
      return [decision.trin, String(row.isLate), waitedDays(row, asOf) > 0 ? 'known' : 'unknown'];
    case 'tovholder':
      return [];
    case 'step':
    case 'stuck':
      return [decision.frist.step.id, decision.frist.frist ?? ''];
    case 'signal': {
      const { what, when } = signalStep(decision.signal);
      return [what, when];
    }
  }
}

function itemOf(decision: Decision, group: readonly DecisionRow[], asOf: Dato): Item {
  return {
    label: plural(group.length, 'elev', 'elever'),
    what: `${decisionText(decision, group, asOf)}. Klasse ${klasserText(klasserOf(group))}`,
    step: decisionStep(decision, group, asOf),
    tone: toneOf(decision),
  };
}

function klasserOf(group: readonly DecisionRow[]): string[] {
  return group
    .toSorted((a, b) => trinOf(a) - trinOf(b) || compareText(klasseOf(a.elev), klasseOf(b.elev)))
    .map(({ elev }) => klasseOf(elev));
}

function trinOf({ elev }: DecisionRow): number {
  return elev.placement.klassetrin ?? 99;
}

function toneOf(decision: Decision): Tone {
  if (decision.kind === 'samtale') return decision.trin;
  return decision.kind === 'signal' && decision.signal.id === 'ulovligt' ? 'massivt' : 'neutral';
}

/** Whether absence is registered at all is for the skoleleder to find out (R14, R53). */
export function doubtItems(doubts: readonly RegistrationDoubt[]): Item[] {
  return doubts.map((doubt): Item => {
    const isKlasse = doubt.kind === 'klasse';
    return {
      label: isKlasse ? klasseLabel(doubt.signal.klasse) : 'Skolen',
      what: isKlasse ? klasseSignalText(doubt.signal).replace(/\.$/, '') : skoleDoubt[doubt.kind],
      step: {
        who: SKOLELEDER,
        what: `Få undersøgt, om ${isKlasse ? 'klassens fravær' : 'fraværet'} bliver registreret`,
        when: 'Straks',
      },
      tone: 'neutral',
    };
  });
}

const skoleDoubt = {
  'no-data': `${statusText['no-data']}: Der er ingen registreringer i kvartalet. Det betyder ikke, at alle har været i skole`,
  silent: 'Der er usædvanligt længe ingen registreringer fra skolen',
} as const;
