// Builds the complete message as bytes. The same input gives the same bytes: date, Message-ID and boundary come from the
// input, so a repeated run writes the same file and a message sent again is known as the same one.
import { createHash } from 'node:crypto';
import type { MailContent } from './document.ts';

export interface Attachment {
  /** Shown to whoever sees the mail; without personal data (R70). */
  readonly filename: string;
  readonly content: Buffer;
  readonly contentType: string;
  /** For a picture that the HTML shows. */
  readonly cid?: string;
}

export interface MessageInput {
  readonly content: MailContent;
  readonly from: string;
  /** Judged addresses (recipients.ts); all of them see each other, as the team they are. */
  readonly recipients: readonly string[];
  /** Derived from the run, not from the clock at sending. */
  readonly date: Date;
  /** With or without angle brackets; see `messageIdFor`. */
  readonly messageId: string;
  readonly attachments: readonly Attachment[];
}

/** A finished message with its envelope: what the transport and the outbox take. */
export interface ComposedMessage {
  readonly messageId: string;
  readonly from: string;
  readonly recipients: readonly string[];
  readonly bytes: Buffer;
}

export const XLSX_CONTENT_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export async function composeMessage(input: MessageInput): Promise<ComposedMessage> {
  if (input.recipients.length === 0) throw new RangeError('a message without recipients');
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const { content, date, attachments } = input;
  const messageId = `<${bare(input.messageId)}>`;
  const message = new MailComposer({
    from: input.from,
    to: [...input.recipients],
    subject: content.subject,
    text: content.text,
    html: content.html,
    date,
    messageId,
    attachments: attachments.map((attachment) => ({
      ...attachment,
      ...(attachment.cid === undefined ? {} : { contentDisposition: 'inline' as const }),
    })),
    // Keeps out-of-office replies away and says to other programs that nobody wrote this by hand.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    baseBoundary: boundaryOf(input),
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  const { from } = message.getEnvelope();
  if (from === false) throw new RangeError('a message without a sender');
  return { messageId, from, recipients: input.recipients, bytes: await message.build() };
}

/**
 * A Message-ID that depends on `key` alone, at the sender's domain: `key` names kommune, skole, kind and date, and the
 * hash keeps that out of the header.
 */
export function messageIdFor(key: string, from: string): string {
  const domain = /@([A-Za-z0-9.-]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
  return `<${sha256(key).slice(0, 40)}@${domain.toLowerCase()}>`;
}

function bare(messageId: string): string {
  return messageId.replace(/^<|>$/g, '');
}

/** Nobody who wrote a value in the message can have foreseen the hash of the whole. */
function boundaryOf({ messageId, content, date }: MessageInput): string {
  return sha256(
    JSON.stringify([messageId, content.subject, content.text, content.html, date.getTime()]),
  ).slice(0, 32);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
