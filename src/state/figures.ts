// What earlier nights came to, skole by skole, for trends. Counts only.
import { dato } from '../domain/dato.ts';
import { parseKvartal } from '../domain/kvartal.ts';
import type { KvartalFigures } from '../domain/trend.ts';
import type { Db } from './sqlite.ts';

/** Figures as a row of `run_skole` keeps them beside the counts. */
export type StoredFigures = Pick<KvartalFigures, 'elever' | 'overTiProcent'>;

/** The figures of every night that state still has; with `beforeRun`, of the runs before that one. */
export async function loadFigures(db: Db, beforeRun?: number): Promise<KvartalFigures[]> {
  let query = db
    .selectFrom('run_skole')
    .innerJoin('run', 'run.id', 'run_skole.run_id')
    .select(['run_skole.skole', 'run_skole.kvartal', 'run_skole.counts', 'run.as_of'])
    .where('run_skole.status', 'in', ['screened', 'late'])
    .orderBy('run.as_of')
    .orderBy('run.id');
  if (beforeRun !== undefined) query = query.where('run.id', '<', beforeRun);
  const rows = await query.execute();
  return rows.flatMap(({ skole, kvartal: text, counts, as_of }) => {
    const kvartal = parseKvartal(text);
    const stored = JSON.parse(counts) as Record<string, number>;
    if (kvartal === undefined || stored['elever'] === undefined) return [];
    return [
      {
        institutionsnummer: skole,
        kvartal,
        asOf: dato(as_of),
        elever: stored['elever'],
        overTiProcent: stored['overTiProcent'] ?? 0,
        perTrin: {
          massivt: stored['massivt'] ?? 0,
          bekymrende: stored['bekymrende'] ?? 0,
          'tidlig-indsats': stored['tidlig-indsats'] ?? 0,
        },
      },
    ];
  });
}
