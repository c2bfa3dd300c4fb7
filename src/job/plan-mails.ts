// Decides which mails a night makes and to whom (R72, R81). Pure: what was delivered before comes in as data.
import path from 'node:path';
import type { Config } from '../config/schema.ts';
import { isNews } from '../domain/agenda.ts';
import { dato } from '../domain/dato.ts';
import type { Finding } from '../domain/finding.ts';
import { untoldFrister } from '../domain/forloeb/elev-forloeb.ts';
import { isForvaltningMailDue, mailReason } from '../domain/mail-due.ts';
import type { SkoleNight } from '../domain/night.ts';
import { skoleReportInput } from '../domain/report-input.ts';
import type { NightReport } from '../domain/report-input.ts';
import { messageIdFor } from '../mail/compose.ts';
import type { MailContent } from '../mail/document.ts';
import { buildForvaltningMessage } from '../mail/forvaltning-message.ts';
import { isAllowedAddress, judgeRecipients } from '../mail/recipients.ts';
import { buildSkoleMessage } from '../mail/skole-message.ts';
import type { Audience, NewMail } from '../state/outbox.ts';
import { FORVALTNING } from '../report/files.ts';
import { passwordFault } from './passwords.ts';
import type { Passwords } from './passwords.ts';
import type { BuiltReport } from './reports.ts';

export interface MailPlan {
  readonly skoler: readonly PlannedSkole[];
  readonly forvaltning: readonly string[] | undefined;
}

/** A skole whose mail is due: ready to go, or withheld and why. */
export interface PlannedSkole {
  readonly skole: SkoleNight;
  readonly recipients: readonly string[];
  readonly withheld: Finding | undefined;
}

export interface PlanFacts {
  readonly report: NightReport;
  readonly config: Config;
  /** As-of date of the newest delivered mail per skole, and to the forvaltning. */
  readonly lastToSkole: ReadonlyMap<string, string>;
  readonly lastToForvaltning: string | undefined;
  /** Undefined when workbooks are not encrypted. */
  readonly passwords: Passwords | undefined;
  /** Skoler that this run is limited to; empty for all. */
  readonly only: ReadonlySet<string>;
}

export function planMails(facts: PlanFacts): MailPlan {
  const { report, config, lastToSkole, lastToForvaltning, only } = facts;
  const { night } = report;
  const domains = allowedDomains(config);
  const teams = config.skoler.map(({ institutionsnummer, komISkoleTeam }) => ({
    institutionsnummer,
    recipients: komISkoleTeam,
  }));
  const judged = judgeRecipients(teams, domains);
  const skoler = night.skoler.flatMap((skole): PlannedSkole[] => {
    const number = skole.skole.institutionsnummer;
    const judgement = judged.get(number);
    const isListed = skole.status !== 'refused' && report.returned.problems(number).length > 0;
    if (!isListed && !isMailDue(skole, night.asOf, lastToSkole.get(number))) return [];
    if (judgement === undefined || (only.size > 0 && !only.has(number))) return [];
    const withheld = judgement.ok ? passwordFinding(number, facts.passwords) : judgement.finding;
    return [{ skole, recipients: judgement.ok ? judgement.recipients : [], withheld }];
  });
  const forvaltning = config.forvaltning.recipients.filter((address) => isAllowedAddress(address, domains));
  const last = lastToForvaltning === undefined ? undefined : dato(lastToForvaltning);
  const isDue = only.size === 0 && forvaltning.length > 0 && isForvaltningMailDue(night.asOf, last);
  return { skoler, forvaltning: isDue ? forvaltning : undefined };
}

/** R72: a workbook that should be locked goes out locked or not at all. */
function passwordFinding(institutionsnummer: string, passwords: Passwords | undefined): Finding | undefined {
  const code = passwords === undefined ? undefined : passwordFault(institutionsnummer, passwords);
  return code === undefined ? undefined : { code, severity: 'error', institutionsnummer };
}

/** R72: the domains that mail may go to; the sender's own when the configuration names none. */
export function allowedDomains({ mail }: Config): readonly string[] {
  return mail.allowedDomains ?? [/@([^@>\s]+)>?\s*$/.exec(mail.from)?.[1] ?? 'localhost'];
}

function isMailDue(skole: SkoleNight, asOf: NightReport['night']['asOf'], last: string | undefined): boolean {
  if (skole.status === 'refused') return false;
  const cases = [...skole.current.elever, ...(skole.late?.elever ?? [])];
  const news = cases.filter(isNews).length;
  const reason = mailReason({
    asOf,
    news,
    dueFrister: skole.current.elever.reduce((sum, { forloeb }) => sum + untoldFrister(forloeb), 0),
    lastDelivered: last === undefined ? undefined : dato(last),
  });
  return reason === 'weekly' ? skole.status !== 'no-data' : reason !== undefined;
}

export interface ComposeFacts {
  readonly report: NightReport;
  readonly config: Config;
  readonly mailKey: string;
  readonly reports: readonly BuiltReport[];
}

/** The planned mails, complete but for bytes, as the outbox keeps them. */
export function composeMails(plan: MailPlan, facts: ComposeFacts): NewMail[] {
  const { report, config, reports } = facts;
  const { attachment } = config.mail;
  const mails = plan.skoler
    .filter(({ withheld }) => withheld === undefined)
    .flatMap(({ skole, recipients }) => {
      const number = skole.skole.institutionsnummer;
      const workbook = reports.find(({ name }) => name === number);
      if (workbook === undefined) return [];
      const names = { workbookName: path.basename(workbook.path), workbookPath: workbook.path };
      const content = buildSkoleMessage(skoleReportInput(report, skole), { attachment, ...names });
      return [newMail({ audience: 'skole', skole: number, recipients, content, workbook }, facts)];
    });
  if (plan.forvaltning === undefined) return mails;
  const workbook = reports.find(({ name }) => name === FORVALTNING);
  const content = buildForvaltningMessage(report);
  return [
    ...mails,
    newMail(
      { audience: 'forvaltning', skole: undefined, recipients: plan.forvaltning, content, workbook },
      facts,
    ),
  ];
}

interface MailParts {
  readonly audience: Audience;
  readonly skole: string | undefined;
  readonly recipients: readonly string[];
  readonly content: MailContent;
  readonly workbook: BuiltReport | undefined;
}

/** The Message-ID depends on the run and the receiver alone: a mail that goes out again is known as the same one. */
export function newMail(
  parts: MailParts,
  { report, config, mailKey }: Omit<ComposeFacts, 'reports'>,
): NewMail {
  const { audience, skole, recipients, content, workbook } = parts;
  return {
    audience,
    skole,
    asOf: report.night.asOf,
    messageId: messageIdFor(`${mailKey}|${audience}|${skole ?? ''}`, config.mail.from),
    recipients,
    subject: content.subject,
    text: content.text,
    html: content.html,
    pictures: content.pictures,
    attachment: workbook === undefined ? 'none' : attachmentFor(audience, config),
    workbook: workbook === undefined ? undefined : { path: workbook.path, sha256: workbook.sha256 },
  };
}

/** Passwords belong to teams; the forvaltning's workbook holds counts alone (R76) and is never locked. */
function attachmentFor(audience: Audience, { mail }: Config): NewMail['attachment'] {
  return audience !== 'skole' && mail.attachment === 'encrypted' ? 'plain' : mail.attachment;
}
