// The forløb in Danish: who does what by when (R82), how a frist stands (R41), what is wrong with an entry (R43). The
// same words in workbook, mail and on the command line (R83).
import { daysBetween } from '../domain/dato.ts';
import type { Dato } from '../domain/dato.ts';
import type { ForloebView } from '../domain/forloeb/elev-forloeb.ts';
import type { EntryProblem, EntryProblemCode } from '../domain/forloeb/entry-check.ts';
import { MAX_TEXT_LENGTH } from '../domain/forloeb/entry-check.ts';
import { forloebField } from '../domain/forloeb/fields.ts';
import type { ForloebField } from '../domain/forloeb/fields.ts';
import { isDue } from '../domain/forloeb/frister.ts';
import type { Frist, FristStatus } from '../domain/forloeb/frister.ts';
import { forloebSteps } from '../domain/forloeb/steps.ts';
import type { Fase, ForloebStep, StepId } from '../domain/forloeb/steps.ts';
import { nextStepFor, nextSteps } from '../domain/next-step.ts';
import type { NextStep } from '../domain/next-step.ts';
import type { ElevCase } from '../domain/night.ts';
import { datoText, listText, lowerFirst, plural } from './da.ts';

export const faseText: Readonly<Record<Fase, string>> = {
  opsporing: 'Opsporing',
  kortlaegning: 'Kortlægning',
  handleplan: 'Handleplan',
  indsatsforloeb: 'Indsatsforløb',
  opfoelgning: 'Opfølgning',
  afrunding: 'Afrunding',
};

export const fristStatusText: Readonly<Record<FristStatus, string>> = {
  'awaiting-samtale': 'Afventer samtale',
  upcoming: 'Kommer senere',
  'due-soon': 'Nærmer sig',
  overdue: 'Overskredet',
  done: 'Udført',
  'done-late': 'Udført efter fristen',
  'not-needed': 'Ikke nødvendig',
};

/** R82: what comes next for the elev: the forløb's next step while one runs, else what the trin calls for. */
export function nextStepOf(elev: Pick<ElevCase, 'placering' | 'forloeb'>): NextStep | undefined {
  const { running } = elev.forloeb;
  if (running === undefined) return nextStepFor(elev.placering.trin);
  if (running.samtaledato === undefined) {
    return elev.placering.trin === 'massivt' ? nextSteps.massivt : nextSteps.bekymrende;
  }
  if (running.tovholder === undefined) return appointTovholder;
  const frist = nextFrist(running);
  if (frist !== undefined) return withFrist(fristStep(frist), frist);
  const { task, who } = stepOf('F5');
  return { what: task, who, when: 'Når eleven har regelmæssig skolegang', rule: 'F5' };
}

export const appointTovholder: NextStep = {
  what: 'Udpeg en tovholder på skolen',
  who: 'Skoleleder',
  when: 'Straks',
  rule: 'F1',
};

/** R82: what a frist asks for. */
export function fristStep({ step, frist, status }: Frist): NextStep {
  const { task: what, who, id: rule } = step;
  return { what, who, when: status === 'overdue' ? 'Straks' : `Senest ${dayText(frist)}`, rule };
}

/** Where the frist is not named beside it. */
function withFrist(step: NextStep, { status, frist }: Frist): NextStep {
  return status === 'overdue' ? { ...step, when: `Straks; fristen var ${dayText(frist)}` } : step;
}

function dayText(day: Dato | undefined): string {
  return day === undefined ? '' : datoText(day);
}

/** The open step whose frist comes first. */
function nextFrist({ frister }: ForloebView): Frist | undefined {
  return frister
    .filter((frist) => frist.frist !== undefined && (isDue(frist) || frist.status === 'upcoming'))
    .toSorted((a, b) => daysBetween(b.frist as Dato, a.frist as Dato))[0];
}

function stepOf(id: StepId): ForloebStep {
  const step = forloebSteps.find((one) => one.id === id);
  if (step === undefined) throw new RangeError(`no such step: ${id}`);
  return step;
}

/** `Inddragelse af eleven (F2B, uge 1-2): frist 15-09-2026, overskredet med 3 dage` */
export function fristSentence(frist: Frist, asOf: Dato): string {
  if (frist.frist === undefined) return stepName(frist.step);
  const late = frist.status === 'overdue' ? `, ${overdueText(frist.frist, asOf)}` : '';
  return `${stepName(frist.step)}: frist ${datoText(frist.frist)}${late}`;
}

