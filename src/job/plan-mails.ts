// Decides which mails a night makes and to whom (R72, R81). Pure: what was delivered before comes in as data.
import path from 'node:path';
import type { Config } from '../config/schema.ts';
import { isNews } from '../domain/agenda.ts';
import { dato } from '../domain/dato.ts';
import type { Finding } from '../domain/finding.ts';
import { untoldFrister } from '../domain/forloeb/elev-forloeb.ts';
import { isForvaltningMailDue, isSkolelederMailDue, mailReason } from '../domain/mail-due.ts';
import type { SkoleNight } from '../domain/night.ts';
import { skoleReportInput } from '../domain/report-input.ts';
import type { NightReport } from '../domain/report-input.ts';
import { buildSkolelederAgenda, hasDecisions } from '../domain/skoleleder-agenda.ts';
import { messageIdFor } from '../mail/compose.ts';
import type { MailContent } from '../mail/document.ts';
import { buildForvaltningMessage } from '../mail/forvaltning-message.ts';
import { isAllowedAddress, judgeRecipients } from '../mail/recipients.ts';
import type { Judgement, SkoleRecipients } from '../mail/recipients.ts';
import { buildSkoleMessage } from '../mail/skole-message.ts';
import { buildSkolelederMessage } from '../mail/skoleleder-message.ts';
import { receiverOf } from '../state/outbox.ts';
import type { Audience, NewMail } from '../state/outbox.ts';
import { FORVALTNING } from '../report/files.ts';
import { passwordFault } from './passwords.ts';
import type { Passwords } from './passwords.ts';
import type { BuiltReport } from './reports.ts';

export interface MailPlan {
  /** To the teams. */
  readonly skoler: readonly PlannedSkole[];
  readonly skoleledere: readonly PlannedSkole[];
  /** The skoler whose skoleleder gets mail when it is due. */
  readonly withSkoleleder: ReadonlySet<string>;
  readonly forvaltning: readonly string[] | undefined;
}

/** A skole whose team or skoleleder is due a mail: ready to go, or withheld and why. */
export interface PlannedSkole {
  readonly skole: SkoleNight;
  readonly recipients: readonly string[];
  readonly withheld: Finding | undefined;
}

export interface PlanFacts {
  readonly report: NightReport;
  readonly config: Config;
  /** As-of date of the newest delivered mail per team and per skoleleder, by institutionsnummer, and to the forvaltning. */
  readonly lastToSkole: ReadonlyMap<string, string>;
  readonly lastToSkoleleder: ReadonlyMap<string, string>;
  readonly lastToForvaltning: string | undefined;
  /** Whose mail of an earlier run has not got through, by `receiverOf`. */
  readonly waiting: ReadonlySet<string>;
  /** Undefined when workbooks are not encrypted. */
  readonly passwords: Passwords | undefined;
  /** Skoler that this run is limited to; empty for all. */
  readonly only: ReadonlySet<string>;
}

export function planMails(facts: PlanFacts): MailPlan {
  const { report, config, lastToForvaltning, waiting, only } = facts;
  const { night } = report;
  const domains = allowedDomains(config);
  const { teams, skoleledere } = skoleRecipients(config);
  const toTeams = judgeRecipients(teams, domains, skoleledere);
  const toSkoleledere = judgeRecipients(skoleledere, domains, teams);
  const isInRun = ({ skole }: SkoleNight): boolean => only.size === 0 || only.has(skole.institutionsnummer);
  const reported = night.skoler.filter((skole) => skole.status !== 'refused' && isInRun(skole));
  const forvaltning = config.forvaltning.recipients.filter((address) => isAllowedAddress(address, domains));
  const isForvaltningDue = isForvaltningMailDue({
    asOf: night.asOf,
    lastDelivered: lastToForvaltning === undefined ? undefined : dato(lastToForvaltning),
    isWaiting: waiting.has(receiverOf('forvaltning')),
  });
  const isDue = only.size === 0 && forvaltning.length > 0 && isForvaltningDue;
  return {
    skoler: reported.filter((skole) => isTeamMailDue(skole, facts)).flatMap(planned(toTeams, facts)),
    skoleledere: reported
      .filter((skole) => isDecisionMailDue(skole, facts))
      .flatMap(planned(toSkoleledere, facts)),
    withSkoleleder: report.withSkoleleder,
    forvaltning: isDue ? forvaltning : undefined,
  };
}

/** The skoler that have a skoleleder in the configuration. */
export function withSkoleleder(config: Config): ReadonlySet<string> {
  return new Set(skoleRecipients(config).skoleledere.map(({ institutionsnummer }) => institutionsnummer));
}

