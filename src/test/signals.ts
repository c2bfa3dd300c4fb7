// What the signal rules are asked in tests: the rows of an elev of 5A at Absalons Skole, as of FREDAG.
import { countFravaer } from '../domain/fravaer.ts';
import { kvartalOf } from '../domain/kvartal.ts';
import type { Registrering } from '../domain/registrering.ts';
import { viewSignals } from '../domain/signaler/signal-view.ts';
import type { SignalView, ViewFacts } from '../domain/signaler/signal-view.ts';
import { ABSALON, FREDAG, skoledage } from './arbitraries.ts';

/** The rows must not repeat themselves, and lie on skoledage. */
export function signalFactsOf(rows: readonly Registrering[], fields: Partial<ViewFacts> = {}): ViewFacts {
  const asOf = fields.asOf ?? FREDAG;
  const kvartal = fields.kvartal ?? kvartalOf(asOf);
  const counted = rows.filter((row) => row.dato <= asOf);
  return {
    asOf,
    kvartal,
    skoledage,
    nationalAftale: undefined,
    place: { institutionsnumre: [ABSALON.institutionsnummer], klassetrin: 5 },
    newestRow: asOf,
    days: countFravaer(counted).days,
    fravaer: countFravaer(counted.filter((row) => kvartalOf(row.dato) === kvartal)),
    ...fields,
  };
}

export function signalViewOf(rows: readonly Registrering[], fields: Partial<ViewFacts> = {}): SignalView {
  return viewSignals(signalFactsOf(rows, fields));
}
