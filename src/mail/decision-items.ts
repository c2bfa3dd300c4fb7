// A skoleleder's decisions as lines without names: of how many elever, in which klasser, and by when (R71, R80, R82). Pure.
import { daysBetween } from '../domain/dato.ts';
import type { Dato } from '../domain/dato.ts';
import { nextSteps } from '../domain/next-step.ts';
import { compareText } from '../domain/row-fate.ts';
import { UNDERRETNING, VARSLING } from '../domain/signaler/ulovligt.ts';
import type { DecisionRow, RegistrationDoubt } from '../domain/skoleleder-agenda.ts';
import type { Decision } from '../domain/skoleleder-decisions.ts';
import { datoText, plural, statusText, trinText } from '../text/da.ts';
import { appointTovholder, fristSentence, fristStep, stepName } from '../text/forloeb.ts';
import { klasseSignalText } from '../text/signaler.ts';
import type { Item, Step, Tone } from './document.ts';
import { klasserText } from './frist-items.ts';
import type { CountedItem } from './frist-items.ts';
import { klasseLabel, klasseOf } from './klasse.ts';

const SKOLELEDER = 'Skoleleder';

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
      return [decision.trin, waitedDays(row, asOf) > 0 ? 'known' : 'unknown'];
    case 'tovholder':
      return [];
    case 'step':
    case 'stuck':
      return [decision.frist.step.id, decision.frist.frist ?? ''];
    case 'signal': {
      const { what, when } = stepOfSignal(decision.signal);
      return [what, when];
    }
  }
}

function itemOf(decision: Decision, group: readonly DecisionRow[], asOf: Dato): Item {
  return {
    label: plural(group.length, 'elev', 'elever'),
    what: `${whatOf(decision, group, asOf)}. Klasse ${klasserText(klasserOf(group))}`,
    step: stepOf(decision, group, asOf),
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

function whatOf(decision: Decision, group: readonly DecisionRow[], asOf: Dato): string {
  switch (decision.kind) {
    case 'samtale':
      return `${trinText[decision.trin]}, afventer samtale med forældrene${waitedText(group, asOf)}`;
    case 'tovholder':
      return 'Forløb i gang uden tovholder på skolen';
    case 'step':
    case 'stuck': {
      const { frist } = decision;
      return frist.status === 'overdue' ? fristSentence(frist, asOf) : stepName(frist.step);
    }
    case 'signal':
      return signalPhrase(decision.signal, group);
  }
}

/** How long the skole has known, of whoever has waited longest. */
function waitedText(group: readonly DecisionRow[], asOf: Dato): string {
  const days = Math.max(...group.map((row) => waitedDays(row, asOf)));
  const upTo = group.length === 1 ? '' : 'op til ';
  return days === 0 ? '' : `; skolen har vidst det i ${upTo}${plural(days, 'dag', 'dage')}`;
}

function waitedDays({ elev }: DecisionRow, asOf: Dato): number {
  return daysBetween(elev.forloeb.awaitingSince ?? asOf, asOf);
}

type LederSignal = Extract<Decision, { kind: 'signal' }>['signal'];

function signalPhrase(signal: LederSignal, group: readonly DecisionRow[]): string {
  switch (signal.id) {
    case 'ulovligt':
      return `Ulovligt fravær på mindst ${signal.level === 'underretning' ? UNDERRETNING : VARSLING} % af kvartalets skoledage`;
    case 'sygeundervisning': {
      const days = group.map(({ decision }) =>
        decision.kind === 'signal' && decision.signal.id === 'sygeundervisning'
          ? decision.signal.skoledage
          : 0,
      );
      return `Ikke deltaget i undervisningen i ${group.length === 1 ? '' : 'op til '}${plural(Math.max(...days), 'skoledag', 'skoledage')}`;
    }
    case 'national-aftale':
      return `Trinnet »${signal.trin === 'stoetteplan' ? 'støtteplan' : 'forældrekontakt'}« i den nationale aftale`;
  }
}

function stepOf(decision: Decision, group: readonly DecisionRow[], asOf: Dato): Step {
  switch (decision.kind) {
    case 'samtale': {
      const isOverdue = group.some((row) => waitedDays(row, asOf) > 0);
      const step = nextSteps[decision.trin];
      return isOverdue ? { ...step, when: nextSteps.massivt.when } : step;
    }
    case 'tovholder':
      return appointTovholder;
    case 'step':
      return fristStep(decision.frist);
    case 'stuck':
      return {
        who: SKOLELEDER,
        what: `Aftal en ny dato med ${responsibleText(decision.frist.step.who)}, eller giv opgaven til en anden`,
        when: 'Straks',
      };
    case 'signal':
      return stepOfSignal(decision.signal);
  }
}

/** `Tovholder` -> `tovholderen` */
function responsibleText(who: string): string {
  return `${who.toLowerCase()}${who.endsWith('m') ? 'et' : 'en'}`;
}

function stepOfSignal(signal: LederSignal): Step {
  switch (signal.id) {
    case 'ulovligt':
      return signal.level === 'underretning'
        ? { who: SKOLELEDER, what: 'Underret kommunen (R50)', when: 'Straks' }
        : { who: SKOLELEDER, what: 'Varsl forældrene om, hvad det kan føre til (R50)', when: 'Straks' };
    case 'sygeundervisning': {
      const day = signal.dueOn === undefined ? '' : datoText(signal.dueOn);
      const what = 'Kontakt forældrene, og tag stilling til sygeundervisning (R51)';
      if (signal.isDue) return { who: SKOLELEDER, what, when: 'Straks' };
      return { who: SKOLELEDER, what, when: day === '' ? 'Inden næste teammøde' : `Senest ${day}` };
    }
    case 'national-aftale':
      return signal.trin === 'stoetteplan'
        ? { who: SKOLELEDER, what: 'Sæt en støtteplan i gang med PPR (R52)', when: 'Straks' }
        : { who: SKOLELEDER, what: 'Kontakt forældrene (R52)', when: 'Straks' };
  }
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