/** The planned mails that are held back, to teams and skoleledere. */
export function withheldMails({ skoler, skoleledere }: MailPlan): readonly PlannedSkole[] {
  return [...skoler, ...skoleledere].filter(({ withheld }) => withheld !== undefined);
}

function skoleRecipients({ skoler }: Config): Record<'teams' | 'skoleledere', readonly SkoleRecipients[]> {
  return {
    teams: skoler.map(({ institutionsnummer, komISkoleTeam: recipients }) => ({
      institutionsnummer,
      recipients,
    })),
    // Without one, the skole has no such mail; a team without recipients is a fault.
    skoleledere: skoler
      .map(({ institutionsnummer, skoleleder: recipients }) => ({ institutionsnummer, recipients }))
      .filter(({ recipients }) => recipients.length > 0),
  };
}

function planned(
  judged: ReadonlyMap<string, Judgement>,
  { passwords }: PlanFacts,
): (skole: SkoleNight) => PlannedSkole[] {
  return (skole) => {
    const number = skole.skole.institutionsnummer;
    const judgement = judged.get(number);
    if (judgement === undefined) return [];
    const withheld = judgement.ok ? passwordFinding(number, passwords) : judgement.finding;
    return [{ skole, recipients: judgement.ok ? judgement.recipients : [], withheld }];
  };
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

function isTeamMailDue(skole: SkoleNight, { report, lastToSkole, waiting }: PlanFacts): boolean {
  const number = skole.skole.institutionsnummer;
  if (report.returned.problems(number).length > 0) return true;
  const last = lastToSkole.get(number);
  const cases = [...skole.current.elever, ...(skole.late?.elever ?? [])];
  const news = cases.filter(isNews).length;
  const reason = mailReason({
    asOf: report.night.asOf,
    news,
    dueFrister: skole.current.elever.reduce((sum, { forloeb }) => sum + untoldFrister(forloeb), 0),
    lastDelivered: last === undefined ? undefined : dato(last),
    isWaiting: waiting.has(receiverOf('skole', number)),
  });
  return reason === 'weekly' ? skole.status !== 'no-data' : reason !== undefined;
}

function isDecisionMailDue(skole: SkoleNight, { report, lastToSkoleleder, waiting }: PlanFacts): boolean {
  const number = skole.skole.institutionsnummer;
  const { asOf } = report.night;
  const agenda = buildSkolelederAgenda(skole, asOf, report.skoledage);
  const last = lastToSkoleleder.get(number);
  const facts = {
    asOf,
    news: agenda.fresh.length,
    lastDelivered: last === undefined ? undefined : dato(last),
    isWaiting: waiting.has(receiverOf('skoleleder', number)),
  };
  return hasDecisions(agenda) && isSkolelederMailDue(facts);
}

export interface ComposeFacts {
  readonly report: NightReport;
  readonly config: Config;
  readonly mailKey: string;
  readonly reports: readonly BuiltReport[];
}

/** The planned mails, complete but for bytes, as the outbox keeps them. */
export function composeMails(plan: MailPlan, facts: ComposeFacts): NewMail[] {
  const { report, reports } = facts;
  const mails = [
    ...plan.skoler.flatMap((one) => skoleMail('skole', one, facts)),
    ...plan.skoleledere.flatMap((one) => skoleMail('skoleleder', one, facts)),
  ];
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

const skoleMessages = { skole: buildSkoleMessage, skoleleder: buildSkolelederMessage } as const;

/** A mail with the skole's own workbook; none when it is held back. */
function skoleMail(
  audience: keyof typeof skoleMessages,
  { skole, recipients, withheld }: PlannedSkole,
  facts: ComposeFacts,
): NewMail[] {
  const number = skole.skole.institutionsnummer;
  const workbook = facts.reports.find(({ name }) => name === number);
  if (withheld !== undefined || workbook === undefined) return [];
  const content = skoleMessages[audience](skoleReportInput(facts.report, skole), {
    attachment: facts.config.mail.attachment,
    workbookName: path.basename(workbook.path),
    workbookPath: workbook.path,
  });
  return [newMail({ audience, skole: number, recipients, content, workbook }, facts)];
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

/** Passwords belong to skoler; the forvaltning's workbook holds counts alone (R76) and is never locked. */
function attachmentFor(audience: Audience, { mail }: Config): NewMail['attachment'] {
  return audience === 'forvaltning' && mail.attachment === 'encrypted' ? 'plain' : mail.attachment;
}
