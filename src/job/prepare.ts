// From the command line's wishes to everything a screening needs: configuration, calendar, dates, limits.
import type { LoadedConfig } from '../config/load.ts';
import { loadConfig } from '../config/load.ts';
import type { Config } from '../config/schema.ts';
import { addDays, datoAt } from '../domain/dato.ts';
import type { Dato } from '../domain/dato.ts';
import type { Finding } from '../domain/finding.ts';
import { roskildeLadder } from '../domain/indsatstrin.ts';
import type { Limits } from '../domain/indsatstrin.ts';
import { firstDayOf, isLateRegistrationWindow, kvartalOf, nextKvartal } from '../domain/kvartal.ts';
import type { Kvartal } from '../domain/kvartal.ts';
import { nationalLadder } from '../domain/national-ladder.ts';
import type { NightSettings } from '../domain/night.ts';
import type { Skole } from '../domain/skole.ts';
import { skoledageLookup } from '../domain/skolekalender.ts';
import { AppError } from '../errors.ts';
import { findMissingYears, loadKalender } from '../read/kalender.ts';
import { liesOnNetworkDrive } from '../state/network-drive.ts';

export interface Wishes {
  readonly configFile: string;
  /** R10: the as-of date; yesterday when not given. */
  readonly dato: Dato | undefined;
  readonly kvartal: Kvartal | undefined;
  /** Skoler that operations accept for this run although a gate refuses them (R60). */
  readonly accept: readonly string[];
  /** R22: other limits than the configured ones, for a what-if. */
  readonly limits?: Limits | undefined;
  /** The clock, read once by the command line: milliseconds since 1970. */
  readonly now: number;
}

export interface Prepared {
  readonly loaded: LoadedConfig;
  readonly settings: NightSettings;
  /** What is doubtful about the calendar and where state lies. */
  readonly findings: readonly Finding[];
  readonly kalenderText: string;
}

export async function prepare(wishes: Wishes): Promise<Prepared> {
  const { configFile, dato, kvartal, accept, limits, now } = wishes;
  const loaded = withLimits(await loadConfig(configFile), limits);
  const { config } = loaded;
  const asOf = dato ?? addDays(datoAt(now, config.timeZone), -1);
  const screened = kvartal ?? kvartalOf(asOf);
  if (firstDayOf(screened) > asOf) {
    throw new AppError('usage', {
      message: `Kvartalet ${screened} er ikke begyndt den ${asOf}`,
      hint: 'Vælg en senere dato med --dato, eller et tidligere kvartal',
    });
  }
  const { kalender, findings, text } = await loadKalender(loaded.resolve(config.calendar), config.calendar);
  return {
    loaded,
    kalenderText: text,
    findings: [
      ...findings,
      ...findMissingYears(kalender, [firstDayOf(screened), asOf]),
      ...(await findSharedDrive(loaded)),
    ],
    settings: {
      asOf,
      kvartal: screened,
      skoler: config.skoler.map(toSkole),
      skoledage: skoledageLookup(kalender),
      ladder: roskildeLadder(config.limits),
      vurderinger: new Map(),
      gateLimits: config.gates,
      nationalAftale: config.signals.nationalAftale ? nationalLadder : undefined,
      accepted: selectSkoler(accept, config),
      fristOptions: config.forloeb,
    },
  };
}

/** Two hosts that share a drive cannot share a lock on it; a server is the home of state for them. */
async function findSharedDrive({ state: { file, server } }: LoadedConfig): Promise<Finding[]> {
  const isShared = server === undefined && (await liesOnNetworkDrive(file));
  return isShared ? [{ code: 'state-on-network', severity: 'warning' }] : [];
}

function withLimits(loaded: LoadedConfig, limits: Limits | undefined): LoadedConfig {
  return limits === undefined ? loaded : { ...loaded, config: { ...loaded.config, limits } };
}

/** The skoler that are named; empty for none. Throws `usage` for one that is not configured. */
export function selectSkoler(wanted: readonly string[], { skoler }: Config): ReadonlySet<string> {
  const known = new Set(skoler.map(({ institutionsnummer }) => institutionsnummer));
  const unknown = wanted.filter((number) => !known.has(number));
  if (unknown.length === 0) return new Set(wanted);
  throw new AppError('usage', {
    message: `Skolen ${unknown.join(', ')} findes ikke i konfigurationen`,
    hint: `Kendte numre: ${[...known].join(', ')}`,
  });
}

function toSkole({ institutionsnummer, navn, skoletype, afdelinger }: Config['skoler'][number]): Skole {
  return { institutionsnummer, navn, skoletype, afdelinger };
}

/** A run tells people things; an old kvartal is news to nobody, so it can only be looked at. Throws `usage`. */
export function refuseOldKvartal({ asOf, kvartal }: Pick<NightSettings, 'asOf' | 'kvartal'>): void {
  const isCurrent = kvartalOf(asOf) === kvartal;
  const isJustOver = kvartalOf(asOf) === nextKvartal(kvartal) && isLateRegistrationWindow(asOf);
  if (isCurrent || isJustOver) return;
  throw new AppError('usage', {
    message: `Kvartalet ${kvartal} er slut; der sendes ikke mails om det`,
    hint: 'Brug --dry-run for at se et tidligere kvartal',
  });
}
