// Which elever are in a forløb or await the samtale, and what is due, without touching state.
import type { Dato } from '../domain/dato.ts';
import { elevIdsOf } from '../domain/eksport.ts';
import { isDue } from '../domain/forloeb/frister.ts';
import type { FristView } from '../domain/forloeb/elev-forloeb.ts';
import type { ElevCase } from '../domain/night.ts';
import type { Skole } from '../domain/skole.ts';
import { withStateToRead } from './dry-run.ts';
import { prepare, selectSkoler } from './prepare.ts';
import type { Wishes } from './prepare.ts';
import { readInput } from './read-input.ts';
import { screenFor } from './screen.ts';

export interface ForloebListWishes extends Wishes {
  /** Only these skoler; empty for all. */
  readonly skoler: readonly string[];
  /** Only what is overdue. */
  readonly onlyOverdue: boolean;
}

export interface ForloebListing {
  readonly skole: Skole;
  readonly elev: ElevCase;
  /** The frister that are near or passed; with `onlyOverdue` those that have passed. */
  readonly frister: readonly FristView[];
}

export interface ForloebList {
  readonly asOf: Dato;
  readonly onlyOverdue: boolean;
  readonly listings: readonly ForloebListing[];
}

/** Elever in a running forløb or awaiting the samtale, skole by skole; with `onlyOverdue` those with a frist that has passed. */
export async function listForloeb(wishes: ForloebListWishes): Promise<ForloebList> {
  const prepared = await prepare(wishes);
  const only = selectSkoler(wishes.skoler, prepared.loaded.config);
  const { onlyOverdue } = wishes;
  const { eksport } = await readInput(prepared.loaded);
  return withStateToRead(prepared, elevIdsOf(eksport), (memory) => {
    const { night } = screenFor(eksport, prepared, memory, only);
    const listings = night.skoler.flatMap(({ skole, current }) =>
      current.elever
        .map((elev) => ({ skole, elev, frister: fristerOf(elev, onlyOverdue) }))
        .filter(({ elev, frister }) => isListed(elev) && (!onlyOverdue || frister.length > 0)),
    );
    return Promise.resolve({ asOf: night.asOf, onlyOverdue, listings });
  });
}

function isListed({ forloeb }: ElevCase): boolean {
  return forloeb.running !== undefined || forloeb.awaitingSince !== undefined;
}

function fristerOf({ forloeb }: ElevCase, onlyOverdue: boolean): FristView[] {
  const due = forloeb.running?.frister.filter(isDue) ?? [];
  return onlyOverdue ? due.filter(({ status }) => status === 'overdue') : due;
}
