import { describe, expect, it } from 'vitest';
import { buildSkoleInput } from '../test/builders.ts';
import { goldenScene } from '../test/golden-scene.ts';
import { beslutningerSheets } from './sheets/beslutninger.ts';
import type { CellModel } from './sheet.ts';

const input = buildSkoleInput(goldenScene());
const withSkoleleder = new Set([input.skole.skole.institutionsnummer]);

const said = (cell: CellModel): string => (cell.kind === 'text' ? cell.text : '');

describe("the sheet of the skoleleder's decisions", () => {
  it('names the elever of the mail, the most urgent first, with what to do (R82)', () => {
    const [sheet] = beslutningerSheets({ ...input, withSkoleleder });

    expect(sheet?.tables[0]?.rows.map(({ cells }) => cells.map(said).join(' | '))).toEqual([
      'Ny | 8B | Åse Øland | Massivt skolefravær, afventer samtale med forældrene. | Hold samtale med forældrene. Tag stilling til kortlægning, og udpeg en tovholder. | Straks',
      'Ny | 5A | =1+1 Ærø | Bekymrende skolefravær, afventer samtale med forældrene. | Hold samtale med forældrene. Tag stilling til kortlægning, og udpeg en tovholder. | Inden næste teammøde',
      'Ny | 5B | @Bo Å (beskyttet) | Bekymrende skolefravær, afventer samtale med forældrene. | Hold samtale med forældrene. Tag stilling til kortlægning, og udpeg en tovholder. | Inden næste teammøde',
    ]);
  });

  it('is not there for a skole whose skoleleder gets no mail, nor for a refused one, nor with nothing to decide', () => {
    const refused = { ...input.skole, status: 'refused' as const };

    expect(beslutningerSheets(input)).toEqual([]);
    expect(beslutningerSheets({ ...input, withSkoleleder, skole: refused })).toEqual([]);
    expect(
      beslutningerSheets({
        ...buildSkoleInput({ rows: goldenScene().rows?.slice(-1) ?? [] }),
        withSkoleleder,
      }),
    ).toEqual([]);
  });
});
