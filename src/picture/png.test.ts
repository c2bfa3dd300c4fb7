import { describe, expect, it } from 'vitest';
import { developmentPicture } from './development.ts';
import { heatPicture } from './heat.ts';
import { renderPng } from './png.ts';
import { drawing, letters } from './svg.ts';
import { dato } from '../domain/dato.ts';
import type { DevelopmentWeek } from '../domain/development.ts';
import { K4 } from '../test/arbitraries.ts';

const weeks: DevelopmentWeek[] = [40, 41].map((week, index) => ({
  week,
  until: dato('2026-10-11'),
  perTrin: { massivt: index, bekymrende: 2, 'tidlig-indsats': 12 },
  lastYear: index === 0 ? undefined : { massivt: 0, bekymrende: 1, 'tidlig-indsats': 9, elever: 300 },
}));

/** Width and height as the file states them. */
function sizeOf(png: Buffer): number[] {
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

describe('a picture as PNG', () => {
  it('has letters, whatever fonts the machine has', async () => {
    const empty = await renderPng(drawing({ width: 60, height: 20 }, []));
    const withLetters = await renderPng(
      drawing({ width: 60, height: 20 }, [letters('æøå', { x: 2, y: 14 })]),
    );
    const other = await renderPng(drawing({ width: 60, height: 20 }, [letters('ååå', { x: 2, y: 14 })]));

    expect(withLetters.equals(empty)).toBe(false);
    expect(withLetters.equals(other)).toBe(false);
  });

  it('is twice the size it is shown in, and the same every time', async () => {
    const { svg, width, height } = developmentPicture(K4, weeks);

    const [first, second] = [await renderPng(svg), await renderPng(svg)];

    expect(sizeOf(first)).toEqual([width * 2, height * 2]);
    expect(first.equals(second)).toBe(true);
  });

  it('holds no markup from a name', () => {
    const { svg } = heatPicture(K4, [
      { klasse: '<b>"5A"&\u0000', weeks: [{ kind: 'percent', percent: 12 }] },
    ]);

    expect(svg).toContain('&#60;b&#62;&#34;5A&#34;&#38;');
    expect(svg).not.toContain('\u0000');
  });
});

describe('what a picture says to those who do not see it', () => {
  it('gives the figures of the development', () => {
    expect(developmentPicture(K4, weeks).alt).toBe(
      'Søjler for hver uge i 4. kvartal 2026 viser elever på et trin. Nu, uge 41: 1 med massivt skolefravær, 2 med bekymrende skolefravær og 12 til tidlig indsats, i alt 15. På samme tid sidste år var der 10. I alt uge for uge: uge 40: 14, uge 41: 15.',
    );
    expect(developmentPicture(K4, []).alt).toBe('Ingen uger i 4. kvartal 2026 endnu.');
  });

  it('names the klasser with most absence in the newest week', () => {
    const klasser = ['1A', '2A', '3A', '4A'].map((klasse, index) => ({
      klasse,
      weeks: [{ kind: 'percent' as const, percent: index * 7 }, { kind: 'later' as const }],
    }));

    expect(heatPicture(K4, klasser).alt).toMatch(/Højest i uge 40: 4A 21 %, 3A 14 %, 2A 7 %\.$/);
    expect(heatPicture(K4, []).alt).toMatch(/Ingen uger endnu\.$/);
  });
});
