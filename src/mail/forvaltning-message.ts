// The weekly mail to the forvaltning: counts per skole, none per klasse, and first the skoler that have no figures
// (R76, R14). In the order of the configuration, because the list is no score. Pure.
import { buildForloebOverview, overdueKey } from '../domain/forloeb/forloeb-overview.ts';
import type { ForloebOverviewRow } from '../domain/forloeb/forloeb-overview.ts';
import { forloebSteps } from '../domain/forloeb/steps.ts';
import { isWorthDrawing, kommuneDevelopment } from '../domain/kommune-development.ts';
import type { SkoleNight } from '../domain/night.ts';
import { buildOverview } from '../domain/overview.ts';
import type { OverviewCount, OverviewRow } from '../domain/overview.ts';
import type { NightReport } from '../domain/report-input.ts';
import { kommuneDevelopmentPicture } from '../picture/development.ts';
import { datoText, kvartalText, plural, statusText, tal } from '../text/da.ts';
import {
  nationalSentence,
  overTiShare,
  procentText,
  publicText,
  withheldSentence,
} from '../text/overview.ts';
import { findingText } from '../text/findings.ts';
import { stepName } from '../text/forloeb.ts';
import { periodText } from '../text/reason.ts';
import { countingSentences, periodSentence } from './counting.ts';
import type { Block, MailContent } from './document.ts';
import { renderMail } from './render.ts';

const COLUMNS: readonly { readonly key: OverviewCount; readonly heading: string }[] = [
  { key: 'massivt', heading: 'Massivt' },
  { key: 'bekymrende', heading: 'Bekym\u00adrende' },
  { key: 'tidlig-indsats', heading: 'Tidlig indsats' },
  { key: 'new', heading: 'Nye' },
  { key: 'escalated', heading: 'Steget' },
];

export function buildForvaltningMessage(report: NightReport): MailContent {
  const { night, kommune, limits } = report;
  const asOf = datoText(night.asOf);
  const rows = buildOverview(night.skoler);
  const screened = night.skoler.filter(({ status }) => status === 'screened');
  const others = night.skoler.filter(({ status }) => status !== 'screened');
  const withNotices = screened.filter(({ notices }) => notices.length > 0);
  return renderMail({
    subject: `Skolefravær, ${kommune}: ${plural(screened.length, 'skole', 'skoler')} opgjort${others.length === 0 ? '' : `, ${others.length} uden tal`} (til og med ${asOf})`,
    title: `Skolefravær i ${kommune}`,
    subtitle: `${periodText(night.kvartal, asOf)}. Til forvaltningen`,
    blocks: [
      { kind: 'lead', text: leadText(rows, screened.length, night.skoler.length) },
      ...missingBlock(others),
      ...(withNotices.length === 0
        ? []
        : [linesBlock('Tal at tage med forbehold', withNotices.map(noticeLine))]),
      ...(screened.length === 0 ? [] : [skoleTable(report, rows), ...pictureBlock(report)]),
      ...forloebBlock(report),
      linesBlock('Sådan er der talt', [
        ...countingSentences(limits),
        '»Nye« og »Steget« er ændringer, siden hver skoles team sidst fik en rapport (R30).',
        nationalSentence,
        withheldSentence,
        periodSentence(night.asOf),
      ]),
    ],
    footer: `Sendt automatisk af ${kommune}. Mailen indeholder kun antal, og små tal, der kunne pege på enkelte elever, er skjult.`,
  });
}

function leadText(rows: readonly OverviewRow[], screened: number, skoler: number): string {
  if (screened === 0) return `Ingen af ${plural(skoler, 'skole', 'skoler')} kunne opgøres.`;
  const counts = rows.find(({ level }) => level === 'kommune')?.counts ?? {};
  const { massivt, bekymrende } = counts;
  const where = `på ${tal(screened)} af ${plural(skoler, 'skole', 'skoler')}`;
  if (typeof massivt !== 'number' || typeof bekymrende !== 'number')
    return `${plural(screened, 'skole', 'skoler')} er opgjort. Tallene er for små til at blive vist.`;
  return `${plural(massivt + bekymrende, 'elev', 'elever')} ${where} har bekymrende eller massivt skolefravær; ${tal(massivt)} af dem har massivt.`;
}

