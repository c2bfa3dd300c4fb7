// What effects.ts is to do to the program, handed over in an environment variable.

export interface EffectPlan {
  /** Write down, before and after each effect, what a kill there would leave in the folder. */
  readonly record?: { readonly log: string; readonly folder: string };
  /** Kill at this effect, counted from 1. */
  readonly killAt?: number;
  readonly moment?: Moment;
  readonly faults?: readonly PlannedFault[];
  readonly clock?: ClockPlan;
}

/** A clock of the program's own, that goes on from `start`. */
export interface ClockPlan {
  readonly start: string;
  /** It is set by so much at the first effect whose label matches. */
  readonly jump?: { readonly match: string; readonly milliseconds: number };
}

/** `half`: a write is done half way, then the process is gone. */
export type Moment = 'before' | 'half' | 'after';

/** What a kill at this moment leaves: two moments with one image are the same to whoever starts again. */
export interface Recorded {
  readonly effect: number;
  readonly label: string;
  readonly moment: Moment;
  readonly image: string;
}

export interface PlannedFault {
  /** A regular expression on the effect's label. */
  readonly match: string;
  /** The system's code, such as ENOSPC. */
  readonly code: string;
  /** SQLite's number, for effects on the database. */
  readonly errcode?: number;
  /** Let so many pass before. */
  readonly skip?: number;
  /** Fail so many times, then never again; always unless given. */
  readonly times?: number;
}

export const PLAN_VARIABLE = 'FRAVAER_TEST_EFFECTS';
