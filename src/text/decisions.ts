// A skoleleder's decisions as sentences, the same in the mail and in the workbook (R82, R83).
import { daysBetween } from '../domain/dato.ts';
import type { Dato } from '../domain/dato.ts';
import { nextSteps } from '../domain/next-step.ts';
import type { NextStep } from '../domain/next-step.ts';
import { UNDERRETNING, VARSLING } from '../domain/signaler/ulovligt.ts';
import type { DecisionRow } from '../domain/skoleleder-agenda.ts';
import type { Decision } from '../domain/skoleleder-decisions.ts';
import { datoText, plural, trinText } from './da.ts';
import { appointTovholder, fristSentence, fristStep, stepName } from './forloeb.ts';

export const SKOLELEDER = 'Skoleleder';

type Step = Pick<NextStep, 'who' | 'what' | 'when'>;

/** What waits for the skoleleder, of one elev or of all that a line is about. */
export function decisionText(decision: Decision, group: readonly DecisionRow[], asOf: Dato): string {
  switch (decision.kind) {
    case 'samtale':
      return `${trinText[decision.trin]}${group[0]?.isLate === true ? ' i forrige kvartal' : ''}, afventer samtale med forældrene${waitedText(group, asOf)}`;
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

/** How long the skole has known that the parents must be talked with. */
export function waitedDays({ elev }: DecisionRow, asOf: Dato): number {
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

/** R82: what the skoleleder does about it, by when. */
export function decisionStep(decision: Decision, group: readonly DecisionRow[], asOf: Dato): Step {
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
      return signalStep(decision.signal);
  }
}

/** `Tovholder` -> `tovholderen` */
function responsibleText(who: string): string {
  return `${who.toLowerCase()}${who.endsWith('m') ? 'et' : 'en'}`;
}

export function signalStep(signal: LederSignal): Step {
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
