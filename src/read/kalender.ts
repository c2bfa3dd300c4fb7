// kalender.yaml -> Skolekalender (R9).
import { z } from 'zod';
import { readYamlFile } from '../config/yaml-file.ts';
import { addDays, parseDato } from '../domain/dato.ts';
import type { Dato } from '../domain/dato.ts';
import type { Finding } from '../domain/finding.ts';
import { danishHolidays } from '../domain/holidays.ts';
import { skoleaarOf, skoledageLookup } from '../domain/skolekalender.ts';
import type { ClosedPeriod, Kalenderundtagelse, Skoleaar, Skolekalender } from '../domain/skolekalender.ts';
import { AppError } from '../errors.ts';
import type { Problem } from '../errors.ts';

/** A skoleår has about 200 skoledage; outside these bounds something is probably wrong. */
const USUAL_SKOLEDAGE = { least: 180, most: 210 };

const Day = z.string().transform((text, context): Dato => {
  const parsed = parseDato(text, ['yyyy-MM-dd']);
  if (parsed !== undefined) return parsed;
  context.issues.push({ code: 'custom', message: `er ikke en dato (ÅÅÅÅ-MM-DD): ${text}`, input: text });
  return z.NEVER;
});

const Closed = z.strictObject({ navn: z.string().default(''), from: Day, to: Day });
const number = z.union([z.string(), z.int()]).transform(String);

const KalenderFile = z.strictObject({
  skoleaar: z
    .array(
      z.strictObject({
        skoleaar: z.string().regex(/^\d{4}\/\d{4}$/, 'skal skrives som "2026/2027"'),
        first: Day,
        last: Day,
        closed: z.array(Closed).default([]),
      }),
    )
    .min(1, 'skal have mindst ét skoleår'),
  exceptions: z
    .array(
      z.strictObject({
        skoler: z.array(number).optional(),
        klassetrin: z.array(z.int().min(0).max(10)).optional(),
        closed: z.array(Closed).default([]),
        last: Day.optional(),
      }),
    )
    .default([]),
});

type KalenderFile = z.infer<typeof KalenderFile>;

export interface LoadedKalender {
  readonly kalender: Skolekalender;
  readonly findings: readonly Finding[];
  readonly text: string;
}

/** Reads and checks a calendar. Throws `calendar-invalid` with every impossible date and overlap at once. */
export async function loadKalender(path: string, label: string): Promise<LoadedKalender> {
  const file = await readYamlFile(path, label, KalenderFile);
  const problems: Problem[] = [...file.problems];
  if (file.salvaged !== undefined) {
    problems.push(
      ...findImpossible(file.salvaged).map(({ at, message }) => ({
        file: label,
        line: file.lineOf(at),
        message,
      })),
    );
  }
  if (file.value === undefined || problems.length > 0) {
    throw new AppError('calendar-invalid', {
      message: `Skolekalenderen har ${problems.length} fejl`,
      hint: 'Uden en rigtig kalender kan der ikke tælles (R9); ret fejlene, og prøv igen',
      problems,
    });
  }
  const kalender = toKalender(file.value);
  return { kalender, findings: findDoubtful(kalender, label, file.lineOf), text: file.text };
}

function toKalender({ skoleaar, exceptions }: KalenderFile): Skolekalender {
  const years = skoleaar.flatMap(({ skoleaar: name }) => [Number(name.slice(0, 4)), Number(name.slice(5))]);
  return {
    skoleaar,
    exceptions: exceptions.map(({ skoler, klassetrin, closed, last }) => ({
      skoler,
      klassetrin,
      closed,
      last,
    })),
    holidays: danishHolidays(Math.min(...years) - 2, Math.max(...years) + 2),
  };
}

interface Impossible {
  readonly at: readonly PropertyKey[];
  readonly message: string;
}

function findImpossible({ skoleaar, exceptions }: KalenderFile): Impossible[] {
  const faults: Impossible[] = [];
  const names = new Set<string>();
  for (const [index, year] of skoleaar.entries()) {
    const at = ['skoleaar', index];
    if (names.has(year.skoleaar)) faults.push({ at, message: `Skoleåret ${year.skoleaar} står to gange` });
    names.add(year.skoleaar);
    if (Number(year.skoleaar.slice(5)) !== Number(year.skoleaar.slice(0, 4)) + 1) {
      faults.push({ at, message: `»${year.skoleaar}« er ikke et skoleår` });
    }
    if (year.first > year.last)
      faults.push({ at: [...at, 'first'], message: 'Første skoledag ligger efter den sidste' });
    faults.push(...findImpossiblePeriods(year.closed, [...at, 'closed']));
  }
  faults.push(...findOverlappingYears(skoleaar));
  for (const [index, exception] of exceptions.entries()) {
    faults.push(...findImpossiblePeriods(exception.closed, ['exceptions', index, 'closed']));
  }
  return faults;
}

