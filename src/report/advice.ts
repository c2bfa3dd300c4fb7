// The first line of the sheet "Overblik": in one sentence, what the team does first (R80, R82). It is about the first lines of
// the sheet "Nye og eskalerede", so that whoever follows it begins where the mail and the agenda begin.
import { buildAgenda, isNewsSection } from '../domain/agenda.ts';
import type { AgendaSection } from '../domain/agenda.ts';
import { awaitingSamtale, buildFristAgenda } from '../domain/forloeb/frist-agenda.ts';
import type { NextStep } from '../domain/next-step.ts';
import type { SkoleKvartal, SkoleNight } from '../domain/night.ts';
import { lowerFirst, plural, trinText } from '../text/da.ts';
import { fristStep, nextStepOf } from '../text/forloeb.ts';

export function firstAdvice({ current, late }: Pick<SkoleNight, 'current' | 'late'>): string {
  const agenda = buildAgenda(current);
  return (
    fristAdvice(current) ??
    newsAdvice(agenda.find(isNewsSection)) ??
    awaitingAdvice(current) ??
    quietAdvice(agenda[0], late)
  );
}

function fristAdvice(kvartal: SkoleKvartal): string | undefined {
  const { overdue, dueSoon } = buildFristAgenda(kvartal);
  const [first] = [...overdue, ...dueSoon];
  if (first === undefined) return undefined;
  const subject =
    overdue.length > 0
      ? plural(overdue.length, 'frist er overskredet', 'frister er overskredet')
      : plural(dueSoon.length, 'frist nærmer sig', 'frister nærmer sig');
  return advice(subject, fristStep(first.frist));
}

function newsAdvice(section: AgendaSection | undefined): string | undefined {
  const [first] = section?.cases ?? [];
  if (section === undefined || first === undefined) return undefined;
  return advice(newsSubject(section), nextStepOf(first));
}

function newsSubject({ id, cases }: AgendaSection): string {
  const trin = trinText[cases[0]?.placering.trin ?? 'ingen'].toLowerCase();
  if (id === 'escalated') return plural(cases.length, 'elev er steget', 'elever er steget');
  const elever = plural(cases.length, 'ny elev', 'nye elever');
  return id === 'new-tidlig-indsats' ? `${elever} til ${trin}` : `${elever} med ${trin}`;
}

function awaitingAdvice(kvartal: SkoleKvartal): string | undefined {
  const awaiting = awaitingSamtale(kvartal);
  const [first] = awaiting;
  if (first === undefined) return undefined;
  const subject = plural(awaiting.length, 'elev afventer samtale', 'elever afventer samtale');
  return advice(subject, nextStepOf(first));
}

function quietAdvice(section: AgendaSection | undefined, late: SkoleKvartal | undefined): string {
  switch (section?.id) {
    case 'forecast':
      return 'Ingen nye eller stegne elever. Se i Nye og eskalerede, hvem der ifølge prognosen kan passere en grænse.';
    case 'came-down':
      return 'Ingen nye eller stegne elever. Se i Nye og eskalerede, hvem der er faldet.';
    default:
      return late !== undefined && buildAgenda(late).length > 0
        ? 'Intet nyt i kvartalet. Se nederst i Nye og eskalerede, hvad sene registreringer har ændret i det forrige.'
        : 'Intet nyt siden sidste rapport. Følg op på elever i Alle på trin.';
  }
}

function advice(subject: string, step: NextStep | undefined): string {
  if (step === undefined) return `${subject}.`;
  return `${subject}. ${step.what} (${lowerFirst(step.who)}, ${lowerFirst(step.when)}).`;
}
