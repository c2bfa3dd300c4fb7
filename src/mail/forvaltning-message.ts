// The weekly mail to the forvaltning: counts per skole, none per klasse, and first the skoler that have no figures
// (R76, R14). In the order of the configuration, because the list is no score. Pure.
import type { Counts, SkoleNight } from '../domain/night.ts';
import type { NightReport } from '../domain/report-input.ts';
import { datoText, kvartalText, plural, statusText, tal } from '../text/da.ts';
import { findingText } from '../text/findings.ts';
import { periodText } from '../text/reason.ts';
import { countingSentences, periodSentence } from './counting.ts';
import type { Block, MailContent } from './document.ts';
import { renderMail } from './render.ts';

const COLUMNS: readonly { readonly key: keyof Counts; readonly heading: string }[] = [
  { key: 'massivt', heading: 'Massivt' },
  { key: 'bekymrende', heading: 'Bekym\u00adrende' },
  { key: 'tidlig-indsats', heading: 'Tidlig indsats' },
  { key: 'new', heading: 'Nye' },
  { key: 'escalated', heading: 'Steget' },
];

export function buildForvaltningMessage(report: NightReport): MailContent {
  const { night, kommune, limits } = report;
  const asOf = datoText(night.asOf);
  const screened = night.skoler.filter(({ status }) => status === 'screened');
  const others = night.skoler.filter(({ status }) => status !== 'screened');
  const withNotices = screened.filter(({ notices }) => notices.length > 0);
  return renderMail({
    subject: `Skolefravær, ${kommune}: ${plural(screened.length, 'skole', 'skoler')} opgjort${others.length === 0 ? '' : `, ${others.length} uden tal`} (til og med ${asOf})`,
    title: `Skolefravær i ${kommune}`,
    subtitle: `${periodText(night.kvartal, asOf)}. Til forvaltningen`,
    blocks: [
      { kind: 'lead', text: leadText(screened, night.skoler.length) },
      ...missingBlock(others),
      ...(withNotices.length === 0
        ? []
        : [linesBlock('Tal at tage med forbehold', withNotices.map(noticeLine))]),
      ...(screened.length === 0 ? [] : [skoleTable(screened, kvartalText(night.kvartal))]),
      linesBlock('Sådan er der talt', [
        ...countingSentences(limits),
        '»Nye« og »Steget« er ændringer, siden hver skoles team sidst fik en rapport (R30).',
        periodSentence(night.asOf),
      ]),
    ],
    footer: `Sendt automatisk af ${kommune}. Mailen indeholder kun antal. Små tal kan pege på enkelte elever: Send dem ikke videre uden for forvaltningen.`,
  });
}

function leadText(screened: readonly SkoleNight[], skoler: number): string {
  if (screened.length === 0) return `Ingen af ${plural(skoler, 'skole', 'skoler')} kunne opgøres.`;
  const onTrin = sumOf(screened, 'massivt') + sumOf(screened, 'bekymrende');
  return `${plural(onTrin, 'elev', 'elever')} på ${tal(screened.length)} af ${plural(skoler, 'skole', 'skoler')} har bekymrende eller massivt skolefravær; ${tal(sumOf(screened, 'massivt'))} af dem har massivt.`;
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

function skoleTable(skoler: readonly SkoleNight[], kvartal: string): Block {
  return {
    kind: 'table',
    heading: `Elever på hvert trin i ${kvartal}`,
    columns: ['Skole', ...COLUMNS.map(({ heading }) => heading)],
    rows: skoler.map(({ skole, current }) => [
      skole.navn,
      ...COLUMNS.map(({ key }) => tal(current.counts[key])),
    ]),
    total: ['I alt', ...COLUMNS.map(({ key }) => tal(sumOf(skoler, key)))],
  };
}

function sumOf(skoler: readonly SkoleNight[], key: keyof Counts): number {
  return skoler.reduce((sum, { current }) => sum + current.counts[key], 0);
}

function linesBlock(heading: string, lines: readonly string[]): Block {
  return { kind: 'lines', heading, lines };
}
