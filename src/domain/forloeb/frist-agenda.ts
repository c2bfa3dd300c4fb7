// R80: the frister that a team must look at, most urgent first, and the elever whose parents nobody has talked with yet.
import { isNews } from '../agenda.ts';
import type { ElevCase } from '../night.ts';
import { compareText } from '../row-fate.ts';
import type { ForloebView, FristView } from './elev-forloeb.ts';

/** A frist of an elev's running forløb. */
export interface FristRow {
  readonly elev: ElevCase;
  readonly view: ForloebView;
  readonly frist: FristView;
}

export interface FristAgenda {
  readonly overdue: readonly FristRow[];
  /** Due within a week; an opfølgning from its eighth week on. */
  readonly dueSoon: readonly FristRow[];
}

/** All frister that are near or passed, the earliest first. */
export function buildFristAgenda({ elever }: { readonly elever: readonly ElevCase[] }): FristAgenda {
  const rows = elever
    .flatMap((elev): FristRow[] => {
      const view = elev.forloeb.running;
      return view === undefined ? [] : view.frister.map((frist) => ({ elev, view, frist }));
    })
    .toSorted(earliestFirst);
  return {
    overdue: rows.filter(({ frist }) => frist.status === 'overdue'),
    dueSoon: rows.filter(({ frist }) => frist.status === 'due-soon'),
  };
}

function earliestFirst(a: FristRow, b: FristRow): number {
  return (
    compareText(a.frist.frist ?? '', b.frist.frist ?? '') ||
    compareText(a.elev.placement.klasse, b.elev.placement.klasse) ||
    compareText(a.elev.elevId, b.elev.elevId) ||
    compareText(a.frist.step.id, b.frist.step.id)
  );
}

/** Elever who await the samtale and are no news any more, those who have waited longest first. */
export function awaitingSamtale({ elever }: { readonly elever: readonly ElevCase[] }): ElevCase[] {
  return elever
    .filter((elev) => elev.forloeb.awaitingSince !== undefined && !isNews(elev))
    .toSorted(
      (a, b) =>
        compareText(a.forloeb.awaitingSince ?? '', b.forloeb.awaitingSince ?? '') ||
        compareText(a.placement.klasse, b.placement.klasse) ||
        compareText(a.elevId, b.elevId),
    );
}
