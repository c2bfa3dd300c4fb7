import { describe, expect, it } from 'vitest';
import { dato } from '../domain/dato.ts';
import type { ForloebMemory } from '../domain/forloeb/elev-forloeb.ts';
import { skoleReportInput } from '../domain/report-input.ts';
import { entriesOf } from '../test/arbitraries.ts';
import type { Registrering } from '../domain/registrering.ts';
import {
  ABSALON,
  buildFravaer,
  buildNightReport,
  buildRegistrering,
  buildSkoleInput,
  skoledageFrom,
} from '../test/builders.ts';
import type { Scene } from '../test/builders.ts';
import { buildSkolelederMessage } from './skoleleder-message.ts';

const facts = {
  attachment: 'plain' as const,
  workbookName: 'fravaer.xlsx',
  workbookPath: '/srv/fravaer.xlsx',
};

function mailOf(scene: Scene): { readonly subject: string; readonly text: string } {
  const { subject, text } = buildSkolelederMessage(buildSkoleInput(scene), facts);
  return { subject, text: text.replaceAll(/\s+/g, ' ') };
}

/** Away every other skoledag until the as-of date: 12 days, and no other decision than the samtale. */
const bekymrende = (elevId: string, klasse: string): readonly Registrering[] =>
  skoledageFrom('2026-10-21', 23)
    .filter((_, index) => index % 2 === 0)
    .map((day) => buildRegistrering({ elevId, klasse, dato: day }));

function running(samtaledato: string): ForloebMemory {
  return {
    entries: entriesOf({ samtaledato, tovholder: 'LKX' }, { skole: ABSALON }),
    firstTold: [],
    isFristTold: () => false,
  };
}

describe('the mail to a skoleleder', () => {
  it('says one decision of several klasser in one row, the lowest klasse first', () => {
    const rows = ['10B', '8A', '2A'].flatMap((klasse, index) => bekymrende(`e${index + 1}`, klasse));

    const { subject, text } = mailOf({ rows });

    expect(subject).toBe(
      'Skolefravær, Absalons Skole: 3 beslutninger til skolelederen (til og med 20-11-2026)',
    );
    expect(text).toContain('3 nye beslutninger venter på dig.');
    expect(text).toContain(
      '- 3 elever: Bekymrende skolefravær, afventer samtale med forældrene. Klasse 2A, 8A og 10B. Skoleleder: Hold samtale',
    );
  });

  it('holds the decision of the own step and of what stands still, without names or initials (R71)', () => {
    const forloeb = new Map([['e1', running('2026-10-20')]]);

    const { text } = mailOf({ rows: bekymrende('e1', '5A'), forloeb });

    expect(text).toContain(
      'Inddragelse af forældre og netværk (F2C, uge 1-2): frist 03-11-2026, overskredet med 17 dage.',
    );
    expect(text).toContain(
      'Inddragelse af eleven (F2B, uge 1-2): frist 03-11-2026, overskredet med 17 dage. Klasse 5A. Skoleleder: Aftal en ny dato med tryghedspersonen, eller giv opgaven til en anden. Straks.',
    );
    expect(text).toContain('Aftal en ny dato med klasseteamet');
    expect(text).not.toContain('LKX');
  });

  it('has at most ten rows and counts the others (R80)', () => {
    const forloeb = new Map(
      Array.from({ length: 12 }, (_, index) => [`e${index}`, running(`2026-10-${10 + index}`)] as const),
    );
    const rows = [...forloeb.keys()].flatMap((elevId) => bekymrende(elevId, '5A'));

    const { text } = mailOf({ rows, forloeb });

    expect(text.match(/- \d+ elev(?:er)?: /g)).toHaveLength(10);
    expect(text).toMatch(/Yderligere \d+ beslutninger og alle navne står på arket »Beslutninger«\./);
  });

  it('asks for the registration of a skole without data, once its kvartal has begun (R14)', () => {
    const rows = buildFravaer({ elevId: 'e1' }, { from: '2026-09-01', days: 3 });

    const { text } = mailOf({ rows });

    expect(text).toContain('- Skolen: Ingen data: Der er ingen registreringer i kvartalet.');
    expect(() => mailOf({ rows, asOf: dato('2027-01-02') })).toThrow('nothing to decide');
  });

  it('does not exist when there is nothing to decide', () => {
    const rows = buildFravaer({ elevId: 'e1' }, { from: '2026-11-16', days: 5 });

    expect(() => mailOf({ rows })).toThrow('nothing to decide');
  });

  it('says what waits since the last mail apart from what is new (R32)', () => {
    const report = buildNightReport({ rows: [...bekymrende('e1', '5A'), ...bekymrende('e2', '6A')] });
    const [skole] = report.night.skoler;
    const elever = skole!.current.elever.map((elev) =>
      elev.elevId === 'e1'
        ? { ...elev, decisions: elev.decisions.map((one) => ({ ...one, isTold: true })) }
        : elev,
    );
    const input = skoleReportInput(report, { ...skole!, current: { ...skole!.current, elever } });

    const { subject, text } = buildSkolelederMessage(input, facts);

    expect(subject).toContain('2 beslutninger til skolelederen, 1 ny (');
    expect(text).toContain('1 ny beslutning venter på dig; 1 venter stadig.');
    expect(text.replaceAll(/\s+/g, ' ')).toMatch(
      /NYE BESLUTNINGER - 1 elev: .* Klasse 6A\..* VENTER STADIG - 1 elev: .* Klasse 5A\./,
    );
  });
});
