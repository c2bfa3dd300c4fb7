// How the figures of a skole develop: what earlier nights came to, kvartal after kvartal, fit to be shown (R76).
import type { Dato } from './dato.ts';
import { isOverTiProcent } from './fravaersprocent.ts';
import type { TrinMedIndsats } from './indsatstrin.ts';
import type { Kvartal } from './kvartal.ts';
import type { CountedElev, CountedSkole, SkoleKvartal } from './night.ts';
import { trinHighestFirst } from './overview.ts';
import type { OverviewCount } from './overview.ts';
import { compareText } from './row-fate.ts';
import { showable, showableSplit } from './suppression.ts';
import type { CountedGroup, PublicCount } from './suppression.ts';

/** What a night came to for one skole and kvartal; state keeps it. */
export interface KvartalFigures {
  readonly institutionsnummer: string;
  readonly kvartal: Kvartal;
  readonly asOf: Dato;
  readonly elever: number;
  readonly overTiProcent: number;
  readonly perTrin: Readonly<Record<TrinMedIndsats, number>>;
}

export function figuresOf(
  skole: CountedSkole,
  { kvartal, elever, counts }: SkoleKvartal<CountedElev>,
  asOf: Dato,
): KvartalFigures {
  return {
    institutionsnummer: skole.skole.institutionsnummer,
    kvartal,
    asOf,
    elever: elever.length,
    overTiProcent: elever.filter(isOverTiProcent).length,
    perTrin: {
      massivt: counts.massivt,
      bekymrende: counts.bekymrende,
      'tidlig-indsats': counts['tidlig-indsats'],
    },
  };
}

type TrendCount = Extract<OverviewCount, TrinMedIndsats | 'onTrin' | 'overTiProcent'>;

export interface TrendRow {
  readonly kvartal: Kvartal;
  /** The newest night that the row rests on. */
  readonly asOf: Dato;
  /** Undefined for the kommune as a whole. */
  readonly institutionsnummer: string | undefined;
  readonly elever: number;
  readonly counts: Readonly<Record<TrendCount, PublicCount>>;
}

/**
 * Kvartal by kvartal, the oldest first: the kommune, then its skoler in the order of this night. A kvartal's figures are those of its newest
 * night in `history`; this night's own take the place of what was known before. A skole that has none tonight is left out of tonight's
 * kvartal, as it is of the overview (R60): the kommune with it and without it would tell its counts (R76).
 */
export function buildTrend(
  { skoler, asOf }: { readonly skoler: readonly CountedSkole[]; readonly asOf: Dato },
  history: readonly KvartalFigures[],
): TrendRow[] {
  const now = skoler
    .filter(({ status }) => status === 'screened')
    .flatMap((skole) =>
      [skole.current, ...(skole.late === undefined ? [] : [skole.late])].map((part) =>
        figuresOf(skole, part, asOf),
      ),
    );
  const order = new Map(skoler.map(({ skole }, index) => [skole.institutionsnummer, index]));
  const tonight = new Set(now.map(({ institutionsnummer }) => institutionsnummer));
  const current = skoler[0]?.current.kvartal;
  const known = history.filter(
    ({ institutionsnummer, kvartal, asOf: night }) =>
      order.has(institutionsnummer) &&
      night <= asOf &&
      (kvartal !== current || tonight.has(institutionsnummer)),
  );
  const newest = new Map<string, KvartalFigures>();
  for (const figures of [...known.toSorted((a, b) => compareText(a.asOf, b.asOf)), ...now])
    newest.set(`${figures.kvartal} ${figures.institutionsnummer}`, figures);
  const perKvartal = Map.groupBy(newest.values(), ({ kvartal }) => kvartal);
  return [...perKvartal]
    .toSorted(([a], [b]) => compareText(a, b))
    .flatMap(([kvartal, figures]) =>
      rowsOfKvartal(
        kvartal,
        figures.toSorted(
          (a, b) => (order.get(a.institutionsnummer) ?? 0) - (order.get(b.institutionsnummer) ?? 0),
        ),
      ),
    );
}

interface Group extends CountedGroup<TrendCount> {
  readonly asOf: Dato;
  readonly institutionsnummer: string | undefined;
}

function rowsOfKvartal(kvartal: Kvartal, figures: readonly KvartalFigures[]): TrendRow[] {
  const skoler = figures.map(skoleGroup);
  const kommune = wholeOf(skoler);
  const { sum, split } = showableSplit(kommune, { sum: 'onTrin', terms: trinHighestFirst });
  const over = showable(kommune, ['overTiProcent']);
  return [kommune, ...skoler].map((group): TrendRow => {
    const pick = (key: TrendCount, shown: ReadonlySet<unknown>): PublicCount =>
      shown.has(group) ? group.counts[key] : 'withheld';
    return {
      kvartal,
      asOf: group.asOf,
      institutionsnummer: group.institutionsnummer,
      elever: group.elever,
      counts: {
        massivt: pick('massivt', split),
        bekymrende: pick('bekymrende', split),
        'tidlig-indsats': pick('tidlig-indsats', split),
        onTrin: pick('onTrin', sum),
        overTiProcent: pick('overTiProcent', over),
      },
    };
  });
}

function skoleGroup({ institutionsnummer, asOf, elever, overTiProcent, perTrin }: KvartalFigures): Group {
  const onTrin = perTrin.massivt + perTrin.bekymrende + perTrin['tidlig-indsats'];
  return { institutionsnummer, asOf, elever, counts: { ...perTrin, onTrin, overTiProcent }, parts: [] };
}

function wholeOf(parts: readonly Group[]): Group {
  const sumOf = (key: TrendCount): number => parts.reduce((sum, { counts }) => sum + counts[key], 0);
  return {
    institutionsnummer: undefined,
    asOf:
      parts
        .map(({ asOf }) => asOf)
        .toSorted(compareText)
        .at(-1) ?? ('' as Dato),
    elever: parts.reduce((sum, { elever }) => sum + elever, 0),
    counts: {
      massivt: sumOf('massivt'),
      bekymrende: sumOf('bekymrende'),
      'tidlig-indsats': sumOf('tidlig-indsats'),
      onTrin: sumOf('onTrin'),
      overTiProcent: sumOf('overTiProcent'),
    },
    parts,
  };
}
