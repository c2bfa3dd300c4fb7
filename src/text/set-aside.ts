// Why a row was sorted out while its file was read, in Danish: by what is wrong with it, else by its counter (R61).
import type { SetAsideRow } from '../domain/eksport.ts';
import { counterText } from './counters.ts';
import { findingText } from './findings.ts';

/** One thing that stands in the way of a row. */
export interface SetAsideReason {
  readonly code: string;
  readonly column: string | undefined;
  readonly why: string;
}

const whyOf: Readonly<Record<string, string>> = {
  'other-skole': 'tæller ikke: ingen skole i konfigurationen har institutionsnummeret (R60)',
  superseded: 'tæller ikke: skolens rækker er læst i en nyere fil',
  'not-absence': 'tæller ikke: rækken nævner intet fravær (R3)',
};

export function setAsideReasons({ counter, findings }: SetAsideRow): SetAsideReason[] {
  if (findings.length === 0)
    return [{ code: counter, column: undefined, why: whyOf[counter] ?? counterText(counter) }];
  return findings.map((finding) => ({
    code: finding.code,
    column: finding.column,
    why: `sat til side: ${findingText(finding)}`,
  }));
}
