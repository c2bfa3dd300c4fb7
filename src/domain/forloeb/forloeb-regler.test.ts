import { describe, expect, it } from 'vitest';
import { forloebRegler, stepText } from './forloeb-regler.ts';
import { policyFristOptions } from './frister.ts';
import { forloebSteps } from './steps.ts';

function tekstOf(nummer: string, options = policyFristOptions): string {
  return forloebRegler(options).find((regel) => regel.nummer === nummer)!.tekst;
}

describe('the rules of the forløbspakke in Danish', () => {
  it('are R40-R44', () => {
    expect(forloebRegler(policyFristOptions).map(({ nummer }) => nummer)).toEqual([
      'R40',
      'R41',
      'R42',
      'R43',
      'R44',
    ]);
  });

  it('say which option is in force', () => {
    expect(tekstOf('R40')).toContain('Ugerne løber også i skoleferier.');
    expect(tekstOf('R40', { pauseInHolidays: true })).toContain('pause i skoleferier på 5 hverdage');
  });

  it('take their numbers from where they are used', () => {
    expect(tekstOf('R41')).toMatch(/de sidste 7 dage .* 8 uger efter .* overskredet efter 12\./);
  });

  it.each([
    ['F1', 'Skoleleder. Uden frist. »'],
    ['F2A', 'Klasseteam. Uge 1-2, senest 14 dage efter samtalen. »'],
    ['F4', 'Tovholder. Hver 8.-12. uge. »'],
  ])('%s reads %s…', (id, expected) => {
    expect(stepText(forloebSteps.find((step) => step.id === id)!)).toContain(expected);
  });
});
