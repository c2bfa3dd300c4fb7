// The mail to a skole's kom i skole team: made for a meeting of twenty minutes, without a name, an elev's id or a CPR number
// (R71, R80-R82). It counts and points; who it is about stands in the workbook. Pure.
import { buildAgenda, isNews } from '../domain/agenda.ts';
import type { Dato } from '../domain/dato.ts';
import { developmentOf, heatOf } from '../domain/development.ts';
import { untoldFrister } from '../domain/forloeb/elev-forloeb.ts';
import { awaitingSamtale, buildFristAgenda } from '../domain/forloeb/frist-agenda.ts';
import { indsatstrin } from '../domain/indsatstrin.ts';
import type { TrinMedIndsats } from '../domain/indsatstrin.ts';
import type { SkoleKvartal, SkoleNight } from '../domain/night.ts';
import { compareText } from '../domain/row-fate.ts';
import type { SkoleReportInput } from '../domain/report-input.ts';
import type { KlasseSignal } from '../domain/signaler/klasse.ts';
import { hasBegun } from '../domain/skoleleder-agenda.ts';
import { developmentPicture } from '../picture/development.ts';
import { heatPicture } from '../picture/heat.ts';
import { datoText, kvartalText, plural, statusText, tal, trinText } from '../text/da.ts';
import { findingText } from '../text/findings.ts';
import { periodText } from '../text/reason.ts';
import { klasseSignalText } from '../text/signaler.ts';
import { skoleCounting } from './counting.ts';
import type { Block, Figure, MailContent } from './document.ts';
import { awaitingLines, toldFristLines } from './frist-items.ts';
import { klasseLabel } from './klasse.ts';
import { renderMail } from './render.ts';
import { agendaBlocks, cameDownLines, forecastLines, lateLines } from './skole-agenda.ts';

export interface SkoleMailFacts {
  readonly attachment: 'plain' | 'encrypted' | 'none';
  readonly workbookName: string;
  /** Where the team finds the workbook when it is not attached. */
  readonly workbookPath: string;
}

/** The message for one skole. A refused skole gets no report (R60), so asking for one is a mistake. */
export function buildSkoleMessage(input: SkoleReportInput, facts: SkoleMailFacts): MailContent {
  const { skole, night } = input;
  if (skole.status === 'refused') throw new RangeError(`refused: ${skole.skole.institutionsnummer}`);
  const asOf = datoText(night.asOf);
  return renderMail({
    subject: `Skolefravær, ${skole.skole.navn}: ${subjectNews(skole)} (til og med ${asOf})`,
    title: skole.skole.navn,
    subtitle: `Skolefravær i ${periodText(night.kvartal, asOf)}. Til kom i skole-teamet`,
    blocks: [
      { kind: 'lead', text: leadText(input) },
      ...noticeBlock(skole),
      ...currentBlocks(skole, night.asOf),
      ...lateBlock(skole.late),
      ...dataBlock(input),
      ...(skole.status === 'screened' ? [totalsBlock(skole)] : []),
      ...pictureBlocks(input),
      workbookBlock(facts),
      skoleCounting(input.limits, night.asOf),
    ],
    footer: `Sendt automatisk af ${input.kommune}. Mailen indeholder ingen navne. Arket gør: Send det ikke videre uden for teamet.`,
  });
}

/** The kvartal and its klasser at a glance; every figure stands in the workbook as well. */
function pictureBlocks({ skole, night, skoledage, history }: SkoleReportInput): Block[] {
  if (skole.status !== 'screened') return [];
  const { kvartal, elever } = skole.current;
  const own = history.filter(
    ({ institutionsnummer }) => institutionsnummer === skole.skole.institutionsnummer,
  );
  const klasser = [...Map.groupBy(elever, ({ placement }) => placement.klasse)]
    .filter(([klasse]) => skole.newestRowPerKlasse.has(klasse))
    .map(([klasse, cases]) => ({
      klasse: klasseLabel(klasse),
      klassetrin: cases[0]?.placement.klassetrin,
      weeks: heatOf(cases, { kvartal, asOf: night.asOf, skoledage }),
    }))
    .toSorted((a, b) => (a.klassetrin ?? 99) - (b.klassetrin ?? 99) || compareText(a.klasse, b.klasse));
  return [
    {
      kind: 'picture',
      heading: 'Elever på et trin, uge for uge',
      name: 'udvikling',
      picture: developmentPicture(kvartal, developmentOf(skole.current, night.asOf, own)),
    },
    ...(klasser.length === 0
      ? []
      : [
          {
            kind: 'picture' as const,
            heading: 'Fravær i klasserne, uge for uge',
            name: 'klasser',
            picture: heatPicture(kvartal, klasser),
          },
        ]),
  ];
}

