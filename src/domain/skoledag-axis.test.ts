import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ABSALON, anyDato, kalenderOf, ordinary, skoledage } from '../test/arbitraries.ts';
import { dato } from './dato.ts';
import { skoledageLookup } from './skolekalender.ts';
import { countUpTo, skoledagAxis } from './skoledag-axis.ts';
import type { SkoledagAxis } from './skoledag-axis.ts';

const place = { institutionsnumre: [ABSALON.institutionsnummer], klassetrin: 5 };

function axisOf(from: string, to: string, asOf = to): SkoledagAxis {
  return skoledagAxis(skoledage, place, { from: dato(from), to: dato(to), asOf: dato(asOf) });
}

describe('the line of skoledage (R53)', () => {
  it('has the day after a weekend and after a holiday as neighbours of the day before', () => {
    const { positionOf } = axisOf('2026-10-01', '2026-11-20');
    const gap = (before: string, after: string): number =>
      positionOf.get(dato(after))! - positionOf.get(dato(before))!;

    expect(gap('2026-11-13', '2026-11-16')).toBe(1);
    expect(gap('2026-10-09', '2026-10-19')).toBe(1);
  });

  it('runs over the summer into the next skoleår', () => {
    const { days } = axisOf('2026-06-25', '2026-08-11');

    expect(days).toEqual(['2026-06-25', '2026-06-26', '2026-08-10', '2026-08-11']);
  });

  it('knows the first day after a ferie, and that a weekend is none', () => {
    const { days, afterFerie } = axisOf('2026-09-28', '2026-11-20');

    expect([...afterFerie].map((position) => days[position])).toEqual(['2026-10-19']);
  });

  it('counts a long weekend as a ferie: four days without skole', () => {
    const { days, afterFerie } = skoledagAxis(
      skoledageLookup(
        kalenderOf({
          exceptions: [
            {
              skoler: undefined,
              klassetrin: undefined,
              closed: [{ navn: 'Dagen efter', from: dato('2026-05-15'), to: dato('2026-05-15') }],
              last: undefined,
            },
          ],
        }),
      ),
      place,
      { from: dato('2026-05-04'), to: dato('2026-05-29'), asOf: dato('2026-05-29') },
    );

    expect([...afterFerie].map((position) => days[position])).toEqual(['2026-05-18']);
  });

  it('uses the klassetrin of each skoleår: 9. klasse ends early, 8. klasse the year before did not (R2)', () => {
    const early = { skoler: undefined, klassetrin: [9], closed: [], last: dato('2026-05-13') };
    const lookup = skoledageLookup(kalenderOf({ exceptions: [early] }));
    const period = { from: dato('2026-06-01'), to: dato('2026-09-30') };
    const daysIn = (klassetrin: number, asOf: string): number =>
      skoledagAxis(lookup, { ...place, klassetrin }, { ...period, asOf: dato(asOf) }).days.filter(
        (day) => day < '2026-07-01',
      ).length;

    expect(daysIn(9, '2026-09-30')).toBe(20);
    expect(daysIn(9, '2026-06-20')).toBe(0);
    expect(daysIn(8, '2026-06-20')).toBe(20);
    expect(daysIn(10, '2026-09-30')).toBe(0);
  });

  it('is shared by elever of the same calendar and period', () => {
    const axis = axisOf('2026-10-01', '2026-11-20');

    expect(axisOf('2026-10-01', '2026-11-20')).toBe(axis);
    expect(axisOf('2026-10-01', '2026-11-19', '2026-11-20')).not.toBe(axis);
    expect(axisOf('2026-09-01', '2026-11-20')).not.toBe(axis);
  });

  it('is shared by places whose calendar has the same exceptions', () => {
    const [a, b, c] = ['265001', '265002', '265003'].map((number) => ({
      institutionsnumre: [number],
      klassetrin: 5,
    }));
    const closed = [{ navn: 'Jubilæum', from: dato('2026-10-05'), to: dato('2026-10-05') }];
    const lookup = skoledageLookup(
      kalenderOf({ exceptions: [{ skoler: ['265003'], klassetrin: undefined, closed, last: undefined }] }),
    );
    const period = { from: dato('2026-10-01'), to: dato('2026-10-07'), asOf: dato('2026-10-07') };
    const axis = skoledagAxis(lookup, a!, period);

    expect(skoledagAxis(lookup, b!, period)).toBe(axis);
    expect(skoledagAxis(lookup, c!, period).days).toHaveLength(axis.days.length - 1);
  });
});

describe('countUpTo', () => {
  it('is the number of skoledage up to any date, skoledag or not', () => {
    const axis = axisOf('2026-08-01', '2026-12-31');

    fc.assert(
      fc.property(anyDato(), (day) => {
        expect(countUpTo(axis, day)).toBe(ordinary.between(dato('2026-08-01'), day).length);
      }),
    );
  });
});
