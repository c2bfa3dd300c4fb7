// fravaer send: deliver what waits in the outbox.
import { exitCodes } from '../../errors.ts';
import { sendPending } from '../../job/send.ts';
import { plural } from '../../text/da.ts';
import { createLog } from '../log.ts';
import { outputOf } from '../options.ts';
import type { CommonOptions } from '../options.ts';
import { printResult } from '../output.ts';

export async function send(options: CommonOptions): Promise<number> {
  const output = outputOf(options);
  const delivered = await sendPending({
    configFile: options.config,
    log: createLog(output),
    environment: process.env,
    clock: () => new Date(),
  });
  const sent = delivered.filter(({ status }) => status === 'sent').length;
  const left = delivered.length - sent;
  const json = {
    sent,
    undelivered: left,
    mails: delivered.map(({ mail, status, problem }) => ({
      audience: mail.audience,
      institutionsnummer: mail.skole ?? null,
      status,
      problem: problem ?? null,
    })),
  };
  printResult(output, json, () =>
    delivered.length === 0
      ? 'Der er ingen mails, der venter.'
      : `${plural(sent, 'mail', 'mails')} sendt, ${plural(left, 'mail', 'mails')} ikke sendt.`,
  );
  return left === 0 ? exitCodes.done : exitCodes.incomplete;
}
