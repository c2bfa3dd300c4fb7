// R72: who may get a mail about elever.
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
