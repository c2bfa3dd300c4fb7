import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyEksport, FREDAG, kvartal, memoryOf, settingsOf } from '../test/arbitraries.ts';
import { ABSALON, buildFravaer, buildIndmeldelse, buildNightReport, TJOERNEGAARD } from '../test/builders.ts';
import { kommuneDevelopmentPicture } from '../picture/development.ts';
import { dato } from './dato.ts';
import { isWorthDrawing, kommuneDevelopment } from './kommune-development.ts';
import { screenNight } from './night.ts';
import { buildOverview } from './overview.ts';
import type { NightReport } from './report-input.ts';
import type { KvartalFigures } from './trend.ts';

const figures = (institutionsnummer: string, massivt: number, elever = 400): KvartalFigures => ({
  institutionsnummer,
  kvartal: kvartal('2025K4'),
  asOf: dato('2025-11-21'),
  elever,
  overTiProcent: 0,
  perTrin: { massivt, bekymrende: 20, 'tidlig-indsats': 30 },
});

/** Two skoler; the first with so many elever, of whom some have 6 days of absence in October. */
function kommuneOf(elever: number, away: number): NightReport {
  const numbers = Array.from({ length: elever }, (_, index) => `e${index}`);
  return buildNightReport({
    rows: [
      ...numbers.slice(0, away).flatMap((elevId) => buildFravaer({ elevId }, { days: 6 })),
      ...buildFravaer({ elevId: 'e0' }, { from: '2026-11-19', days: 2 }),
      ...buildFravaer({ elevId: 'x', skole: TJOERNEGAARD }, { from: '2026-11-19', days: 2 }),
    ],
    indmeldelser: [
      ...numbers.map((elevId) => buildIndmeldelse({ elevId })),
      buildIndmeldelse({ elevId: 'x', skole: TJOERNEGAARD }),
    ],
  });
}

describe("the kommune's kvartal week by week", () => {
  it('ends with what the overview says, or withholds the same (R76, R83)', () => {
    fc.assert(
      fc.property(anyEksport, (eksport) => {
        const night = screenNight(eksport, settingsOf(), memoryOf());
        const last = kommuneDevelopment({ night, history: [] }).at(-1);
        const kommune = buildOverview(night.skoler).find(({ level }) => level === 'kommune');

        if (last === undefined) return;
        expect(last.until).toBe(FREDAG);
        expect(last.onTrin).toBe(kommune?.counts.onTrin);
        const massivt = last.perTrin === 'withheld' ? 'withheld' : last.perTrin.massivt;
        expect(massivt).toBe(kommune?.counts.massivt);
      }),
    );
  });

  it.each([
    [60, 4, 'withheld'],
    [60, 5, 5],
    [120, 4, 4],
  ])('of %i elever with %i on a trin shows %s', (elever, away, expected) => {
    const weeks = kommuneDevelopment(kommuneOf(elever, away));

    expect(isWorthDrawing(weeks)).toBe(expected !== 'withheld');
    expect(weeks[0]?.onTrin).toBe(0);
    expect(weeks.at(-1)?.onTrin).toBe(expected);
  });

  it('draws and says nothing of what is withheld', () => {
    const report = kommuneOf(60, 4);

    const { svg, alt } = kommuneDevelopmentPicture(report.night.kvartal, kommuneDevelopment(report));

    expect(alt).toContain('Nu, uge 47: fordelingen på trin er skjult, i alt skjult.');
    expect(svg).toContain('>skjult</text>');
    expect(svg).not.toMatch(/font-weight="600">\d/);
  });

  it('draws an undivided column where only the sum may be shown', () => {
    const report = kommuneOf(60, 8);
    const weeks = kommuneDevelopment(report).map((week) => ({ ...week, perTrin: 'withheld' as const }));

    const { svg, alt } = kommuneDevelopmentPicture(report.night.kvartal, weeks);

    expect(alt).toContain('fordelingen på trin er skjult, i alt 8.');
    expect(svg).toContain('Grå søjle: fordelingen på trin er skjult');
    expect(svg.match(/fill="#c9d2da"/g)?.length).toBeGreaterThan(0);
  });

  it('stands beside a year ago when every skole is reported tonight and has it', () => {
    const report = kommuneOf(120, 8);
    const history = [figures(ABSALON, 2), figures(TJOERNEGAARD, 4)];
    const refused = report.night.skoler.map((skole) =>
      skole.skole.institutionsnummer === ABSALON ? skole : { ...skole, status: 'refused' as const },
    );

    const [both, one, without, few] = [
      kommuneDevelopment({ ...report, history }),
      kommuneDevelopment({ ...report, history: history.slice(1) }),
      kommuneDevelopment({ night: { ...report.night, skoler: refused }, history }),
      kommuneDevelopment({ ...report, history: [figures(ABSALON, 2, 52), figures(TJOERNEGAARD, 2, 47)] }),
    ].map((weeks) => weeks.at(-1)?.lastYear);

    expect(both).toMatchObject({ onTrin: 106, perTrin: { massivt: 6 } });
    expect(one).toBeUndefined();
    expect(without).toBeUndefined();
    expect(few).toMatchObject({ perTrin: 'withheld' });
  });
});
