// R72: who may get a mail about elever.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isAllowedAddress, judgeRecipients } from './recipients.ts';

const DOMAINS = ['kommune.example', 'Skole.Kommune.Example'];

it.each([
  'team@kommune.example',
  'kom-i-skole.265001@kommune.example',
  'TEAM+fravaer@KOMMUNE.EXAMPLE',
  'a_b@skole.kommune.example',
])('takes %s', (address) => {
  expect(isAllowedAddress(address, DOMAINS)).toBe(true);
});

it.each([
  ['another domain', 'team@other.example'],
  ['a subdomain', 'team@it.kommune.example'],
  ['a domain that ends alike', 'team@enkommune.example'],
  ['a domain that begins alike', 'team@kommune.example.evil.example'],
  ['a letter that only looks alike', 'team@kоmmune.example'],
  ['a letter that folds into an ASCII one', 'team@\u212Aommune.example'],
  ['a dotless i in the local part', 'team\u0131@kommune.example'],
  ['a domain with a dot at the end', 'team@kommune.example.'],
  ['a second at', 'team@evil.example@kommune.example'],
  ['a route', '@evil.example:team@kommune.example'],
  ['a quoted local part', '"team@evil.example"@kommune.example'],
  ['the percent hack', 'team%evil.example@kommune.example'],
  ['a bang path', 'evil.example!team@kommune.example'],
  ['a display name', 'Team <team@kommune.example>'],
  ['two addresses', 'team@kommune.example,evil@evil.example'],
  ['a header injected by a line end', 'team@kommune.example\r\nBcc: evil@evil.example'],
  ['a bare line feed', 'team@kommune.example\n'],
  ['a null character', 'team@kommune.example\u0000.evil.example'],
  ['white space inside', 'te am@kommune.example'],
  ['a comment', 'team(x)@kommune.example'],
  ['an SMTP option', '-oQ@kommune.example'],
  ['an address literal', 'team@[127.0.0.1]'],
  ['no domain', 'team'],
  ['no local part', '@kommune.example'],
  ['two dots', 'te..am@kommune.example'],
  ['a local part that is too long', `${'a'.repeat(65)}@kommune.example`],
  ['nothing', ''],
  ['the look-alike as punycode', 'team@xn--kmmune-kyf.example'],
  ['full-width letters', 'team@ｋommune.example'],
  ['an ideographic full stop', 'team@kommune。example'],
  ['a soft hyphen', 'team@kom\u00admune.example'],
  ['a zero-width space', 'team@kommune.example\u200b'],
  ['a right-to-left override', 'team@\u202ekommune.example'],
  ['the domain above', 'team@example'],
  ['a port', 'team@kommune.example:25'],
  ['a comment in the domain', 'team@kommune.example(@evil.example)'],
  ['angle brackets', '<team@kommune.example>'],
  ['a group', 'team:a@evil.example;@kommune.example'],
  ['a semicolon', 'team@kommune.example;x@evil.example'],
  ['a line end in the local part', 'te\r\nam@kommune.example'],
  ['a tab', 'team@kommune.example\t'],
  ['an encoded word', '=?utf-8?q?team?=@kommune.example'],
  ['a backslash', 'team\\@evil.example@kommune.example'],
])('refuses %s', (_what, address) => {
  expect(isAllowedAddress(address, DOMAINS)).toBe(false);
});

function judge(...teams: (readonly string[])[]): string[] {
  const skoler = teams.map((recipients, index) => ({ institutionsnummer: `26500${index}`, recipients }));
  return [...judgeRecipients(skoler, DOMAINS).values()].map((judgement) =>
    judgement.ok ? judgement.recipients.join(' ') : judgement.finding.code,
  );
}

it('withholds a skole without recipients, and lets the others be', () => {
  expect(judge([], ['a@kommune.example'])).toEqual(['recipients-missing', 'a@kommune.example']);
});

it('withholds the whole mail for one doubtful recipient of several', () => {
  expect(judge(['a@kommune.example', 'b@evil.example'])).toEqual(['recipients-not-allowed']);
});

it('withholds from both skoler an address that belongs to both, however it is spelled', () => {
  expect(
    judge(['a@kommune.example', 'b@kommune.example'], ['B@Kommune.example'], ['c@kommune.example']),
  ).toEqual(['recipients-ambiguous', 'recipients-ambiguous', 'c@kommune.example']);
});

it('takes an address once although it stands twice, as it was spelled first', () => {
  expect(judge(['b@kommune.example', 'a@kommune.example', 'B@kommune.example'])).toEqual([
    'a@kommune.example b@kommune.example',
  ]);
});

it('allows nobody when no domain is allowed', () => {
  expect(isAllowedAddress('team@kommune.example', [])).toBe(false);
});

it('never allows anything but plain characters at exactly an allowed domain', () => {
  const pieces = fc.constantFrom('@', '.', ' ', '\r\n', '"', '(', ')', '<', ',', ';', 'kommune.example', 'å');
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 4 })), { maxLength: 8 }), (parts) => {
      const address = parts.join('');
      if (!isAllowedAddress(address, DOMAINS)) return;
      expect(address.toLowerCase()).toMatch(/^[a-z0-9_+.-]{1,64}@(skole\.)?kommune\.example$/);
    }),
  );
});

it('never gives two skoler the same recipient, whatever is configured', () => {
  const address = fc.constantFrom(
    'a@kommune.example',
    'A@kommune.example',
    'b@kommune.example',
    'c@evil.example',
  );
  const teams = fc.array(fc.array(address, { maxLength: 3 }), { minLength: 2, maxLength: 4 });
  fc.assert(
    fc.property(teams, (all) => {
      const given = judge(...all).flatMap((text) =>
        text.includes('@') ? text.toLowerCase().split(' ') : [],
      );
      expect(new Set(given).size).toBe(given.length);
    }),
  );
});
