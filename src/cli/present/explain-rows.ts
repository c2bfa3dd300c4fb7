// Every row of an elev with its place and what became of it: counted and how much of it, or why not (R61).
import type { Dato } from '../../domain/dato.ts';
import { weekday } from '../../domain/dato.ts';
import type { Aarsagskode } from '../../domain/fravaersaarsag.ts';
import { addFravaersdage, NO_DAYS } from '../../domain/fravaersdage.ts';
import type { Fravaersdage } from '../../domain/fravaersdage.ts';
import { identityOf } from '../../domain/registrering.ts';
import type { Registrering } from '../../domain/registrering.ts';
import { countFates, counterOf, withoutGaps } from '../../domain/row-fate.ts';
import type { RowCounter } from '../../domain/row-fate.ts';
import type { Explanation } from '../../job/explain.ts';
import { aarsagText, dageTal, datoText } from '../../text/da.ts';

export interface ExplainedRow {
  readonly dato: Dato;
  /** The sum of a month whose dates nobody knows. */
  readonly isMonthSum: boolean | undefined;
  readonly institutionsnummer: string;
  readonly aarsag: Aarsagskode;
  readonly omfang: Fravaersdage;
  readonly fate: RowCounter;
  readonly file: string;
  readonly line: number;
  readonly why: string;
}

export function rowsOf({ rows, historik, kvartal }: Explanation): ExplainedRow[] {
  const first = new Map<string, Registrering>();
  const claimed = Map.groupBy(
    rows.filter(({ fate }) => fate === 'counted').map(({ row }) => row),
    ({ dato, isMonthSum }) => (isMonthSum === true ? `sum ${dato}` : dato),
  );
  const counted = new Map(historik.days.map((day) => [day.dato, day.total]));
  return withoutGaps(rows).map((entry) => {
    const { row } = entry;
    const fate = counterOf(entry, kvartal);
    const original = first.get(identityOf(row));
    if (original === undefined) first.set(identityOf(row), row);
    const day =
      row.isMonthSum === true
        ? undefined
        : { claims: claimed.get(row.dato) ?? [], counted: counted.get(row.dato) ?? NO_DAYS };
    return {
      dato: row.dato,
      isMonthSum: row.isMonthSum,
      institutionsnummer: row.institutionsnummer,
      aarsag: row.aarsag,
      omfang: row.omfang,
      fate,
      file: row.source.file,
      line: row.source.line,
      why: fate === 'duplicate' ? duplicateText(original) : whyText(fate, row.dato, day),
    };
  });
}

/** R61 for one elev: how many rows of the files landed in each counter, those that count first, then the most. */
export function countersOf({ rows, kvartal, setAside }: Explanation): [counter: string, rows: number][] {
  const counters = new Map<string, number>(countFates(rows, kvartal));
  for (const { counter } of setAside) counters.set(counter, (counters.get(counter) ?? 0) + 1);
  return [...counters].toSorted((a, b) => rank(a) - rank(b));
}

function rank([counter, rows]: readonly [string, number]): number {
  return counter === 'counted' ? -Infinity : -rows;
}

export function rowText({
  dato,
  isMonthSum,
  institutionsnummer,
  aarsag,
  omfang,
  file,
  line,
  why,
}: ExplainedRow): string[] {
  return [
    isMonthSum === true ? `sum ${datoText(dato).slice(3)}` : datoText(dato),
    institutionsnummer,
    aarsag === 'none' ? 'ikke fravær' : aarsagText[aarsag],
    dageTal(omfang),
    `${file}:${line}`,
    why,
  ];
}

function duplicateText(original: Registrering | undefined): string {
  return original === undefined
    ? 'tæller ikke: gentagelse'
    : `tæller ikke: gentagelse af ${original.source.file}:${original.source.line} (R7)`;
}

interface Day {
  readonly claims: readonly Registrering[];
  readonly counted: Fravaersdage;
}

function whyText(fate: Exclude<RowCounter, 'duplicate'>, dato: Dato, day: Day | undefined): string {
  switch (fate) {
    case 'counted':
      return countedText(day);
    case 'not-skoledag':
      return `tæller ikke: ${weekday(dato) > 5 ? 'weekend' : 'helligdag eller lukkedag'} (R9)`;
    case 'not-absence':
      return 'tæller ikke: er ikke fravær (R3)';
    case 'after-as-of':
      return 'tæller ikke endnu: efter opgørelsesdatoen (R10)';
    case 'outside-kvartal':
      return 'hører til et andet kvartal (R2)';
  }
}

function countedText(day: Day | undefined): string {
  if (day === undefined) return 'talt med som sum uden datoer, ud over månedens rækker med dato';
  const { claims, counted } = day;
  const claimed = claims.reduce((sum, { omfang }) => addFravaersdage(sum, omfang), NO_DAYS);
  return claimed > counted
    ? `talt med; datoens ${claims.length} rækker tæller i alt ${dageTal(counted)} (R7)`
    : 'talt med';
}
