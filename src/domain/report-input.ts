// What every output of a night is made from: one computation, many forms (R83).
import type { Finding } from './finding.ts';
import type { FristOptions } from './forloeb/frister.ts';
import type { ReturnedSheets } from './forloeb/returned-sheets.ts';
import type { GateLimits } from './gate.ts';
import type { Limits } from './indsatstrin.ts';
import type { CountedNight, Night, SkoleNight } from './night.ts';
import type { SkoledageLookup } from './skolekalender.ts';
import type { KvartalFigures } from './trend.ts';

export interface NightReport<N extends CountedNight = Night> {
  readonly kommune: string;
  readonly night: N;
  readonly limits: Limits;
  readonly gateLimits: GateLimits;
  readonly fristOptions: FristOptions;
  readonly skoledage: SkoledageLookup;
  /** R43: the sheets that teams fill in and send back. */
  readonly returned: ReturnedSheets;
  /** What earlier nights came to. */
  readonly history: readonly KvartalFigures[];
  /** The skoler whose skoleleder gets a mail of decisions. */
  readonly withSkoleleder: ReadonlySet<string>;
  /** The name of a skole by its number; the number itself when it is not configured. */
  readonly skoleNavn: (institutionsnummer: string) => string;
}

export interface SkoleReportInput extends NightReport {
  readonly skole: SkoleNight;
  /** The findings about this skole's rows. */
  readonly findings: readonly Finding[];
}

/** One skole's share of a night; other skoler's findings are left out. */
export function skoleReportInput(report: NightReport, skole: SkoleNight): SkoleReportInput {
  const own = skole.skole.institutionsnummer;
  const findings = report.night.findings.filter(({ institutionsnummer }) => institutionsnummer === own);
  return { ...report, skole, findings };
}
