import { describe, expect, it } from 'vitest';
import { findMistakes } from './rules.ts';
import { Config } from './schema.ts';

function mistakes(changes: Record<string, unknown>): string[] {
  const config = Config.parse({
    kommune: 'Eksempel Kommune',
    sources: { fravaer: [{ files: 'a.csv', profile: 'dagsliste' }] },
    skoler: [{ institutionsnummer: '265001', navn: 'Absalons Skole', komISkoleTeam: ['a@kommune.example'] }],
    ...changes,
  });
  return findMistakes(config).map(({ path, message }) => `${path.map(String).join('.')}: ${message}`);
}

const smtp = { host: 'mail.kommune.example', security: 'starttls' };

describe('mistakes across keys', () => {
  it('are none in a plain configuration', () => {
    expect(mistakes({})).toEqual([]);
    expect(mistakes({ mail: { transport: 'smtp', smtp } })).toEqual([]);
  });

  it.each([
    [
      'equal limits',
      { limits: { tidligIndsats: 5, bekymrende: 5, massivt: 20 } },
      'limits: Grænserne skal stige',
    ],
    ['falling limits', { limits: { tidligIndsats: 5, bekymrende: 30 } }, 'limits: Grænserne skal stige'],
    [
      'an unknown time zone',
      { timeZone: 'Europe/Roskilde' },
      'timeZone: Tidszonen »Europe/Roskilde« findes ikke',
    ],
    ['smtp without its settings', { mail: { transport: 'smtp' } }, 'mail: transport er smtp'],
    [
      'a user without a password',
      { mail: { transport: 'smtp', smtp: { ...smtp, user: 'x' } } },
      'mail.smtp: user og passwordEnv hører sammen',
    ],
    [
      'mail in clear to another machine',
      { mail: { transport: 'smtp', smtp: { ...smtp, security: 'none' } } },
      'mail.smtp.security: security: none er kun tilladt',
    ],
    [
      'a host that only looks like this machine',
      { mail: { transport: 'smtp', smtp: { host: 'localhost.kommune.example', security: 'none' } } },
      'mail.smtp.security: security: none er kun tilladt',
    ],
    [
      'a skole by the name of the forvaltning',
      { skoler: [{ institutionsnummer: 'Forvaltning', navn: 'X', komISkoleTeam: [] }] },
      'skoler.0: »Forvaltning« kan ikke være et institutionsnummer',
    ],
    [
      'numbers that differ in case alone',
      {
        skoler: ['A12', 'a12'].map((institutionsnummer) => ({
          institutionsnummer,
          navn: 'X',
          komISkoleTeam: [],
        })),
      },
      'skoler.1: Institutionsnummer a12 står ved to skoler',
    ],
    [
      'encrypted workbooks without passwords',
      { mail: { attachment: 'encrypted' } },
      'mail: attachment er encrypted',
    ],
    [
      'passwords from two places',
      { mail: { attachment: 'encrypted', passwords: { env: 'KODE_{nr}', file: 'kodeord.yaml' } } },
      'mail: attachment er encrypted',
    ],
    [
      'passwords that nothing asks for',
      { mail: { passwords: { file: 'kodeord.yaml' } } },
      'mail: mail.passwords bruges ikke, når attachment er plain',
    ],
  ])('are found: %s', (_, changes, mistake) => {
    const found = mistakes(changes);

    expect(found).toHaveLength(1);
    expect(found[0]).toContain(mistake);
  });

  it('do not include mail in clear to this machine', () => {
    for (const host of ['127.0.0.1', '::1', 'localhost']) {
      expect(mistakes({ mail: { transport: 'smtp', smtp: { host, security: 'none' } } })).toEqual([]);
    }
  });

  it('name an afdeling that is also a skole', () => {
    const skole = { navn: 'A', komISkoleTeam: ['a@kommune.example'] };
    const skoler = [
      { ...skole, institutionsnummer: '265001', afdelinger: ['265099', '265031'] },
      { ...skole, institutionsnummer: '265031' },
    ];

    expect(mistakes({ skoler })).toEqual([
      'skoler.1: Institutionsnummer 265031 står ved to skoler eller afdelinger',
    ]);
  });
});
