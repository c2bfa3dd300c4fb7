// R50-R53: what a signal says. Information beside the trin, never a trin. The Danish sentence for each stands in
// text/signaler.ts, so that workbook, mail, explain and JSON say the same (R83).
import type { Dato } from '../dato.ts';
import type { Fravaersdage } from '../fravaersdage.ts';
import type { NationaltTrin } from '../national-ladder.ts';

export interface UlovligtSignal {
  readonly id: 'ulovligt';
  /** What the share calls for. */
  readonly level: 'varsling' | 'underretning';
  /** Rounded up to half days. */
  readonly days: Fravaersdage;
  readonly skoledage: number;
}

export interface SygeundervisningSignal {
  readonly id: 'sygeundervisning';
  readonly skoledage: number;
  /** First skoledag away. */
  readonly since: Dato;
  /** The skoledag on which the frist falls; undefined when the calendar does not reach so far. */
  readonly dueOn: Dato | undefined;
  readonly isDue: boolean;
}

export interface NationalAftaleSignal {
  readonly id: 'national-aftale';
  readonly trin: NationaltTrin;
  readonly total: Fravaersdage;
  /** Unknown where some of the days have no date. */
  readonly crossed: Dato | undefined;
}

export interface InARowSignal {
  readonly id: 'in-a-row';
  readonly skoledage: number;
  readonly from: Dato;
  readonly to: Dato;
  /** Still away on the last day that is known. */
  readonly isOngoing: boolean;
}

export interface OfLastSignal {
  readonly id: 'of-last-20' | 'of-last-60';
  readonly absent: number;
  readonly of: number;
}

export interface DrypvistSignal {
  readonly id: 'drypvist';
  readonly spells: number;
}

export interface WeekdaySignal {
  readonly id: 'weekday';
  /** ISO: 1 Monday. */
  readonly weekday: number;
  readonly onWeekday: number;
  readonly absent: number;
}

export interface FerieSignal {
  readonly id: 'ferie';
  /** How many ferier or long weekends the absence touches. */
  readonly times: number;
  /** First skoledag after the newest of them. */
  readonly newest: Dato;
}

export interface BackSignal {
  readonly id: 'back';
  readonly skoledage: number;
  /** First skoledag back. */
  readonly since: Dato;
}

export type SignalFacts =
  | UlovligtSignal
  | SygeundervisningSignal
  | NationalAftaleSignal
  | InARowSignal
  | OfLastSignal
  | DrypvistSignal
  | WeekdaySignal
  | FerieSignal
  | BackSignal;

/** `strong` ones get a line in the reports; the others show in `explain` and JSON alone. */
export type FoundSignal = SignalFacts & { readonly strong: boolean };

/** The rules that signals come from. */
export type SignalNummer = 'R50' | 'R51' | 'R52' | 'R53';

export type Signal = FoundSignal & { readonly rule: SignalNummer };

export type SignalId = Signal['id'];
