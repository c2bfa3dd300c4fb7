// R60: what must hold before a skole's figures may be reported. A refusal stops that skole alone.
import type { Dato } from './dato.ts';
import type { Finding } from './finding.ts';
import { exceedsShare } from './share.ts';

/** **default** figures of R60; settings. */
export interface GateLimits {
  /** Refuse an export older than so many skoledage. */
  readonly staleSkoledage: number;
  /** Refuse when rows or elever shrank by more than this share since the last accepted run. */
  readonly shrinkShare: number;
  /** Refuse when more than this share of the skole's rows was rejected. */
  readonly rejectedShare: number;
  /** Warn about silence of at least so many skoledage ... */
  readonly silentSkoledage: number;
  /** ... when it is less likely than this at the skole's own rate. */
  readonly silentProbability: number;
}

export const policyGateLimits: GateLimits = {
  staleSkoledage: 3,
  shrinkShare: 0.3,
  rejectedShare: 0.02,
  silentSkoledage: 5,
  silentProbability: 0.001,
};

/** What the export holds for a skole, and what the last accepted run held for the same kvartal. */
export interface GateFacts {
  readonly institutionsnummer: string;
  /** Every row that carries the skole's number, rejected ones too. */
  readonly rowsRead: number;
  readonly rowsRejected: number;
  readonly inKvartal: Size;
  readonly lastAccepted: Size | undefined;
  /** Skoledage since the newest file that holds rows of the skole (or could hold them) was extracted. */
  readonly ageInSkoledage: number;
  /** Skoledage of the kvartal up to the as-of date. */
  readonly skoledageSoFar: number;
  /** The whole export holds no row; or one of its files holds none, and the skole has none in the others. */
  readonly exportIsEmpty: boolean;
  /** A source for which no file was found, while the skole has no rows from elsewhere. */
  readonly missingSource: string | undefined;
  /** A file that holds, or may hold, rows of this skole could not be read. */
  readonly unreadableFile: string | undefined;
  /** Skoledage without any row since the newest one, and how often the skole had rows before that. */
  readonly silence: Silence | undefined;
}

export interface Size {
  readonly rows: number;
  readonly elever: number;
}

export interface Silence {
  readonly newestRow: Dato;
  readonly silentSkoledage: number;
  readonly skoledageBefore: number;
  readonly skoledageWithRows: number;
}

/** The reasons to refuse the skole; empty when its figures may be reported. */
export function findRefusals(facts: GateFacts, limits: GateLimits): Finding[] {
  const refusals: Finding[] = [];
  const refuse = (code: string, detail: Record<string, string | number>): void => {
    refusals.push({ code, severity: 'error', institutionsnummer: facts.institutionsnummer, detail });
  };
  if (facts.missingSource !== undefined) refuse('gate-missing', { files: facts.missingSource });
  if (facts.unreadableFile !== undefined) refuse('gate-unreadable', { file: facts.unreadableFile });
  if (facts.exportIsEmpty && facts.skoledageSoFar > 0) refuse('gate-empty', {});
  if (facts.ageInSkoledage > limits.staleSkoledage) {
    refuse('gate-stale', { skoledage: facts.ageInSkoledage, limit: limits.staleSkoledage });
  }
  if (exceedsShare(facts.rowsRejected, facts.rowsRead, limits.rejectedShare)) {
    refuse('gate-rejected', { rejected: facts.rowsRejected, rows: facts.rowsRead });
  }
  for (const unit of ['rows', 'elever'] as const) {
    const before = facts.lastAccepted?.[unit] ?? 0;
    const now = facts.inKvartal[unit];
    if (exceedsShare(before - now, before, limits.shrinkShare)) refuse('gate-shrunk', { unit, before, now });
  }
  return refusals;
}

/** R60: silence that is improbable at the skole's own rate; reported with a warning on top, not refused. */
export function findSilence(facts: GateFacts, limits: GateLimits): Finding | undefined {
  const { silence } = facts;
  if (silence === undefined || silence.silentSkoledage < limits.silentSkoledage) return undefined;
  if (silenceProbability(silence) >= limits.silentProbability) return undefined;
  return {
    code: 'skole-silent',
    severity: 'warning',
    institutionsnummer: facts.institutionsnummer,
    detail: { skoledage: silence.silentSkoledage, newestRow: silence.newestRow },
  };
}

/**
 * How likely so many skoledage in a row without rows are, when a skoledag with rows is as frequent as before.
 * Half a day is added to both outcomes, so that "always had rows" does not make one silent day impossible.
 */
export function silenceProbability({ silentSkoledage, skoledageBefore, skoledageWithRows }: Silence): number {
  const rate = (skoledageWithRows + 0.5) / (skoledageBefore + 1);
  return (1 - rate) ** silentSkoledage;
}
