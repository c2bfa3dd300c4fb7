// The mails as people get them, and what must never stand in them (R71, R81).
import PostalMime from 'postal-mime';
import { expect, it } from 'vitest';
import { goldenMails } from '../test/golden-mails.ts';
import { composeMessage, messageIdFor, XLSX_CONTENT_TYPE } from './compose.ts';
import type { MessageInput } from './compose.ts';
import type { MailContent } from './document.ts';

const golden = (name: string): string => `../test/golden/${name}`;

const messages: Readonly<Record<string, () => MailContent>> = goldenMails;

it.each(Object.keys(messages))('is the mail to %s, word by word', async (name) => {
  const { subject, text, html } = messages[name]!();

  await expect(`${subject}\n\n${text}`).toMatchFileSnapshot(golden(`${name}.mail.txt`));
  await expect(html).toMatchFileSnapshot(golden(`${name}.mail.html`));
});

it.each(Object.keys(messages))('keeps names, ids and anything that reaches out of the mail to %s', (name) => {
  const { subject, text, html } = messages[name]!();

  const all = `${subject}\n${text}\n${html}`;
  expect(all).not.toMatch(/Øland|Ærø|Grøn|Bo Å|Per Sø|Liv Høj|Nabo|\be[1-6]\b|\bx1\b/);
  expect(html).not.toMatch(/<script|<img (?!src="cid:)|<link|<iframe|<form|\son\w+=|url\(|javascript:/i);
  expect(html.replace('http://www.w3.org/1999/xhtml', '')).not.toMatch(/https?:/);
});

/** The words a person reads, without layout; headings stand in capitals in the text. */
function words(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];
}

it.each(Object.keys(messages))('says the same in text and HTML to %s', (name) => {
  const { text, html } = messages[name]!();

  const shown = html
    .replace(/<head>[^]*<\/head>|<!--[^]*?-->/g, '')
    .replace(/<img [^>]*alt="([^"]*)"[^>]*>/g, ' $1 ')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&');
  expect(new Set(words(shown))).toEqual(new Set(words(text)));
});

it.each([
  ['skole', 2],
  ['skole-quiet', 2],
  ['skoleleder', 0],
  ['forvaltning', 0],
  ['forvaltning-large', 1],
  ['operations', 0],
])('shows the pictures of the mail to %s from inside the message, each with a text', (name, expected) => {
  const { html, pictures = [] } = messages[name]!();

  const shown = [...html.matchAll(/<img src="cid:([^"]+)"[^>]* alt="[^"]{40,}"/g)].map(([, cid]) => cid);
  expect(shown).toEqual(pictures.map(({ cid }) => cid));
  expect(shown).toHaveLength(expected);
  expect(pictures.map(({ svg }) => svg).join('')).not.toMatch(/Øland|Ærø|Grøn|Bo Å|Per Sø|Liv Høj|Nabo/);
});

function inputOf(fields: Partial<MessageInput> = {}): MessageInput {
  return {
    content: messages['skole']!(),
    from: 'Fraværsscreening <fravaer@kommune.example>',
    recipients: ['en@kommune.example', 'to@kommune.example'],
    date: new Date('2026-11-21T00:00:00Z'),
    messageId: messageIdFor('key', 'Fraværsscreening <fravaer@kommune.example>'),
    attachments: [],
    ...fields,
  };
}

it('is the whole message, byte by byte', async () => {
  const content = { subject: '3 nye på Ærø', text: 'Tre nye.\n', html: '<p>Tre nye på Ærø.</p>\n' };
  const workbook = {
    filename: 'fravaer-280101.xlsx',
    content: Buffer.from('PK'),
    contentType: XLSX_CONTENT_TYPE,
  };
  const input = inputOf({ content, attachments: [workbook] });

  const { bytes } = await composeMessage(input);

  await expect(bytes.toString('latin1').replaceAll('\r\n', '\n')).toMatchFileSnapshot(golden('message.eml'));
  expect((await composeMessage(input)).bytes.equals(bytes)).toBe(true);
});

it('can be read by another program as it was written', async () => {
  const input = inputOf();

  const mail = await PostalMime.parse((await composeMessage(input)).bytes);

  expect(mail.subject).toBe(input.content.subject);
  expect(mail.text?.replaceAll('\r\n', '\n').trim()).toBe(input.content.text.trim());
  expect(mail.html?.replaceAll('\r\n', '\n').trim()).toBe(input.content.html.trim());
  expect(mail.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated');
});

it('cannot be given another header by a name or a subject', async () => {
  const subject = 'Fravær\r\nBcc: evil@evil.example\r\n\r\nhej';
  const content = { ...messages['skole']!(), subject };
  const from = 'Fravær\r\nBcc: evil@evil.example <fravaer@kommune.example>';

  const { bytes, recipients } = await composeMessage(inputOf({ content, from }));

  const mail = await PostalMime.parse(bytes);
  expect(mail.headers.map(({ key }) => key)).not.toContain('bcc');
  expect(mail.bcc ?? []).toEqual([]);
  expect(recipients).toEqual(['en@kommune.example', 'to@kommune.example']);
});

it('has a Message-ID of the sender that depends on the key alone and gives nothing away', () => {
  const [one, same, other] = ['run|skole|280101', 'run|skole|280101', 'run|skole|280202'].map((key) =>
    messageIdFor(key, 'Fraværsscreening <fravaer@Kommune.example>'),
  );

  expect(one).toMatch(/^<[0-9a-f]{40}@kommune\.example>$/);
  expect(one).toBe(same);
  expect(one).not.toBe(other);
});