/**
 * The frister of one elev, a sentence for each date, the earliest first: `Frist 15-09-2026, overskredet med 3 dage:
 * inddragelse af eleven (F2B) og handleplan (F3).`
 */
export function fristerSentences(frister: readonly Frist[], asOf: Dato): string[] {
  const byDate = Map.groupBy(frister, ({ frist }) => dayText(frist));
  return [...byDate].map(([date, ofDate]) => {
    const [first] = ofDate;
    const late =
      first?.status === 'overdue' && first.frist !== undefined ? `, ${overdueText(first.frist, asOf)}` : '';
    const steps = ofDate.map(({ step }) => `${lowerFirst(step.activity)} (${step.id})`);
    return `Frist ${date}${late}: ${listText(steps)}.`;
  });
}

/** `Inddragelse af eleven (F2B, uge 1-2)` */
export function stepName({ activity, id, weeks }: ForloebStep): string {
  return `${activity} (${id}${weeks === '' ? '' : `, ${weeks.toLowerCase()}`})`;
}

/** `overskredet med 3 dage`, counted to the as-of date. */
export function overdueText(frist: Dato, asOf: Dato): string {
  return `overskredet med ${plural(daysBetween(frist, asOf), 'dag', 'dage')}`;
}

/** `Afventer samtale med forældrene; skolen har vidst det i 34 dage.` */
export function awaitingSentence(since: Dato, asOf: Dato): string {
  const days = daysBetween(since, asOf);
  return days === 0
    ? 'Afventer samtale med forældrene.'
    : `Afventer samtale med forældrene; skolen har vidst det i ${plural(days, 'dag', 'dage')}.`;
}

const problemText: Readonly<Record<EntryProblemCode, string>> = {
  'not-a-date': 'er ikke en dato',
  'date-in-future': 'ligger i fremtiden',
  'unknown-choice': 'er ikke et af valgene',
  'text-too-long': `er længere end ${MAX_TEXT_LENGTH} tegn`,
  'looks-like-cpr': 'indeholder et langt tal; skriv initialer eller rolle',
  'before-samtale': 'ligger før samtalen med forældrene',
  'before-handleplan': 'ligger før handleplanen',
  'before-vurdering': 'ligger før vurderingen',
  'not-ready-to-close': 'kræver en plan mod tilbagefald og en beslutning om brobygning (R42)',
};

/** Why a value cannot be recorded; the value itself is not repeated when it may be a CPR number. */
export function entryProblemText({ code, field, value }: EntryProblem): string {
  const shown = code === 'looks-like-cpr' || code === 'text-too-long' ? '' : ` »${shownValue(value)}«`;
  return `${forloebField(field).label}:${shown} ${problemText[code]}`;
}

function shownValue(value: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? datoText(value as Dato) : value;
}

/** `Forløb i gang: Kortlægning, tovholder LK`; empty without one. */
export function runningText({ forloeb }: Pick<ElevCase, 'forloeb'>): string {
  const { running } = forloeb;
  if (running === undefined) return '';
  const { fase, tovholder } = running;
  const who = tovholder === undefined ? 'tovholder mangler' : `tovholder ${tovholder}`;
  return `Forløb i gang: ${faseText[fase]}, ${who}`;
}

const closingText = {
  tilbagefaldsplan: 'en plan mod tilbagefald',
  brobygning: 'en beslutning om brobygning',
} as const;

/** R42: what has to be there first; empty when the forløb can be closed. */
export function closingSentence(missing: readonly (keyof typeof closingText)[]): string {
  if (missing.length === 0) return '';
  return `Før forløbet kan afsluttes, skal der være ${listText(missing.map((field) => closingText[field]))} (R42).`;
}

/** R42: which of the three indsatsforløb a handleplan lacks; empty when it is complete. */
export function incompleteSentence(missing: readonly StepId[]): string {
  if (missing.length === 0) return '';
  return `Handleplanen er ikke fuldstændig: Der mangler ${listText(missing.map((id) => stepOf(id).activity.toLowerCase()))} (R42).`;
}

/** A recorded value as people read it: a date written the Danish way, a choice in words. */
export function valueText(field: ForloebField, value: string | undefined): string {
  if (value === undefined) return '';
  const definition = forloebField(field);
  if (definition.kind === 'choice') return definition.choices[value] ?? value;
  return definition.kind === 'text' ? value : datoText(value as Dato);
}
