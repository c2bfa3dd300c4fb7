// The lines of the team's agenda, in the order of R80: every elev once, at the most urgent of what there is to say, with all
// of it (R32): the frister that are due, what is new, the samtale that is awaited.
import { agendaSections, buildAgenda, isNewsSection } from '../domain/agenda.ts';
import type { AgendaSection } from '../domain/agenda.ts';
import type { Dato } from '../domain/dato.ts';
import { awaitingSamtale, buildFristAgenda } from '../domain/forloeb/frist-agenda.ts';
import type { FristRow } from '../domain/forloeb/frist-agenda.ts';
import { forecastStep } from '../domain/next-step.ts';
import type { NextStep } from '../domain/next-step.ts';
import type { ElevCase, SkoleKvartal } from '../domain/night.ts';
import { datoText } from '../text/da.ts';
import { awaitingSentence, fristerSentences, fristStep, nextStepOf } from '../text/forloeb.ts';

/** The groups beside the sections of what is new. */
export const agendaGroups = {
  overdue: 'Overskredne frister',
  dueSoon: 'Frister, der nærmer sig',
  awaiting: 'Afventer samtale',
} as const;

const FORECAST = agendaSections.find(({ id }) => id === 'forecast')?.heading ?? '';

/** All there is to say of one elev. */
export interface AgendaLine {
  /** The most urgent first, which is where the line stands. */
  readonly groups: readonly string[];
  readonly elev: ElevCase;
  /** Sentences that are not about the trin, which has its own reason. */
  readonly why: readonly string[];
  /** What is to be done, the next step first; never the same twice. */
  readonly steps: readonly NextStep[];
}

/** R80: overdue frister, frister that are near, what is new, who awaits the samtale, what came down. */
export function agendaLines(kvartal: SkoleKvartal, asOf: Dato): AgendaLine[] {
  const { overdue, dueSoon } = buildFristAgenda(kvartal);
  const news = buildAgenda(kvartal);
  const groups: readonly Group[] = [
    { heading: agendaGroups.overdue, elever: overdue.map(({ elev }) => elev) },
    { heading: agendaGroups.dueSoon, elever: dueSoon.map(({ elev }) => elev) },
    ...news.filter(isNewsSection).map(asGroup),
    { heading: agendaGroups.awaiting, elever: awaitingSamtale(kvartal) },
    ...news.filter((section) => !isNewsSection(section)).map(asGroup),
  ];
  const frister = Map.groupBy([...overdue, ...dueSoon], ({ elev }) => elev.elevId);
  return eleverOf(groups).map(({ elev, headings }) =>
    lineOf(elev, headings, frister.get(elev.elevId) ?? [], asOf),
  );
}

/** R34: the same for the kvartal just ended, of which there are no frister. */
export function lateLines(late: SkoleKvartal): AgendaLine[] {
  return eleverOf(buildAgenda(late).map(asGroup)).map(({ elev, headings }) => ({
    groups: headings,
    elev,
    why: [],
    steps: stepsOf(elev, headings, []),
  }));
}

interface Group {
  readonly heading: string;
  readonly elever: readonly ElevCase[];
}

function asGroup({ heading, cases }: AgendaSection): Group {
  return { heading, elever: cases };
}

/** Every elev once, where it first stands, with the headings of all its groups. */
function eleverOf(groups: readonly Group[]): { readonly elev: ElevCase; readonly headings: string[] }[] {
  const found = new Map<string, { readonly elev: ElevCase; readonly headings: string[] }>();
  for (const { heading, elever } of groups) {
    for (const elev of elever) {
      const known = found.get(elev.elevId);
      if (known === undefined) found.set(elev.elevId, { elev, headings: [heading] });
      else if (!known.headings.includes(heading)) known.headings.push(heading);
    }
  }
  return [...found.values()];
}

function lineOf(elev: ElevCase, groups: readonly string[], due: readonly FristRow[], asOf: Dato): AgendaLine {
  const samtaledato = due[0]?.view.samtaledato;
  const { awaitingSince } = elev.forloeb;
  const frister = due.map(({ frist }) => frist);
  return {
    groups,
    elev,
    why: [
      ...(samtaledato === undefined ? [] : [`Samtale ${datoText(samtaledato)}.`]),
      ...fristerSentences(frister, asOf),
      ...(groups.includes(agendaGroups.awaiting) ? [awaitingSentence(awaitingSince ?? asOf, asOf)] : []),
    ],
    steps: stepsOf(elev, groups, frister.map(fristStep)),
  };
}

/** The next step is the one of the sheet "Forløb"; a forecast calls for something where the trin does not. */
function stepsOf(elev: ElevCase, groups: readonly string[], due: readonly NextStep[]): NextStep[] {
  const next = nextStepOf(elev) ?? (groups.includes(FORECAST) ? forecastStep : undefined);
  const all = next === undefined ? due : [next, ...due];
  return all.filter(({ what }, index) => all.findIndex((other) => other.what === what) === index);
}
