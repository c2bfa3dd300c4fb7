// How the errors of a mail server are sorted: what can pass by itself stays pending for the next `send`, what needs a person has
// failed (B4). Pure.
import { failed, pending } from './delivery.ts';
import type { Delivery, DeliveryCode } from './delivery.ts';

/** The fields of nodemailer's errors that decide. */
export interface SmtpError {
  readonly code?: string | undefined;
  readonly originalCode?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly response?: string | undefined;
  readonly command?: string | undefined;
  readonly message?: string | undefined;
}

/**
 * Sorts an error of the SMTP client. A reply of the server decides before the client's own code does; without one, a
 * message that had been handed over whole may have arrived.
 */
export function sortSmtpError(error: SmtpError, isHandedOver: boolean): Delivery {
  const { responseCode } = error;
  if (responseCode === undefined || responseCode < 400)
    return isHandedOver ? pending('smtp-answer-lost') : sortWithoutReply(error);
  const detail = replyText(error);
  // 503 says that the session was in the wrong state, not that the message was refused.
  if (responseCode < 500 || responseCode === 503) return pending('smtp-temporary', detail);
  return failed(rejectedCode(error), detail);
}

function rejectedCode({ code, command, responseCode }: SmtpError): DeliveryCode {
  if (code === 'ETLS') return 'smtp-tls';
  if (code === 'EAUTH' || responseCode === 530) return 'smtp-auth';
  if (command === 'RCPT TO') return 'smtp-recipients';
  if (command === 'MAIL FROM') return 'smtp-sender';
  return command === 'DATA' ? 'smtp-message' : 'smtp-unexpected';
}

const WITHOUT_REPLY: Readonly<Record<string, Delivery>> = {
  EABORT: pending('smtp-timeout'),
  EAUTH: failed('smtp-auth'),
  ECONNECTION: pending('smtp-unreachable'),
  EDNS: pending('smtp-unreachable'),
  EENVELOPE: failed('smtp-recipients'),
  EMESSAGE: failed('smtp-message'),
  ENOAUTH: failed('smtp-auth'),
  ESOCKET: pending('smtp-unreachable'),
  ETIMEDOUT: pending('smtp-timeout'),
  ETLS: failed('smtp-tls'),
};

function sortWithoutReply(error: SmtpError): Delivery {
  const { code = '', originalCode = '', message = '' } = error;
  if (code === 'ESOCKET' || code === 'ETLS') {
    if (isCertificateError(originalCode, message)) return failed('smtp-certificate', ` (${originalCode})`);
    if (/^(ERR_SSL_|EPROTO)/.test(originalCode)) return failed('smtp-tls', ` (${originalCode})`);
  }
  return WITHOUT_REPLY[code] ?? failed('smtp-unexpected', ` (${code})`);
}

/** OpenSSL's reasons for not trusting a certificate, as Node names them, and Node's own for a wrong name. */
function isCertificateError(originalCode: string, message: string): boolean {
  return (
    /CERT|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|CRL_|ALTNAME/.test(originalCode) ||
    /certificate|altnames/i.test(message)
  );
}

/** The reply's numbers only: its text may repeat addresses. */
function replyText({ responseCode, response = '' }: SmtpError): string {
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1];
  return ` (svar ${[responseCode, enhanced].filter((part) => part !== undefined).join(' ')})`;
}
