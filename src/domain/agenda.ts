// R80: the order in which a team reads its cases, and how many before "se arket". The frister come before them, see
// forloeb/frist-agenda.ts.
import type { ElevCase, SkoleKvartal } from './night.ts';
import { compareText } from './row-fate.ts';

/** At most so many lines in a mail before it points to the workbook. */
export const MAX_AGENDA_ROWS = 10;

export const agendaSections = [
  { id: 'new-massivt', heading: 'Nye med massivt skolefravær' },
  { id: 'new-bekymrende', heading: 'Nye med bekymrende skolefravær' },
  { id: 'new-tidlig-indsats', heading: 'Nye til tidlig indsats' },
  { id: 'escalated', heading: 'Steget til et højere trin' },
  { id: 'forecast', heading: 'Prognose: kan passere en grænse' },
  { id: 'came-down', heading: 'Faldet eller rettet' },
] as const;

export type AgendaSectionId = (typeof agendaSections)[number]['id'];

export interface AgendaSection {
  readonly id: AgendaSectionId;
  readonly heading: string;
  readonly cases: readonly ElevCase[];
}

/** The cases with something to say since the last report, in the order of R80; sections without cases are left out. */
export function buildAgenda({ elever }: Pick<SkoleKvartal, 'elever'>): AgendaSection[] {
  const bySection = Map.groupBy(elever, sectionOf);
  return agendaSections
    .map(({ id, heading }) => ({ id, heading, cases: (bySection.get(id) ?? []).toSorted(mostDaysFirst) }))
    .filter(({ cases }) => cases.length > 0);
}

function sectionOf(elev: ElevCase): AgendaSectionId | undefined {
  const { change, placering } = elev;
  if (change === 'eased' || change === 'ended') return 'came-down';
  if (!isNews(elev)) return hasNewForecast(elev) ? 'forecast' : undefined;
  if (change === 'escalated' || placering.trin === 'ingen') return 'escalated';
  return `new-${placering.trin}`;
}

/** R32: a forecast is told once per limit and kvartal; whoever is news already is told of it there. */
function hasNewForecast({ forecasts }: Pick<ElevCase, 'forecasts'>): boolean {
  return forecasts.some(({ isTold }) => !isTold);
}

/** Whether the section is about elever who have come to a trin: no forecast, and none who came down. */
export function isNewsSection({ id }: Pick<AgendaSection, 'id'>): boolean {
  return id !== 'forecast' && id !== 'came-down';
}

function mostDaysFirst(a: ElevCase, b: ElevCase): number {
  return (
    b.fravaer.total - a.fravaer.total ||
    compareText(a.placement.klasse, b.placement.klasse) ||
    compareText(a.elevId, b.elevId)
  );
}

/** Whether the case is news that makes a mail due (R81); a trin known from a running forløb is none (R44). */
export function isNews({ change, forloeb }: Pick<ElevCase, 'change' | 'forloeb'>): boolean {
  return (change === 'new' || change === 'escalated') && !forloeb.isKnown;
}
