// R81: operations hear of a run that could not be done, as long as the configuration says who they are. The mail goes
// out by itself: there is no run that it could belong to, and state may be what is wrong.
import type { LoadedConfig } from '../config/load.ts';
import { addDays, datoAt } from '../domain/dato.ts';
import type { AppError } from '../errors.ts';
import { exitCodes } from '../errors.ts';
import { composeMessage, messageIdFor } from '../mail/compose.ts';
import { buildFailureMessage } from '../mail/failure-message.ts';
import { isAllowedAddress } from '../mail/recipients.ts';
import { openTransport } from '../mail/transport.ts';
import { transportSettings } from './deliver.ts';
import type { RunWishes } from './nightly.ts';
import { allowedDomains } from './plan-mails.ts';

/** No export, or a state that cannot be used. A wrong option or configuration is told to whoever typed it, a lock to nobody. */
const TOLD: ReadonlySet<number> = new Set([exitCodes.noExport, exitCodes.state]);

/** Mails operations once for each start that fails; the same night failing in the same way has the same Message-ID. */
export async function tellOfFailure(error: AppError, loaded: LoadedConfig, wishes: RunWishes): Promise<void> {
  const { config } = loaded;
  const recipients = config.operations.recipients.filter((address) =>
    isAllowedAddress(address, allowedDomains(config)),
  );
  if (!TOLD.has(error.exitCode) || recipients.length === 0) return;
  const asOf = wishes.dato ?? addDays(datoAt(wishes.now, config.timeZone), -1);
  const { code, exitCode, message, hint } = error;
  const problems = error.problems.map(({ file, message: text }) => `${file}: ${text}`);
  const composed = await composeMessage({
    content: buildFailureMessage({ asOf, exitCode, message, hint, problems }),
    from: config.mail.from,
    recipients,
    date: new Date(`${addDays(asOf, 1)}T00:00:00Z`),
    messageId: messageIdFor(`${code}|${asOf}|${message}`, config.mail.from),
    attachments: [],
  });
  const transport = await openTransport(transportSettings({ loaded, environment: wishes.environment }));
  try {
    const delivery = await transport.deliver(composed);
    if (delivery.status !== 'delivered')
      wishes.log.warn('mail ikke afsendt', { recipient: 'operations', problem: delivery.message });
  } finally {
    transport.close();
  }
}
