// R81: operations get a mail whenever a run is not clean: when it is incomplete, and when its warnings are others
// than the last run's.
import type { Config } from '../config/schema.ts';
import type { NightReport } from '../domain/report-input.ts';
import { buildOperationsMessage } from '../mail/operations-message.ts';
import type { MailProblem } from '../mail/operations-message.ts';
import { isAllowedAddress } from '../mail/recipients.ts';
import { insertMail, listMails } from '../state/outbox.ts';
import type { Past } from '../state/runs.ts';
import { deliverMails } from './deliver.ts';
import type { Delivered, DeliveryContext } from './deliver.ts';
import { noticesText } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { allowedDomains, newMail, withheldMails } from './plan-mails.ts';
import type { MailPlan } from './plan-mails.ts';
import type { ReportFailure } from './reports.ts';

export interface OperationsFacts {
  readonly report: NightReport;
  readonly config: Config;
  readonly mailKey: string;
  readonly runId: number;
  readonly outcome: Outcome;
  readonly plan: MailPlan;
  readonly delivered: readonly Delivered[];
  readonly reportFailures: readonly ReportFailure[];
  readonly past: Pick<Past, 'notices'>;
  readonly notes: readonly string[];
  readonly delivery: DeliveryContext;
}

/** Makes and delivers operations' mail when one is due; a second start of the same run makes no second one. Returns what became of it. */
export async function tellOperations(facts: OperationsFacts): Promise<readonly Delivered[]> {
  const { report, config, delivery, runId, outcome, past, notes } = facts;
  const notices = noticesText(report.night);
  const isQuiet = outcome === 'done' && notes.length === 0;
  if (isQuiet && (notices === '' || notices === past.notices)) return [];
  const recipients = config.operations.recipients.filter((address) =>
    isAllowedAddress(address, allowedDomains(config)),
  );
  if (recipients.length === 0) {
    delivery.log.warn('driften har ingen modtager, der må bruges', { outcome });
    return [];
  }
  const content = buildOperationsMessage({
    asOf: report.night.asOf,
    kvartal: report.night.kvartal,
    outcome,
    night: report.night,
    mailProblems: mailProblems(facts),
    reportProblems: facts.reportFailures.map(({ name, error }) => ({
      institutionsnummer: name,
      navn: report.skoleNavn(name),
      error,
    })),
    notes: facts.notes,
    findings: report.night.findings,
  });
  await insertMail(
    delivery.db,
    runId,
    newMail({ audience: 'operations', skole: undefined, recipients, content, workbook: undefined }, facts),
  );
  const own = (await listMails(delivery.db, ['pending', 'failed'], runId)).filter(
    ({ audience }) => audience === 'operations',
  );
  return deliverMails(own, delivery);
}

function mailProblems({ plan, delivered, report }: OperationsFacts): MailProblem[] {
  const name = (
    number: string,
    isToSkoleleder: boolean,
  ): Pick<MailProblem, 'institutionsnummer' | 'navn'> => ({
    institutionsnummer: number,
    navn: `${report.skoleNavn(number)}${isToSkoleleder ? ', til skolelederen' : ''}`,
  });
  const withheld = withheldMails(plan).map((planned): MailProblem => {
    const isToSkoleleder = plan.skoleledere.includes(planned);
    const { institutionsnummer } = planned.skole.skole;
    return { ...name(institutionsnummer, isToSkoleleder), status: 'withheld', finding: planned.withheld };
  });
  const undelivered = delivered.flatMap(({ mail, status, problem }): MailProblem[] =>
    problem === undefined
      ? []
      : [
          {
            ...name(mail.skole ?? mail.audience, mail.audience === 'skoleleder'),
            status: status === 'sent' ? 'partial' : status,
            error: problem,
          },
        ],
  );
  return [...withheld, ...undelivered];
}
