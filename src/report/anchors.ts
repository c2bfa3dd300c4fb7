// The names of rows that cells of other sheets lead to. They stand in no file: workbook.ts turns them into places.
import type { Indsatstrin } from '../domain/indsatstrin.ts';
import type { ElevCase } from '../domain/night.ts';

export const anchors = {
  /** The first elev on the trin in "Alle på trin". */
  firstOnTrin: (trin: Indsatstrin): string => `trin ${trin}`,
  /** The first line of the group in "Nye og eskalerede". */
  group: (heading: string): string => `group ${heading}`,
  /** The elev's line in "Kalender". */
  daysOf: ({ elevId }: Pick<ElevCase, 'elevId'>): string => `days ${elevId}`,
};
