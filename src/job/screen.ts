// Read input + memory -> the screened night and its plan of mails: what a real and a dry run have in common.
import { elevIdsOf } from '../domain/eksport.ts';
import type { Eksport } from '../domain/eksport.ts';
import { vurderingOf } from '../domain/forloeb/elev-forloeb.ts';
import { countNight, screenNight } from '../domain/night.ts';
import type { CountedNight, Memory, Night, NightSettings } from '../domain/night.ts';
import type { NightReport } from '../domain/report-input.ts';
import type { ScreeningSettings } from '../domain/screening.ts';
import type { MemoryQuery } from '../state/memory.ts';
import { lastDelivered, listWaiting } from '../state/outbox.ts';
import type { Db } from '../state/sqlite.ts';
import type { Delivered } from './deliver.ts';
import type { SkoleMailStatus } from './outcome.ts';
import { readPasswords } from './passwords.ts';
import { planMails, withSkoleleder } from './plan-mails.ts';
import type { MailPlan } from './plan-mails.ts';
import type { Prepared } from './prepare.ts';
import type { MailResult } from './result.ts';

/** Screens everything (absence follows the elev across skoler, R11) and keeps the skoler asked for. */
export function screenFor(
  eksport: Eksport,
  prepared: Prepared,
  memory: Memory,
  only: ReadonlySet<string>,
): NightReport {
  const night = screenNight(...nightInput(eksport, prepared, memory));
  return toReport(
    only.size === 0
      ? night
      : { ...night, skoler: night.skoler.filter(({ skole }) => only.has(skole.institutionsnummer)) },
    prepared,
    memory,
  );
}

/** The same as far as it is counted, for one who looks at nothing else. */
export function countFor(eksport: Eksport, prepared: Prepared, memory: Memory): NightReport<CountedNight> {
  return toReport(countNight(...nightInput(eksport, prepared, memory)), prepared, memory);
}

function nightInput(eksport: Eksport, prepared: Prepared, memory: Memory): [Eksport, NightSettings, Memory] {
  const findings = [...prepared.findings, ...eksport.findings];
  const settings = withVurderinger(prepared.settings, elevIdsOf(eksport), memory);
  return [{ ...eksport, findings }, settings, memory];
}

/** R21: the vurderinger that stand, for the elever given. */
export function withVurderinger<S extends ScreeningSettings>(
  settings: S,
  elevIds: Iterable<string>,
  memory: Memory,
): S {
  const vurderinger = new Map(settings.vurderinger);
  for (const elevId of elevIds) {
    const vurdering = vurderingOf(memory.forloeb(elevId), settings.asOf);
    if (vurdering !== undefined) vurderinger.set(elevId, vurdering);
  }
  return { ...settings, vurderinger };
}

function toReport<N extends CountedNight>(
  night: N,
  { loaded, settings }: Prepared,
  { history, returned }: Memory,
): NightReport<N> {
  const names = new Map(settings.skoler.map(({ institutionsnummer, navn }) => [institutionsnummer, navn]));
  return {
    kommune: loaded.config.kommune,
    night,
    limits: loaded.config.limits,
    gateLimits: settings.gateLimits,
    fristOptions: settings.fristOptions,
    skoledage: settings.skoledage,
    history,
    returned,
    withSkoleleder: withSkoleleder(loaded.config),
    skoleNavn: (number) => names.get(number) ?? number,
  };
}

export function memoryQuery(elevIds: Iterable<string>, { settings }: Prepared): MemoryQuery {
  return { kvartal: settings.kvartal, elevIds };
}

export interface PlanContext {
  readonly db: Db | undefined;
  readonly only: ReadonlySet<string>;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export async function planFor(
  report: NightReport,
  { loaded }: Prepared,
  { db, only, environment }: PlanContext,
): Promise<MailPlan> {
  return planMails({
    report,
    config: loaded.config,
    passwords: await readPasswords(loaded, environment),
    lastToSkole: db === undefined ? new Map() : await lastDelivered(db, 'skole'),
    lastToSkoleleder: db === undefined ? new Map() : await lastDelivered(db, 'skoleleder'),
    lastToForvaltning: db === undefined ? undefined : (await lastDelivered(db, 'forvaltning')).get(''),
    waiting: db === undefined ? new Set() : await listWaiting(db),
    only,
  });
}

/** What became of each skole's mail, in the contract's words, and of its skoleleder's where there is one. */
export function mailResults(
  { skoler }: Night,
  plan: MailPlan,
  delivered: readonly Delivered[],
): MailResult[] {
  return skoler.map(({ skole: { institutionsnummer }, status }) => {
    const isRefused = status === 'refused';
    const statusOf = (audience: 'skole' | 'skoleleder'): SkoleMailStatus => {
      const ofAudience = audience === 'skole' ? plan.skoler : plan.skoleledere;
      const planned = ofAudience.find(({ skole }) => skole.skole.institutionsnummer === institutionsnummer);
      if (isRefused || planned?.withheld !== undefined) return 'withheld';
      const sent = delivered.find(
        ({ mail }) => mail.audience === audience && mail.skole === institutionsnummer,
      );
      return sent?.status ?? (planned === undefined ? 'not-due' : 'pending');
    };
    return {
      institutionsnummer,
      status: statusOf('skole'),
      ...(plan.withSkoleleder.has(institutionsnummer) ? { skoleleder: statusOf('skoleleder') } : {}),
    };
  });
}
