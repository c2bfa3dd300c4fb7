// R71: a klasse is all that a mail says of where an elev is; what does not look like a klasse is not shown.
import type { ElevCase } from '../domain/night.ts';

/** Longer texts in the column of klasser are not a klasse; after a shifted column they may be a name. */
const MAX_KLASSE = 12;

export function klasseOf({ placement }: Pick<ElevCase, 'placement'>): string {
  return klasseLabel(placement.klasse);
}

/** What may be shown as the name of a klasse. */
export function klasseLabel(name: string): string {
  const klasse = name.trim();
  if (klasse === '') return 'Uden klasse';
  return klasse.length > MAX_KLASSE || /\d{4}/.test(klasse) ? 'Se arket' : klasse;
}
