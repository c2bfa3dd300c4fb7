import { describe, expect, it } from 'vitest';
import { faser, forloebSteps } from './steps.ts';

describe('the forløbspakke (F1-F5)', () => {
  it('has its steps, weeks and people as the rule book says', () => {
    const rows = forloebSteps.map(({ id, who, frist }) => [
      id,
      who,
      frist.kind === 'after-samtale' ? frist.days : frist.kind,
    ]);

    expect(rows).toEqual([
      ['F1', 'Skoleleder', 'none'],
      ['F2A', 'Klasseteam', 14],
      ['F2B', 'Tryghedsperson', 14],
      ['F2C', 'Skoleleder', 14],
      ['F2D', 'Skoleledelse', 21],
      ['F3', 'Tovholder', 28],
      ['F3.1', 'Tovholder', 49],
      ['F3.2', 'Tovholder', 49],
      ['F3.3', 'Tovholder', 49],
      ['F4', 'Tovholder', 'repeated'],
      ['F5', 'Tovholder', 'none'],
    ]);
  });

  it('follows the faser in their order', () => {
    const order = forloebSteps.map(({ fase }) => faser.indexOf(fase));

    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(new Set(order).size).toBe(faser.length);
  });

  it('tells what to do without a full stop, so that it fits into a sentence', () => {
    expect(forloebSteps.filter(({ task, activity }) => activity.endsWith('.') || task.endsWith('.'))).toEqual(
      [],
    );
  });
});
