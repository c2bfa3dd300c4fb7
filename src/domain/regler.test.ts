import { describe, expect, it } from 'vitest';
import { policyGateLimits } from './gate.ts';
import { regler } from './regler.ts';

function tekstOf(nummer: string, ...settings: Parameters<typeof regler>): string {
  const tekster = regler(...settings)
    .filter((regel) => regel.nummer === nummer)
    .map(({ tekst }) => tekst);
  expect(tekster).toHaveLength(1);
  return tekster[0]!;
}

describe('the rules in Danish (R82)', () => {
  it('names each rule once, in the order of the rule book', () => {
    const numbers = regler().map(({ nummer }) => Number(nummer.slice(1)));

    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
  });

  it('covers counting, trin, change, data and mail', () => {
    const numbers = new Set(regler().map(({ nummer }) => nummer));
    const needed = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 20, 21, 22, 23]
      .concat([30, 31, 32, 33, 34, 35, 36, 60, 61, 80, 81, 82])
      .map((number) => `R${number}`);

    expect(needed.filter((nummer) => !numbers.has(nummer))).toEqual([]);
  });

  it('writes whole sentences', () => {
    expect(regler().filter(({ tekst }) => !/^[A-ZÆØÅ].*\.$/.test(tekst))).toEqual([]);
  });

  it("states the policy's borders", () => {
    expect(tekstOf('R20')).toContain('fra 5 til og med 10 dage');
    expect(tekstOf('R20')).toContain('over 10 dage');
    expect(tekstOf('R20')).toContain('over 20 dage');
    expect(tekstOf('R20')).toContain('Præcis 10 dage er tidlig indsats, præcis 20 dage er bekymrende');
  });

  it('states the limits in force, with decimal comma', () => {
    const tekst = tekstOf('R20', { tidligIndsats: 3, bekymrende: 7.5, massivt: 15 });

    expect(tekst).toContain('fra 3 til og med 7,5 dage');
    expect(tekst).toContain('over 15 dage');
    expect(tekst).not.toMatch(/(?<![\d,])(5|10|20) dage/);
  });

  it('states the gates in force', () => {
    const own = { ...policyGateLimits, staleSkoledage: 8, shrinkShare: 0.45, rejectedShare: 0.005 };

    expect(tekstOf('R60')).toMatch(/3 skoledage.*30 %.*2 %/);
    expect(tekstOf('R60', undefined, own)).toMatch(/8 skoledage.*45 %.*0,5 %/);
  });

  it.each([
    ['R13', '7 dage'],
    ['R33', '60 skoledage'],
    ['R34', '14 dage'],
    ['R80', '10 linjer'],
    ['R40', 'Ugerne løber også i skoleferier'],
  ])('%s says %s', (nummer, expected) => {
    expect(tekstOf(nummer)).toContain(expected);
  });
});
