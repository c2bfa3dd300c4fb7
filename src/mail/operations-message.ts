// The mail to operations when a run is not clean (R81): outcome, what failed where, and what to do next. Names of skoler, files,
// lines and codes; never an elev (R62). Pure.
import type { Dato } from '../domain/dato.ts';
import type { Finding } from '../domain/finding.ts';
import type { Kvartal } from '../domain/kvartal.ts';
import type { Night } from '../domain/night.ts';
import { withoutCpr } from '../text/cpr.ts';
import { datoText, plural, tal } from '../text/da.ts';
import { quarantineText } from '../text/counters.ts';
import { findingText, placeText } from '../text/findings.ts';
import { periodText } from '../text/reason.ts';
import type { Block, MailContent } from './document.ts';
import { hintFor } from './operations-hints.ts';
import { renderMail } from './render.ts';

const MAX_PLACES = 3;

export interface SkoleProblem {
  readonly institutionsnummer: string;
  readonly navn: string;
}

export interface MailProblem extends SkoleProblem {
  /** `pending`: will be tried again by `send`; `partial`: delivered, but not to every recipient. */
  readonly status: 'failed' | 'withheld' | 'pending' | 'partial';
  readonly finding?: Finding | undefined;
  readonly error?: string | undefined;
}

export interface ReportProblem extends SkoleProblem {
  readonly error: string;
}

export interface OperationsReport {
  readonly asOf: Dato;
  readonly kvartal: Kvartal;
  readonly outcome: 'done' | 'incomplete' | 'refused';
  /** Undefined when nothing could be read. */
  readonly night: Night | undefined;
  readonly mailProblems: readonly MailProblem[];
  readonly reportProblems: readonly ReportProblem[];
  /** What else a person must mend, in sentences. */
  readonly notes: readonly string[];
  readonly findings: readonly Finding[];
}

const outcomeText: Readonly<Record<OperationsReport['outcome'], string>> = {
  done: 'gennemført',
  incomplete: 'ufuldstændig',
  refused: 'afvist',
};

const mailStatusText: Readonly<Record<MailProblem['status'], string>> = {
  failed: 'ikke sendt',
  withheld: 'holdt tilbage',
  pending: 'venter på næste forsøg',
  partial: 'sendt, men ikke til alle',
};

export function buildOperationsMessage(report: OperationsReport): MailContent {
  const asOf = datoText(report.asOf);
  return renderMail({
    subject: `Fraværsscreening: kørslen er ${outcomeText[report.outcome]} (${asOf})`,
    title: `Kørslen er ${outcomeText[report.outcome]}`,
    subtitle: `Fraværsscreening for ${periodText(report.kvartal, asOf)}. Til driften`,
    blocks: [
      { kind: 'lead', text: leadText(report) },
      ...refusedBlock(report.night),
      ...linesBlock('Mails', report.mailProblems.map(mailLine)),
      ...linesBlock(
        'Rapporter',
        report.reportProblems.map(
          ({ navn, institutionsnummer, error }) => `${navn} (${institutionsnummer}): ${withoutCpr(error)}`,
        ),
      ),
      ...linesBlock('Drift', report.notes),
      ...linesBlock('Advarsler øverst i skolernes rapporter', warningLines(report.night)),
      ...linesBlock('Rækker sat til side', quarantineLines(report.night)),
      ...linesBlock('Fund', findingLines(report.findings)),
      ...linesBlock('Det kan I gøre', nextLines(report)),
    ],
    footer:
      'Sendt automatisk. Mailen nævner filer og linjer, aldrig elever. Åbn eksporten dér, hvor den ligger; send den ikke med mail.',
  });
}

function leadText({ night, mailProblems, reportProblems }: OperationsReport): string {
  if (night === undefined) return 'Der blev ikke læst nogen data, så ingen skole er opgjort.';
  const refused = night.skoler.filter(({ status }) => status === 'refused').length;
  const noData = night.skoler.filter(({ status }) => status === 'no-data').length;
  const quarantined = quarantineCounters(night).reduce((sum, [, rows]) => sum + rows, 0);
  const parts = [
    [refused, plural(refused, 'skole afvist', 'skoler afvist')],
    [noData, plural(noData, 'skole uden data', 'skoler uden data')],
    [mailProblems.length, plural(mailProblems.length, 'mail med problemer', 'mails med problemer')],
    [reportProblems.length, plural(reportProblems.length, 'rapport mangler', 'rapporter mangler')],
    [quarantined, plural(quarantined, 'række sat til side', 'rækker sat til side')],
  ] as const;
  const problems = parts.filter(([count]) => count > 0).map(([, text]) => text);
  const read = `${plural(night.rowsRead, 'række', 'rækker')} læst for ${plural(night.skoler.length, 'skole', 'skoler')}`;
  return `${[read, ...problems].join(', ')}.`;
}