/** Where the kommune's forløb stand; per skole it is in the workbook. Nothing where the numbers are too small to show. */
function forloebBlock({ night }: NightReport): Block[] {
  const counts = buildForloebOverview(night.skoler, night.asOf)[0]?.counts;
  const running = counts?.running;
  const awaiting = counts?.['awaiting-samtale'];
  const lines = [
    ...(typeof running === 'number' && running > 0 ? [`${tal(running)} forløb er i gang.`] : []),
    ...(typeof awaiting === 'number' && awaiting > 0
      ? [
          `${plural(awaiting, 'elev', 'elever')} med bekymrende eller massivt skolefravær afventer samtale med forældrene.`,
        ]
      : []),
    ...overdueLines(counts),
  ];
  return lines.length === 0 ? [] : [linesBlock('Forløbspakken', lines)];
}

/** The steps that are late in the kommune, those of most elever first. */
function overdueLines(counts: ForloebOverviewRow['counts'] = {}): string[] {
  const late = forloebSteps
    .map((step) => ({ step, count: counts[overdueKey(step.id)] }))
    .flatMap(({ step, count }) => (typeof count === 'number' && count > 0 ? [{ step, count }] : []))
    .toSorted((a, b) => b.count - a.count)
    .map(({ step, count }) => `${stepName(step)}: ${plural(count, 'elev', 'elever')}`);
  return late.length === 0
    ? []
    : [`Overskredne frister: ${late.join('; ')}. Arket »Forløb« viser dem skole for skole.`];
}

function missingBlock(skoler: readonly SkoleNight[]): Block[] {
  if (skoler.length === 0) return [];
  const ordered = [
    ...skoler.filter(({ status }) => status === 'refused'),
    ...skoler.filter(({ status }) => status === 'no-data'),
  ];
  return [{ kind: 'warning', heading: 'Skoler uden tal', lines: ordered.map(missingLine) }];
}

function missingLine({ skole, status, notices }: SkoleNight): string {
  const refusals = notices.filter(({ severity }) => severity === 'error').map(findingText);
  return status === 'refused'
    ? `${skole.navn}: ${statusText.refused}. ${refusals.join('; ')}. Driften har fået besked.`
    : `${skole.navn}: ${statusText['no-data']} i kvartalet. Forvaltningen: Spørg skolen, om fraværet registreres.`;
}

function noticeLine({ skole, notices }: SkoleNight): string {
  return `${skole.navn}: ${notices.map(findingText).join('; ')}.`;
}

function skoleTable({ night, skoleNavn }: NightReport, rows: readonly OverviewRow[]): Block {
  const cells = (row: OverviewRow): string[] => [
    ...COLUMNS.map(({ key }) => publicText(row.counts[key])),
    procentText(overTiShare(row)),
  ];
  const kommune = rows.find(({ level }) => level === 'kommune');
  return {
    kind: 'table',
    heading: `Elever på hvert trin i ${kvartalText(night.kvartal)}`,
    columns: ['Skole', ...COLUMNS.map(({ heading }) => heading), 'Andel over 10\u00a0%'],
    rows: rows
      .filter(({ level }) => level === 'skole')
      .map((row) => [skoleNavn(row.institutionsnummer ?? ''), ...cells(row)]),
    total: kommune === undefined ? undefined : ['I alt', ...cells(kommune)],
  };
}

/** The kommune's kvartal at a glance; the figures stand in the workbook as well. */
function pictureBlock(report: NightReport): Block[] {
  const weeks = kommuneDevelopment(report);
  if (!isWorthDrawing(weeks)) return [];
  return [
    {
      kind: 'picture',
      heading: 'Elever på et trin i kommunen, uge for uge',
      name: 'udvikling',
      picture: kommuneDevelopmentPicture(report.night.kvartal, weeks),
    },
  ];
}

function linesBlock(heading: string, lines: readonly string[]): Block {
  return { kind: 'lines', heading, lines };
}