interface News {
  readonly fresh: number;
  readonly escalated: number;
}

function newsOf(part: SkoleKvartal | undefined): News {
  const count = (change: string): number =>
    part?.elever.filter((elev) => isNews(elev) && elev.change === change).length ?? 0;
  return { fresh: count('new'), escalated: count('escalated') };
}

/** R32: frister that have come near or passed and that the team has not been told of. */
function newFrister({ elever }: SkoleKvartal): number {
  return elever.reduce((sum, { forloeb }) => sum + untoldFrister(forloeb), 0);
}

function subjectNews(skole: SkoleNight): string {
  const { fresh, escalated } = newsOf(skole.current);
  const late = newsOf(skole.late);
  const frister = newFrister(skole.current);
  const parts = [
    ...(skole.status === 'no-data' ? [statusText['no-data'].toLowerCase()] : []),
    ...(fresh > 0 ? [`${fresh} ${fresh === 1 ? 'ny' : 'nye'}`] : []),
    ...(escalated > 0 ? [`${escalated} steget`] : []),
    ...(frister > 0 ? [plural(frister, 'frist', 'frister')] : []),
    ...(late.fresh + late.escalated > 0 ? ['sene registreringer'] : []),
  ];
  return parts.length === 0 ? 'intet nyt' : parts.join(', ');
}

function leadText({ skole, night, skoledage }: SkoleReportInput): string {
  const { current, late } = skole;
  if (skole.status === 'no-data' && hasBegun(skole, night.asOf, skoledage)) {
    return `${statusText['no-data']}: Der er ingen registreringer fra skolen i ${kvartalText(current.kvartal)}. Det betyder ikke, at alle har været i skole. Skoleleder: Få undersøgt, om fraværet bliver registreret og kommer med i eksporten. Straks.`;
  }
  const frister = newFrister(current);
  const fristPart =
    frister === 0 ? '' : `${plural(frister, 'frist', 'frister')} nærmer sig eller er overskredet`;
  const news = newsPhrase(newsOf(current));
  const lateNews = newsPhrase(newsOf(late));
  if (news !== '') return `${news} siden sidste rapport.${fristPart === '' ? '' : ` ${fristPart}.`}`;
  if (lateNews !== '') {
    return `Intet nyt i dette kvartal, men ${lateNews} i det forrige, fordi registreringer kom sent.${fristPart === '' ? '' : ` ${fristPart}.`}`;
  }
  return fristPart === ''
    ? 'Intet nyt siden sidste rapport: Ingen elever er nye på et trin eller steget.'
    : `${fristPart}. Ingen elever er nye på et trin eller steget siden sidste rapport.`;
}

/** `3 elever er nye på et trin, og 1 er steget til et højere trin`; empty without news. */
function newsPhrase({ fresh, escalated }: News): string {
  const elever = (count: number): string => plural(count, 'elev', 'elever');
  const isNew = fresh === 1 ? 'ny' : 'nye';
  if (fresh > 0 && escalated > 0) {
    return `${elever(fresh)} er ${isNew} på et trin, og ${escalated} er steget til et højere trin`;
  }
  if (fresh > 0) return `${elever(fresh)} er ${isNew} på et trin`;
  return escalated > 0 ? `${elever(escalated)} er steget til et højere trin` : '';
}

function noticeBlock({ notices }: SkoleNight): Block[] {
  if (notices.length === 0) return [];
  const lines = notices.map((notice) => `${findingText(notice)}.`);
  const isSilent = notices.some(({ code }) => code === 'skole-silent');
  const next = 'Skoleleder: Få undersøgt, om fraværet bliver registreret. Straks.';
  return [{ kind: 'warning', heading: 'Vær opmærksom på', lines: isSilent ? [...lines, next] : lines }];
}

