// From blocks to a message: subject, plain text and HTML of one document. Pure.
import { cidOf } from './document.ts';
import type { MailContent, MailDocument } from './document.ts';
import { plainCharacters } from './html.ts';
import { renderHtml } from './render-html.ts';
import { renderPlainText } from './render-text.ts';

export function renderMail(document: MailDocument): MailContent {
  return {
    subject: plainCharacters(document.subject).replace(/\s+/g, ' ').trim(),
    text: renderPlainText(document),
    html: renderHtml(document),
    pictures: document.blocks.flatMap((block) =>
      block.kind === 'picture' ? [{ cid: cidOf(block.name), svg: block.picture.svg }] : [],
    ),
  };
}
