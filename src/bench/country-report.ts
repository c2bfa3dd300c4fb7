// The country's night as tables for docs/skalering.md.
import type { Country, CountryNight, KommuneNight } from './country.ts';
import type { Look } from './country-server.ts';
import { machine, median, table } from './figures.ts';

const PARTS = 4;

export function reportCountry({ nights, contest }: Country): string {
  const kommuner = nights[0]?.kommuner ?? [];
  const sum = (of: (one: KommuneNight) => number): number => kommuner.reduce((all, one) => all + of(one), 0);
  return [
    `${kommuner.length} kommuner, ${sum(({ elever }) => elever).toLocaleString('en')} elever, ${sum(({ rows }) => rows).toLocaleString('en')} rows; ${machine()}.`,
    '',
    ...table(
      [
        'processes at a time',
        'wall min',
        'cpu min',
        'server cpu s',
        'server / all cpu',
        'transactions',
        'looks with a wait for a lock, by quarter of the night',
      ],
      nights.map(nightRow),
    ),
    '',
    ...table(['kommune', 'elever', 'rows', 'wall s', 'cpu s', 'peak MiB'], kommuneRows(kommuner)),
    '',
    `The same kommune twice at the same moment: exit codes ${contest.exitCodes.join(' and ')}; the refusal took ${(contest.refusedAfterMs / 1000).toFixed(1)} s.`,
    '',
  ].join('\n');
}

function nightRow({ workers, wallMs, kommuner, looks, serverCpuMs, transactions }: CountryNight): string[] {
  const cpuMs = kommuner.reduce((sum, { night }) => sum + night.cpuMs, 0);
  return [
    String(workers),
    (wallMs / 60_000).toFixed(1),
    (cpuMs / 60_000).toFixed(1),
    (serverCpuMs / 1000).toFixed(1),
    `${((100 * serverCpuMs) / (cpuMs + serverCpuMs)).toFixed(1)} %`,
    transactions.toLocaleString('en'),
    waitsOf(looks).join(', '),
  ];
}

/** Looks that saw a connection wait for another's lock, of all looks, in each quarter: what grows is a queue. */
function waitsOf(looks: readonly Look[]): string[] {
  return Array.from({ length: PARTS }, (_, part) => {
    const within = looks.slice((part * looks.length) / PARTS, ((part + 1) * looks.length) / PARTS);
    return `${within.filter(({ waiting }) => waiting > 0).length} of ${within.length}`;
  });
}

/** The two greatest, the one in the middle and the smallest. */
function kommuneRows(kommuner: readonly KommuneNight[]): string[][] {
  const bySize = kommuner.toSorted((a, b) => b.elever - a.elever);
  const middle = median(bySize.map((_, index) => index));
  const shown = new Set([bySize[0], bySize[1], bySize[Math.floor(middle)], bySize.at(-1)]);
  return [...shown]
    .filter((one) => one !== undefined)
    .map(({ name, elever, rows, night }) => [
      name,
      elever.toLocaleString('en'),
      rows.toLocaleString('en'),
      (night.wallMs / 1000).toFixed(1),
      (night.cpuMs / 1000).toFixed(1),
      night.peakMiB.toFixed(0),
    ]);
}
