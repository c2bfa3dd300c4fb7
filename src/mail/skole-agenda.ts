// R80: a skole's agenda as lines without names: how many elever of which klasse, and the next step (R71, R82). Pure.
import { MAX_AGENDA_ROWS } from '../domain/agenda.ts';
import type { AgendaSection } from '../domain/agenda.ts';
import type { TrinMedIndsats } from '../domain/indsatstrin.ts';
import { nextSteps } from '../domain/next-step.ts';
import type { ElevCase } from '../domain/night.ts';
import { listText, plural, trinText } from '../text/da.ts';
import type { Block, Item } from './document.ts';

/** Longer texts in the column of klasser are not a klasse; after a shifted column they may be a name. */
const MAX_KLASSE = 12;

/** The sections that call for something, at most ten rows in all; what is left over is said in one sentence. */
export function agendaBlocks(sections: readonly AgendaSection[]): Block[] {
  const blocks: Block[] = [];
  let free = MAX_AGENDA_ROWS;
  let leftOver = 0;
  for (const { heading, cases, id } of sections) {
    if (id === 'came-down') continue;
    const groups = groupCases(cases);
    const shown = groups.slice(0, free);
    free -= shown.length;
    leftOver += groups.slice(shown.length).reduce((sum, group) => sum + group.cases.length, 0);
    if (shown.length > 0) blocks.push({ kind: 'items', heading, items: shown.map(itemOf) });
  }
  if (leftOver > 0) {
    const text = `Yderligere ${plural(leftOver, 'elev', 'elever')}, der er nye eller steget, står i arket.`;
    blocks.push({ kind: 'note', text });
  }
  return blocks;
}

/** R31, R80: who came down, as counts; names and days stand in the workbook. */
export function cameDownLines(cases: readonly Pick<ElevCase, 'change' | 'corrected'>[]): string[] {
  const count = (fits: (elev: Pick<ElevCase, 'change' | 'corrected'>) => boolean): number =>
    cases.filter(fits).length;
  const eased = count(({ change }) => change === 'eased');
  const ended = count(({ change }) => change === 'ended');
  const corrected = count((elev) => elev.corrected);
  const lines = [
    ...(eased > 0 ? [`${plural(eased, 'elev', 'elever')} er faldet til et lavere trin.`] : []),
    ...(ended > 0 ? [`${plural(ended, 'elev', 'elever')} er ikke længere på et trin.`] : []),
    ...(corrected > 0
      ? [`Heraf ${corrected}, fordi gamle registreringer er rettet. De gamle og de nye dage står i arket.`]
      : []),
  ];
  return lines.length === 0
    ? []
    : [...lines, 'Teamet: Lad et forløb, der er i gang, fortsætte, til I selv afslutter det.'];
}

/** One line per section and trin for the kvartal just ended (R34): how many, in which klasser, and the next step. */
export function lateLines(sections: readonly AgendaSection[]): string[] {
  const news = sections.filter(({ id }) => id !== 'came-down');
  const perTrin = news.flatMap(({ cases }) => [...Map.groupBy(cases, kindOf).values()]);
  const lines = perTrin.map((cases) => {
    const klasser = listText([...new Set(cases.map(klasseOf))]);
    const { who, what, when } = nextSteps[trinOf(cases)];
    return `${changePhrase(cases)} (${klasser}). ${who}: ${what}. ${when}.`;
  });
  const cameDown = sections.find(({ id }) => id === 'came-down');
  return [...lines, ...cameDownLines(cameDown?.cases ?? [])];
}

interface Group {
  readonly label: string;
  readonly cases: readonly ElevCase[];
}

/** Per klasse and trin, in the order in which they first occur: most days first, as in the workbook. */
function groupCases(cases: readonly ElevCase[]): Group[] {
  const groups = Map.groupBy(cases, (elev) => `${kindOf(elev)}|${klasseOf(elev)}`);
  return [...groups.values()].map((ofGroup) => ({
    label: ofGroup[0] === undefined ? '' : klasseOf(ofGroup[0]),
    cases: ofGroup,
  }));
}

function itemOf({ label, cases }: Group): Item {
  const trin = trinOf(cases);
  return {
    label,
    what: [changePhrase(cases), ...remarks(cases)].join('; '),
    step: nextSteps[trin],
    tone: trin,
  };
}

function kindOf({ change, placering }: ElevCase): string {
  return `${change}|${placering.trin}`;
}

/** All cases of a group share their trin; news without one do not occur. */
function trinOf(cases: readonly ElevCase[]): TrinMedIndsats {
  const trin = cases[0]?.placering.trin ?? 'ingen';
  if (trin === 'ingen') throw new RangeError('news without a trin');
  return trin;
}

/** `1 elev ny med massivt skolefravær`, `2 elever nye til tidlig indsats`, `1 elev steget til bekymrende skolefravær` */
function changePhrase(cases: readonly ElevCase[]): string {
  const trin = trinOf(cases);
  const elever = plural(cases.length, 'elev', 'elever');
  const name = trinText[trin].toLowerCase();
  if (cases[0]?.change === 'escalated') return `${elever} steget til ${name}`;
  const isNew = cases.length === 1 ? 'ny' : 'nye';
  return `${elever} ${isNew} ${trin === 'tidlig-indsats' ? 'til' : 'med'} ${name}`;
}

/** What the team should know before it opens the workbook (R21, R33, R35). */
function remarks(cases: readonly ElevCase[]): string[] {
  const remark = (count: number, text: string): string[] => {
    if (count === 0) return [];
    return [cases.length === 1 ? text : `heraf ${count} ${text}`];
  };
  return [
    ...remark(
      cases.filter(({ placering }) => placering.basis === 'vurdering').length,
      'efter skolens egen vurdering',
    ),
    ...remark(
      cases.filter(({ recurringFrom }) => recurringFrom !== undefined).length,
      'også på et trin i forrige kvartal',
    ),
    ...remark(
      cases.filter(({ change, earlierSkoler }) => change === 'new' && earlierSkoler.length > 0).length,
      'flyttet hertil i kvartalet',
    ),
  ];
}

function klasseOf({ placement }: ElevCase): string {
  return klasseLabel(placement.klasse);
}

/** R71: what may be shown as the name of a klasse. */
export function klasseLabel(name: string): string {
  const klasse = name.trim();
  if (klasse === '') return 'Uden klasse';
  return klasse.length > MAX_KLASSE || /\d{4}/.test(klasse) ? 'Se arket' : klasse;
}