/** Frister and the skole's own vurderinger can be new without data, too. */
function currentBlocks({ current }: SkoleNight, asOf: Dato): Block[] {
  const frister = buildFristAgenda(current);
  const agenda = buildAgenda(current);
  const down = agenda.find(({ id }) => id === 'came-down');
  return [
    ...agendaBlocks(frister, agenda, asOf),
    ...linesBlocks('Frister, I har fået besked om', toldFristLines(frister)),
    ...linesBlocks('Afventer samtale med forældrene', awaitingLines(awaitingSamtale(current), asOf)),
    ...linesBlocks('Prognose', forecastLines(agenda.find(({ id }) => id === 'forecast')?.cases ?? [])),
    ...linesBlocks(down?.heading ?? '', cameDownLines(down?.cases ?? [])),
  ];
}

function lateBlock(late: SkoleKvartal | undefined): Block[] {
  if (late === undefined) return [];
  return linesBlocks(`Sene registreringer i ${kvartalText(late.kvartal)}`, lateLines(buildAgenda(late)));
}

/** R4, R9: figures that may be too low say so. R53: a klasse that stands out as a whole. */
function dataBlock({ skole, findings, returned }: SkoleReportInput): Block[] {
  const offDays = findings.filter(({ code }) => code === 'not-skoledag').length;
  const unread = returned.problems(skole.skole.institutionsnummer).length;
  const lines = [
    ...(unread > 0
      ? [
          `${plural(unread, 'felt', 'felter')} i det ark, I har sendt tilbage, kunne ikke indlæses. Teamet: Ret dem; de står på arket »Ikke indlæst«. Inden næste teammøde.`,
        ]
      : []),
    ...skole.klasseSignaler.map(klasseLine),
    ...(skole.rowsRejected > 0
      ? [
          `${tal(skole.rowsRejected)} af ${plural(skole.rowsRead, 'række', 'rækker')} kunne ikke bruges, så tallene kan være for lave. Administrationen: Ret dem i fraværssystemet; de står under datakvalitet i arket. Inden næste teammøde.`,
        ]
      : []),
    ...(offDays > 0
      ? [
          `${plural(offDays, 'række', 'rækker')} ligger på dage uden undervisning og tæller ikke med. Administrationen: Tjek datoerne. Inden næste teammøde.`,
        ]
      : []),
  ];
  return linesBlocks('Datakvalitet', lines);
}

function klasseLine(signal: KlasseSignal): string {
  const step =
    signal.id === 'registration-missing'
      ? 'Skoleleder: Få undersøgt, om klassens fravær bliver registreret. Straks.'
      : 'Teamet: Se på klassens elever igen, når bølgen er ovre.';
  return `${klasseLabel(signal.klasse)}: ${klasseSignalText(signal)} ${step}`;
}

function totalsBlock({ current, udmeldt, newestRow }: SkoleNight): Block {
  const trin = indsatstrin.filter((value): value is TrinMedIndsats => value !== 'ingen').toReversed();
  const figures = trin.map((value): Figure => ({
    label: trinText[value],
    value: tal(current.counts[value]),
    tone: value,
  }));
  const notes = [
    ...(newestRow === undefined
      ? []
      : [`Skolens nyeste registrering er fra ${datoText(newestRow)}; arket viser den for hver klasse.`]),
    ...(udmeldt > 0 ? [`${plural(udmeldt, 'elev', 'elever')} med fravær i kvartalet er udmeldt.`] : []),
  ];
  return {
    kind: 'figures',
    heading: `Elever på hvert trin i ${kvartalText(current.kvartal)}`,
    figures,
    note: notes.length === 0 ? undefined : notes.join(' '),
  };
}

/** Where the workbook is that says who. */
export function workbookBlock({ attachment, workbookName, workbookPath }: SkoleMailFacts): Block {
  const heading = 'Arket med navne og begrundelser';
  if (attachment === 'none') {
    return { kind: 'workbook', heading, text: 'Arket ligger på skolens drev:', path: workbookPath };
  }
  const how =
    attachment === 'encrypted' ? 'vedhæftet og åbnes med teamets adgangskode' : 'vedhæftet denne mail';
  return { kind: 'workbook', heading, text: `Arket er ${how}:`, path: workbookName };
}

function linesBlock(heading: string, lines: readonly string[]): Block {
  return { kind: 'lines', heading, lines };
}

/** No block when there is nothing to say. */
function linesBlocks(heading: string, lines: readonly string[]): Block[] {
  return lines.length === 0 ? [] : [linesBlock(heading, lines)];
}