function refusedBlock(night: Night | undefined): Block[] {
  const lines = (night?.skoler ?? [])
    .filter(({ status }) => status !== 'screened')
    .map(({ skole, status, notices }) => {
      const reasons = status === 'no-data' ? ['Ingen data i kvartalet'] : refusalsOf(notices).map(textOf);
      return `${skole.navn} (${skole.institutionsnummer}): ${reasons.join('; ')}.`;
    });
  return lines.length === 0 ? [] : [{ kind: 'warning', heading: 'Skoler uden rapport', lines }];
}

/** What several skoler share is said once. */
function warningLines(night: Night | undefined): string[] {
  const skoler = night?.skoler ?? [];
  const warnings = skoler.flatMap(({ skole, notices }) =>
    notices
      .filter(({ severity }) => severity !== 'error')
      .map((notice) => ({ navn: skole.navn, text: textOf(notice) })),
  );
  return [...Map.groupBy(warnings, ({ text }) => text)].map(([text, of]) => {
    const isShared = of.length > 1 && of.length === skoler.length;
    return `${isShared ? 'Alle skoler' : of.map(({ navn }) => navn).join(', ')}: ${text}.`;
  });
}

function refusalsOf(notices: readonly Finding[]): Finding[] {
  return notices.filter(({ severity }) => severity === 'error');
}

function mailLine({ navn, institutionsnummer, status, finding, error }: MailProblem): string {
  const reasons = [
    ...(finding === undefined ? [] : [textOf(finding)]),
    ...(error === undefined ? [] : [withoutCpr(error)]),
  ];
  const why = reasons.length === 0 ? '' : ` ${reasons.join(' ')}`;
  return `${navn} (${institutionsnummer}): ${mailStatusText[status]}.${why}`;
}

function quarantineCounters(night: Night): [string, number][] {
  return [...night.rows]
    .filter(([counter, rows]) => counter.startsWith('quarantined') && rows > 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function quarantineLines(night: Night | undefined): string[] {
  return night === undefined
    ? []
    : quarantineCounters(night).map(
        ([counter, rows]) => `${plural(rows, 'række', 'rækker')}: ${quarantineText(counter)}`,
      );
}

/** Per code: how often, what it says, and the first places. Unknown numbers are one finding each, so all are named. */
function findingLines(findings: readonly Finding[]): string[] {
  const byCode = Map.groupBy(findings, ({ code }) => code);
  return [...byCode].flatMap(([code, ofCode]) =>
    code === 'institutionsnummer-unknown'
      ? ofCode.map((finding) => `${textOf(finding)}.`)
      : [codeLine(code, ofCode)],
  );
}

function codeLine(code: string, findings: readonly Finding[]): string {
  const [first] = findings;
  if (first === undefined) return code;
  const places = findings.map(placeText).filter((place) => place !== '');
  const shown = places.slice(0, MAX_PLACES).join('; ');
  const more = places.length > MAX_PLACES ? ` og ${tal(places.length - MAX_PLACES)} steder mere` : '';
  const example = findings.length === 1 ? textOf(first) : `for eksempel: ${textOf(first)}`;
  const where = shown === '' ? '' : ` Sted: ${shown}${more}.`;
  return `${code} (${tal(findings.length)}): ${example}.${where}`;
}

function nextLines({ night, mailProblems, findings }: OperationsReport): string[] {
  const notices = (night?.skoler ?? []).flatMap((skole) => skole.notices);
  const ofMails = mailProblems.map(({ finding }) => finding).filter((finding) => finding !== undefined);
  const codes = new Set([...notices, ...ofMails, ...findings].map(({ code }) => code));
  const hints = [...codes].map(hintFor).filter((hint) => hint !== undefined);
  const canWait = mailProblems.some(({ status }) => status === 'pending');
  return [
    ...new Set([
      ...hints,
      ...(canWait ? ['Kør »fravaer send« for at sende de mails, der venter.'] : []),
      ...(night === undefined ? ['Tjek stierne under sources i konfigurationen med »fravaer check«.'] : []),
      'Se hele listen med »fravaer check« på den maskine, hvor kørslen sker.',
    ]),
  ];
}

function textOf(finding: Finding): string {
  return withoutCpr(findingText(finding));
}

function linesBlock(heading: string, lines: readonly string[]): Block[] {
  return lines.length === 0 ? [] : [{ kind: 'lines', heading, lines }];
}
