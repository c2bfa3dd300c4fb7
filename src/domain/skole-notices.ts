// R60, R11: what stands on top of a skole's report beside the refusals: what operations have accepted, how many elever
// the roster and the export do not agree about, and who has left in the middle of a forløb.
import type { Dato } from './dato.ts';
import type { Eksport } from './eksport.ts';
import type { ForloebMemory } from './forloeb/elev-forloeb.ts';
import { foldForloeb, runningForloeb } from './forloeb/forloeb.ts';
import type { Finding } from './finding.ts';
import type { Elevhistorik } from './screening.ts';
import type { Skole } from './skole.ts';

/** What operations have accepted stands on top of the report as warnings, so that the team reads the figures with care. */
export function acceptedNotices({ institutionsnummer }: Skole, refusals: readonly Finding[]): Finding[] {
  const accepted: Finding = { code: 'gate-accepted', severity: 'warning', institutionsnummer };
  return [accepted, ...refusals.map((refusal) => ({ ...refusal, severity: 'warning' as const }))];
}

/** Elever whom the roster does not know, or knows at two skoler at once. */
export function rosterWarnings(skole: Skole, elever: readonly Elevhistorik[], eksport: Eksport): Finding[] {
  if (!eksport.hasRoster) return [];
  const missing = elever.filter(({ placement }) => placement.status === 'by-newest-row');
  const double = elever.filter(({ placement }) => placement.doubleEnrolment);
  return [
    ...elevWarning('elever-not-in-roster', skole, missing.length),
    ...elevWarning('elever-double-enrolled', skole, double.length),
  ];
}

/** R12: elever who have left in the middle of a forløb. They stand on no list, so what was agreed must be handed on. */
export function leaverWarnings(
  skole: Skole,
  elever: readonly Elevhistorik[],
  { asOf, forloeb }: { readonly asOf: Dato; readonly forloeb: (elevId: string) => ForloebMemory },
): Finding[] {
  const left = elever.filter(
    ({ placement, elevId }) =>
      placement.status === 'udmeldt' &&
      runningForloeb(foldForloeb(forloeb(elevId).entries), asOf) !== undefined,
  );
  return elevWarning('forloeb-of-udmeldt', skole, left.length);
}

/** How many elever a warning is about; none without any. */
export function elevWarning(code: string, { institutionsnummer }: Skole, elever: number): Finding[] {
  return elever === 0 ? [] : [{ code, severity: 'warning', institutionsnummer, detail: { elever } }];
}
