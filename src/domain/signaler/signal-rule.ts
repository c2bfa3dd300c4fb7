// The shape of the rules R50-R53.
import type { FoundSignal, SignalNummer } from './signal.ts';
import type { SignalView } from './signal-view.ts';

/** One rule as data: its number, what it says to people, and how it is found. */
export interface SignalRule {
  readonly nummer: SignalNummer;
  readonly tekst: string;
  /** About the kvartal that is screened, or about the days up to the as-of date, whatever the kvartal. */
  readonly scope: 'kvartal' | 'recent';
  readonly find: (view: SignalView) => FoundSignal | undefined;
}
