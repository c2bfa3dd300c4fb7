// The mail to a skoleleder: only what a skoleleder alone decides, read in three minutes, without a name (R71, R80-R82). Who it is
// about stands in the same workbook as the team has. Pure.
import { MAX_AGENDA_ROWS } from '../domain/agenda.ts';
import type { Dato } from '../domain/dato.ts';
import type { SkoleReportInput } from '../domain/report-input.ts';
import { buildSkolelederAgenda, hasDecisions } from '../domain/skoleleder-agenda.ts';
import type { SkolelederAgenda } from '../domain/skoleleder-agenda.ts';
import { STUCK_DAYS } from '../domain/skoleleder-decisions.ts';
import { datoText, plural, tal } from '../text/da.ts';
import { periodText } from '../text/reason.ts';
import { periodSentence } from './counting.ts';
import { decisionItems, doubtItems } from './decision-items.ts';
import type { Block, Item, MailContent } from './document.ts';
import { renderMail } from './render.ts';
import { workbookBlock } from './skole-message.ts';
import type { SkoleMailFacts } from './skole-message.ts';

/** The message to one skoleleder. With nothing to decide there is none, so asking for it is a mistake. */
export function buildSkolelederMessage(input: SkoleReportInput, facts: SkoleMailFacts): MailContent {
  const { skole, night, skoledage } = input;
  const agenda = buildSkolelederAgenda(skole, night.asOf, skoledage);
  if (!hasDecisions(agenda) || skole.status === 'refused')
    throw new RangeError(`nothing to decide: ${skole.skole.institutionsnummer}`);
  const asOf = datoText(night.asOf);
  return renderMail({
    subject: `Skolefravær, ${skole.skole.navn}: ${subjectText(agenda)} (til og med ${asOf})`,
    title: skole.skole.navn,
    subtitle: `Skolefravær i ${periodText(night.kvartal, asOf)}. Til skolelederen`,
    blocks: [
      { kind: 'lead', text: leadText(agenda) },
      ...agendaBlocks(agenda, night.asOf),
      workbookBlock(facts),
      countingBlock(night.asOf),
    ],
    footer: `Sendt automatisk af ${input.kommune}. Mailen indeholder ingen navne. Arket gør: Send det ikke videre uden for skolens ledelse og teamet.`,
  });
}

function openOf({ fresh, waiting, doubts }: SkolelederAgenda): number {
  return fresh.length + waiting.length + doubts.length;
}

function subjectText(agenda: SkolelederAgenda): string {
  const fresh = agenda.fresh.length;
  const open = plural(openOf(agenda), 'beslutning', 'beslutninger');
  return `${open} til skolelederen${fresh === 0 || fresh === openOf(agenda) ? '' : `, ${tal(fresh)} ${fresh === 1 ? 'ny' : 'nye'}`}`;
}

function leadText(agenda: SkolelederAgenda): string {
  const fresh = agenda.fresh.length;
  const rest = openOf(agenda) - fresh;
  const waits = `${plural(rest, 'beslutning', 'beslutninger')} venter`;
  if (fresh === 0) return `Intet nyt siden sidste mail. ${waits} stadig på dig.`;
  const news = `${plural(fresh, 'ny beslutning', 'nye beslutninger')} venter på dig`;
  return rest === 0 ? `${news}.` : `${news}; ${tal(rest)} venter stadig.`;
}

/** At most ten rows in all (R80); what is left over is said in one sentence. */
function agendaBlocks({ fresh, waiting, doubts }: SkolelederAgenda, asOf: Dato): Block[] {
  const sections = [
    { heading: 'Nye beslutninger', lines: decisionItems(fresh, asOf) },
    {
      heading: 'Bliver fraværet registreret?',
      lines: doubtItems(doubts).map((item) => ({ item, count: 1 })),
    },
    { heading: 'Venter stadig', lines: decisionItems(waiting, asOf) },
  ];
  const blocks: Block[] = [];
  let free = MAX_AGENDA_ROWS;
  let leftOver = 0;
  for (const { heading, lines } of sections) {
    const shown = lines.slice(0, free);
    free -= shown.length;
    leftOver += lines.slice(shown.length).reduce((sum, { count }) => sum + count, 0);
    if (shown.length > 0)
      blocks.push(
        itemsBlock(
          heading,
          shown.map(({ item }) => item),
        ),
      );
  }
  return [...blocks, ...whereBlock(fresh.length + waiting.length, leftOver)];
}

/** Where the names are, and what had no room here. */
function whereBlock(aboutElever: number, leftOver: number): Block[] {
  const more = `Yderligere ${plural(leftOver, 'beslutning', 'beslutninger')}`;
  if (aboutElever === 0) return leftOver === 0 ? [] : [{ kind: 'note', text: `${more} står i arket.` }];
  const what = leftOver === 0 ? 'Navnene' : `${more} og alle navne`;
  return [{ kind: 'note', text: `${what} står på arket »Beslutninger«.` }];
}

function itemsBlock(heading: string, items: readonly Item[]): Block {
  return { kind: 'items', heading, items };
}

/** What stands here, and how it goes away again (R32, R82). */
function countingBlock(asOf: Dato): Block {
  return {
    kind: 'lines',
    heading: 'Sådan er listen lavet',
    lines: [
      `Her står kun det, som forløbspakken og loven lægger hos skolelederen (F1, F2C, F2D, R50, R51), og andres frister, der er overskredet med mere end ${STUCK_DAYS} dage. Resten får teamet.`,
      'En linje forsvinder, når datoen for det, der er gjort, eller tovholderen er skrevet i arket. Ulovligt fravær og sygeundervisning nævnes kun én gang (R32).',
      'Mailen kommer, når en beslutning er ny, og ellers om mandagen, så længe noget venter (R81).',
      periodSentence(asOf),
    ],
  };
}
