import fc from 'fast-check';
import { expect, it } from 'vitest';
import { escapeHtml, markup, toHtml } from './html.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('<script>alert(1)</script>', '"><img src=x>', "' onload='x", '&lt;', '\u202Eevil', '<!--'),
);

it('leaves nothing that could begin a tag, end an attribute or start an entity, for any text', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const escaped = escapeHtml(text);

      expect(escaped).not.toMatch(/[<>"']/);
      expect(escaped).not.toMatch(/&(?!(?:amp|lt|gt|quot|#39);)/);
      expect(escaped).not.toMatch(/[\u0000-\u0008\u202A-\u202E\u2066-\u2069]/);
    }),
  );
});

it('says the same as the text, for any text without control characters', () => {
  const entities = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  fc.assert(
    fc.property(fc.string(), (text) => {
      const read = escapeHtml(text).replace(
        /&(amp|lt|gt|quot|#39);/g,
        (_, name: keyof typeof entities) => entities[name],
      );

      expect(read).toBe(text);
    }),
  );
});

it('escapes every value that is put in markup, and no markup twice', () => {
  const cell = markup`<td title="${'a"b'}">${'<b>'}</td>`;

  const row = toHtml(markup`<tr>${[cell, cell]}${undefined}${3}</tr>`);

  const expected = '<td title="a&quot;b">&lt;b&gt;</td>';
  expect(row).toBe(`<tr>${expected}${expected}3</tr>`);
});