function findOverlappingYears(skoleaar: readonly Skoleaar[]): Impossible[] {
  return skoleaar.flatMap((year, index) =>
    skoleaar
      .filter((other) => other.skoleaar < year.skoleaar && other.last >= year.first)
      .map((other) => ({
        at: ['skoleaar', index],
        message: `Skoleåret ${year.skoleaar} begynder, før ${other.skoleaar} er slut`,
      })),
  );
}

function findImpossiblePeriods(periods: readonly ClosedPeriod[], at: readonly PropertyKey[]): Impossible[] {
  const faults: Impossible[] = [];
  for (const [index, period] of periods.entries()) {
    if (period.from > period.to) {
      faults.push({ at: [...at, index], message: `»${period.navn}« slutter, før den begynder` });
    }
    const earlier = periods
      .slice(0, index)
      .find((other) => other.from <= period.to && period.from <= other.to);
    if (earlier !== undefined) {
      faults.push({ at: [...at, index], message: `»${period.navn}« overlapper »${earlier.navn}«` });
    }
  }
  return faults;
}

type LineOf = (path: readonly PropertyKey[]) => number | undefined;

function findDoubtful(kalender: Skolekalender, file: string, lineOf: LineOf): Finding[] {
  const skoledage = skoledageLookup(kalender)({ institutionsnumre: [], klassetrin: undefined });
  const ofYears = kalender.skoleaar.flatMap((year, index): Finding[] => {
    const at = ['skoleaar', index];
    const line = lineOf(at);
    const far = farDates(year).map((date): Finding =>
      farDate(year.skoleaar, date, file, lineOf([...at, ...date.at])),
    );
    const count = skoledage.between(year.first, year.last).length;
    if (count >= USUAL_SKOLEDAGE.least && count <= USUAL_SKOLEDAGE.most) return far;
    const detail = { skoleaar: year.skoleaar, skoledage: count };
    return [...far, { code: 'calendar-day-count', severity: 'warning', file, line, detail }];
  });
  const listed = new Set(kalender.skoleaar.map(({ skoleaar }) => skoleaar));
  const ofExceptions = kalender.exceptions.flatMap((exception, index) =>
    exceptionDates(exception)
      .filter(({ from }) => !listed.has(skoleaarOf(from)))
      .map((date) => farDate([...listed].join(', '), date, file, lineOf(['exceptions', index, ...date.at]))),
  );
  return [...ofYears, ...ofExceptions];
}

interface PlacedDate extends Omit<ClosedPeriod, 'to'> {
  readonly at: readonly PropertyKey[];
}

function farDate(skoleaar: string, { navn }: PlacedDate, file: string, line: number | undefined): Finding {
  return { code: 'calendar-far-date', severity: 'warning', file, line, detail: { navn, skoleaar } };
}

/** Closed periods, and first or last days, that lie far outside their skoleår: most often a typing error in the year. */
function farDates({ skoleaar, first, last, closed }: Skoleaar): PlacedDate[] {
  const ends: PlacedDate[] = [
    { navn: 'first', from: first, at: ['first'] },
    { navn: 'last', from: last, at: ['last'] },
  ].filter(({ from }) => skoleaarOf(from) !== skoleaar);
  const periods = closed.flatMap(({ navn, from, to }, index): PlacedDate[] =>
    to < addDays(first, -60) || from > addDays(last, 60) ? [{ navn, from, at: ['closed', index] }] : [],
  );
  return [...ends, ...periods];
}

function exceptionDates({ closed, last }: Kalenderundtagelse): PlacedDate[] {
  const periods = closed.map(({ navn, from }, index) => ({ navn, from, at: ['closed', index] }));
  return last === undefined ? periods : [...periods, { navn: 'last', from: last, at: ['last'] }];
}

/** R9: the skoleår of `days` that the calendar does not list; their weekdays all count, so people must know. */
export function findMissingYears(kalender: Skolekalender, days: readonly Dato[]): Finding[] {
  const listed = new Set(kalender.skoleaar.map(({ skoleaar }) => skoleaar));
  const missing = [...new Set(days.map(skoleaarOf))].filter((year) => !listed.has(year));
  return missing.map((skoleaar) => ({
    code: 'calendar-year-missing',
    severity: 'warning',
    detail: { skoleaar },
  }));
}
