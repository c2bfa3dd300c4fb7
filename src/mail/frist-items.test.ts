import { describe, expect, it } from 'vitest';
import type { ForloebMemory } from '../domain/forloeb/elev-forloeb.ts';
import { dato } from '../domain/dato.ts';
import { entriesOf, K4 } from '../test/arbitraries.ts';
import {
  ABSALON,
  buildFravaer,
  buildRegistrering,
  buildSkoleInput,
  skoledageFrom,
} from '../test/builders.ts';
import type { Scene } from '../test/builders.ts';
import { buildSkoleMessage } from './skole-message.ts';

const facts = {
  attachment: 'plain' as const,
  workbookName: 'fravaer.xlsx',
  workbookPath: '/srv/fravaer.xlsx',
};

function memoryWith(samtaledato: string, told: readonly string[] = []): ForloebMemory {
  return {
    entries: entriesOf({ samtaledato, tovholder: 'LKX' }, { skole: ABSALON }),
    firstTold: [{ skole: ABSALON, kvartal: K4, trin: 'bekymrende', asOf: dato('2026-10-20') }],
    isFristTold: (_skole, key) => told.includes(key),
  };
}

function mailOf(scene: Scene): { readonly subject: string; readonly text: string } {
  const { subject, text } = buildSkoleMessage(buildSkoleInput(scene), facts);
  return { subject, text: text.replaceAll(/\s+/g, ' ') };
}

const told = (elevId: string, days: number) => ({ elevId, trin: 'bekymrende' as const, days });

describe('frister in the mail to a team', () => {
  const rows = ['e1', 'e2', 'e3'].flatMap((elevId) => buildFravaer({ elevId }, { days: 11 }));
  const knownBefore = ['e1', 'e2', 'e3'].map((elevId) => told(elevId, 11));

  it('name klasse, step, person and date, without names, before everything else (R71, R80)', () => {
    const forloeb = new Map([
      ['e1', memoryWith('2026-11-02')],
      ['e2', memoryWith('2026-11-02')],
    ]);
    const fresh = buildFravaer({ elevId: 'e4', klasse: '7B' }, { days: 6 });

    const { subject, text } = mailOf({ rows: [...rows, ...fresh], told: knownBefore, forloeb });

    expect(subject).toContain('1 ny, 8 frister');
    expect(text).toContain(
      '1 elev er ny på et trin siden sidste rapport. 8 frister nærmer sig eller er overskredet.',
    );
    expect(text).toContain(
      '- 5A: 2 elever: Inddragelse af eleven (F2B, uge 1-2): frist 16-11-2026, overskredet med 4 dage. Tryghedsperson: Hold elevsamtale om elevens egne ønsker og idéer. Straks.',
    );
    expect(text).toContain(
      'Skoleledelse: Vurdér sammen med forældre og elev, om der skal udarbejdes en handleplan. Senest 23-11-2026.',
    );
    expect(text.indexOf('OVERSKREDNE FRISTER')).toBeLessThan(text.indexOf('FRISTER, DER NÆRMER SIG'));
    expect(text.indexOf('FRISTER, DER NÆRMER SIG')).toBeLessThan(text.indexOf('NYE TIL TIDLIG INDSATS'));
    expect(text).not.toContain('LKX');
  });

  it('are told in one sentence when earlier mails have named them (R32)', () => {
    const step = (id: string): string => `1|${id}|1|2026-11-16|overdue`;
    const forloeb = new Map([['e1', memoryWith('2026-11-02', ['F2A', 'F2B', 'F2C'].map(step))]]);

    const { subject, text } = mailOf({ rows, told: knownBefore, forloeb });

    expect(subject).toContain(': 1 frist (');
    expect(text).toContain('3 frister er stadig overskredet (5A).');
    expect(text).not.toContain('OVERSKREDNE FRISTER');
  });

  it('leave room for ten lines in all and say what is left over', () => {
    const many = Array.from({ length: 5 }, (_, index) => `e${index}`);
    const inKlasser = many.flatMap((elevId, index) =>
      buildFravaer({ elevId, klasse: `${index + 3}A` }, { days: 11 }),
    );
    const forloeb = new Map(many.map((elevId) => [elevId, memoryWith('2026-11-02')]));

    const { text } = mailOf({ rows: inKlasser, told: many.map((elevId) => told(elevId, 11)), forloeb });

    expect(text.match(/- \dA: 1 elev:/g)).toHaveLength(10);
    expect(text).toContain('Yderligere 10 frister står i arket.');
  });

  it('say who awaits the samtale and for how long', () => {
    const memory = (asOf: string): ForloebMemory => ({
      entries: [],
      firstTold: [{ skole: ABSALON, kvartal: K4, trin: 'bekymrende', asOf: dato(asOf) }],
      isFristTold: () => false,
    });
    const forloeb = new Map([
      ['e1', memory('2026-10-31')],
      ['e2', memory('2026-11-19')],
      ['e3', memory('2026-11-10')],
    ]);

    const { text } = mailOf({ rows, told: knownBefore, forloeb });

    expect(text).toContain(
      '3 elever med bekymrende eller massivt skolefravær. Så længe har skolen vidst det: 5A: 20 dage.',
    );
    expect(text).toContain('Skoleleder: Hold samtalerne med forældrene');
  });

  it('come due although the skole has no data yet, without calling that a fault before the first skoledag', () => {
    const asOf = dato('2027-01-02');
    const forloeb = new Map([['e1', memoryWith('2026-12-14')]]);
    const rowsBefore = skoledageFrom('2026-12-10', 6).map((day) =>
      buildRegistrering({ elevId: 'e1', dato: day }),
    );

    const { subject, text } = mailOf({ asOf, rows: rowsBefore, forloeb });

    expect(subject).toContain('ingen data, 4 frister');
    expect(text).toContain('4 frister nærmer sig eller er overskredet.');
    expect(text).not.toContain('Få undersøgt');
  });
});
