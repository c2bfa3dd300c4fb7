// R80: a skole's agenda as lines without names: how many elever of which klasse, and the next step (R71, R82). Pure.
import { isNewsSection, MAX_AGENDA_ROWS } from '../domain/agenda.ts';
import type { AgendaSection } from '../domain/agenda.ts';
import type { Dato } from '../domain/dato.ts';
import type { FristAgenda } from '../domain/forloeb/frist-agenda.ts';
import type { TrinMedIndsats } from '../domain/indsatstrin.ts';
import { forecastStep, nextSteps } from '../domain/next-step.ts';
import type { ElevCase } from '../domain/night.ts';
import { fromDays } from '../domain/fravaersdage.ts';
import { dageText, listText, plural, trinText } from '../text/da.ts';
import { nextStepOf } from '../text/forloeb.ts';
import type { Block, Item, Step } from './document.ts';
import { fristItems } from './frist-items.ts';
import type { CountedItem } from './frist-items.ts';
import { klasseOf } from './klasse.ts';

interface ItemSection {
  readonly heading: string;
  readonly kind: 'frister' | 'elever';
  readonly lines: readonly CountedItem[];
}

/** What calls for something, frister first, at most ten rows in all; what is left over is said in one sentence. */
export function agendaBlocks(frister: FristAgenda, sections: readonly AgendaSection[], asOf: Dato): Block[] {
  const all: ItemSection[] = [
    { heading: 'Overskredne frister', kind: 'frister', lines: fristItems(frister.overdue, asOf) },
    { heading: 'Frister, der nærmer sig', kind: 'frister', lines: fristItems(frister.dueSoon, asOf) },
    ...sections
      .filter(isNewsSection)
      .map(({ heading, cases }): ItemSection => ({ heading, kind: 'elever', lines: newsItems(cases) })),
  ];
  const blocks: Block[] = [];
  const leftOver = { frister: 0, elever: 0 };
  let free = MAX_AGENDA_ROWS;
  for (const { heading, kind, lines } of all) {
    const shown = lines.slice(0, free);
    free -= shown.length;
    leftOver[kind] += lines.slice(shown.length).reduce((sum, { count }) => sum + count, 0);
    if (shown.length > 0) blocks.push({ kind: 'items', heading, items: shown.map(({ item }) => item) });
  }
  return [...blocks, ...leftOverBlock(leftOver)];
}

function leftOverBlock({ frister, elever }: { readonly frister: number; readonly elever: number }): Block[] {
  const parts = [
    ...(frister > 0 ? [plural(frister, 'frist', 'frister')] : []),
    ...(elever > 0 ? [`${plural(elever, 'elev', 'elever')}, der er nye eller steget,`] : []),
  ];
  return parts.length === 0 ? [] : [{ kind: 'note', text: `Yderligere ${listText(parts)} står i arket.` }];
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

/** R54: how many may pass each limit, of those the team has not been told of; who they are stands in the workbook. */
export function forecastLines(cases: readonly Pick<ElevCase, 'forecasts'>[]): string[] {
  if (cases.length === 0) return [];
  const fresh = cases.flatMap(({ forecasts }) => forecasts.filter(({ isTold }) => !isTold));
  const perLimit = [...Map.groupBy(fresh, ({ limit }) => limit)].toSorted(([a], [b]) => a - b);
  const parts = perLimit.map(
    ([limit, ofLimit]) =>
      `${plural(ofLimit.length, 'elev', 'elever')} kan passere ${dageText(fromDays(limit))}`,
  );
  const { who, what, when } = forecastStep;
  return [
    `${listText(parts)}, før kvartalet slutter. Det er en prognose; se arket. ${who}: ${what}. ${when}.`,
  ];
}

/** One line per section and trin for the kvartal just ended (R34): how many, in which klasser, and the next step. */
export function lateLines(sections: readonly AgendaSection[]): string[] {
  const news = sections.filter(isNewsSection);
  const perTrin = news.flatMap(({ cases }) => [...Map.groupBy(cases, kindOf).values()]);
  const lines = perTrin.map((cases) => {
    const klasser = listText([...new Set(cases.map(klasseOf))]);
    const { who, what, when } = nextSteps[trinOf(cases)];
    return `${changePhrase(cases)} (${klasser}). ${who}: ${what}. ${when}.`;
  });
  const cameDown = sections.find(({ id }) => id === 'came-down');
  return [...lines, ...cameDownLines(cameDown?.cases ?? [])];
}

/** Per klasse, trin and next step, in the order in which they first occur: most days first, as in the workbook. */
function newsItems(cases: readonly ElevCase[]): CountedItem[] {
  const groups = Map.groupBy(cases, (elev) => {
    const { what, when } = stepOf(elev);
    return [kindOf(elev), klasseOf(elev), what, when].join('|');
  });
  return [...groups.values()].map((group) => ({ count: group.length, item: newsItem(group) }));
}

function newsItem(cases: readonly ElevCase[]): Item {
  const [first] = cases;
  return {
    label: first === undefined ? '' : klasseOf(first),
    what: [changePhrase(cases), ...remarks(cases)].join('; '),
    step: first === undefined ? undefined : stepOf(first),
    tone: trinOf(cases),
  };
}

function stepOf(elev: ElevCase): Step {
  return nextStepOf(elev) ?? nextSteps[trinOf([elev])];
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
    ...remark(cases.filter(({ forloeb }) => forloeb.running !== undefined).length, 'med et forløb i gang'),
  ];
}
