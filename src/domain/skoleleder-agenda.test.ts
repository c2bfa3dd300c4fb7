import { describe, expect, it } from 'vitest';
import { caseOf } from '../test/arbitraries.ts';
import { buildNightReport, buildRegistrering, skoleNightOf } from '../test/builders.ts';
import { dato } from './dato.ts';
import { ONE_DAY } from './fravaersdage.ts';
import type { Fravaersdage } from './fravaersdage.ts';
import type { ElevCase, SkoleNight } from './night.ts';
import { buildSkolelederAgenda, hasBegun, hasDecisions } from './skoleleder-agenda.ts';
import type { SkolelederAgenda } from './skoleleder-agenda.ts';
import type { Decision } from './skoleleder-decisions.ts';

const report = buildNightReport({ rows: [buildRegistrering()] });
const night = skoleNightOf(report);
const { asOf } = report.night;

const samtale = (trin: 'bekymrende' | 'massivt'): Decision => ({
  kind: 'samtale',
  trin,
  key: trin,
  isTold: false,
});
const tovholder: Decision = { kind: 'tovholder', key: 't', isTold: false };
const underretning: Decision = {
  kind: 'signal',
  signal: { id: 'ulovligt', level: 'underretning', days: (9 * ONE_DAY) as Fravaersdage, skoledage: 55 },
  key: 'u',
  isTold: false,
};

function agendaOf(elever: readonly ElevCase[], fields: Partial<SkoleNight> = {}): SkolelederAgenda {
  const skole = { ...night, current: { ...night.current, elever }, ...fields };
  return buildSkolelederAgenda(skole, asOf, report.skoledage);
}

const having = (elevId: string, ...decisions: Decision[]): ElevCase => caseOf({ elevId, decisions });

describe("a skoleleder's agenda", () => {
  it('puts the duty of the law first, then massivt before bekymrende fravær, then the forløb', () => {
    const { fresh } = agendaOf([
      having('E1', tovholder),
      having('E2', samtale('bekymrende')),
      having('E3', samtale('massivt'), underretning),
    ]);

    expect(fresh.map(({ decision }) => decision.key)).toEqual(['u', 'massivt', 'bekymrende', 't']);
  });

  it('goes on with a samtale of the kvartal just ended, until the elev has one of this kvartal (R34)', () => {
    const late = {
      ...night.current,
      elever: [having('E1', samtale('massivt')), having('E2', samtale('bekymrende'), underretning)],
    };

    const { fresh } = agendaOf([having('E1', samtale('bekymrende')), having('E2', tovholder)], { late });

    expect(fresh.map(({ elev, decision, isLate }) => [elev.elevId, decision.key, isLate])).toEqual([
      ['E1', 'bekymrende', false],
      ['E2', 'bekymrende', true],
      ['E2', 't', false],
    ]);
  });

  it('keeps what was told only as long as somebody records it as done', () => {
    const told = { isTold: true };

    const { fresh, waiting } = agendaOf([
      having('E1', { ...tovholder, ...told }, { ...underretning, ...told }),
    ]);

    expect(fresh).toEqual([]);
    expect(waiting.map(({ decision }) => decision.kind)).toEqual(['tovholder']);
  });

  it('doubts the registration of a silent skole and klasse, and of a skole without data in a kvartal that has begun', () => {
    const klasse = {
      id: 'registration-missing',
      klasse: '8B',
      skoledage: 6,
      newestRow: dato('2026-11-12'),
    } as const;

    expect(agendaOf([], { klasseSignaler: [klasse] }).doubts).toEqual([{ kind: 'klasse', signal: klasse }]);
    expect(agendaOf([], { notices: [{ code: 'skole-silent', severity: 'warning' }] }).doubts).toEqual([
      { kind: 'silent' },
    ]);
    expect(agendaOf([], { status: 'no-data' }).doubts).toEqual([{ kind: 'no-data' }]);
    expect(hasBegun(night, dato('2026-09-30'), report.skoledage)).toBe(false);
  });

  it('is empty with nothing to decide', () => {
    expect(hasDecisions(agendaOf([having('E1')]))).toBe(false);
    expect(hasDecisions(agendaOf([having('E1', tovholder)]))).toBe(true);
  });
});
