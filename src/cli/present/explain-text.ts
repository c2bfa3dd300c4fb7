// An elev's figures as a list of rows and the sum as it grew (R23). No name: an analyst asks by id.
import { fravaersaarsager } from '../../domain/fravaersaarsag.ts';
import { addFravaersdage, exactText, NO_DAYS, toDays } from '../../domain/fravaersdage.ts';
import { counterOf, withoutGaps } from '../../domain/row-fate.ts';
import type { Explanation } from '../../job/explain.ts';
import { aarsagText, dageText, dageTal, datoText, trinText } from '../../text/da.ts';
import { changeSentence, periodText, reasonText } from '../../text/reason.ts';
import { table } from '../output.ts';

const fateText: Readonly<Record<ReturnType<typeof counterOf>, string>> = {
  counted: 'talt med',
  duplicate: 'gentagelse',
  'outside-kvartal': 'uden for kvartalet',
  'after-as-of': 'efter opgørelsesdatoen',
  'not-skoledag': 'ikke en skoledag',
  'not-absence': 'ikke fravær',
};

export function explainText(explanation: Explanation): string {
  const { elev, kvartal, asOf, skoleNavn } = explanation;
  const { placement, placering } = elev;
  const rows = rowsOf(explanation).filter(({ fate }) => fate !== 'outside-kvartal');
  return [
    `Elev ${elev.elevId}, ${placement.klasse}, ${skoleNavn(placement.skole)}${placement.status === 'udmeldt' ? ' (udmeldt)' : ''}`,
    `Skolefravær, ${periodText(kvartal, datoText(asOf))}`,
    '',
    rows.length === 0
      ? 'Ingen rækker i kvartalet.'
      : table([
          ['Dato', 'Skole', 'Årsag', 'Omfang', 'Udfald', 'Fil og linje'],
          ...rows.map((row) => [
            row.isMonthSum === true ? `sum ${datoText(row.dato).slice(3)}` : datoText(row.dato),
            row.institutionsnummer,
            row.aarsag === 'none' ? 'ikke fravær' : aarsagText[row.aarsag],
            dageTal(row.omfang),
            fateText[row.fate],
            `${row.file}:${row.line}`,
          ]),
        ]),
    '',
    ...sumLines(explanation),
    `Indsatstrin: ${trinText[placering.trin]}`,
    reasonText(elev, skoleNavn),
    changeSentence(elev),
    `Sidste 60 skoledage: ${dageText(elev.rolling)}. Forrige kvartal: ${dageText(elev.previous.total)}.`,
  ]
    .filter((line, index, all) => line !== '' || all[index - 1] !== '')
    .join('\n');
}

function sumLines({ elev }: Explanation): string[] {
  if (elev.fravaer.days.length === 0) return [];
  let sum = NO_DAYS;
  const rows = elev.fravaer.days.map((day) => {
    sum = addFravaersdage(sum, day.total);
    const crossed = elev.placering.crossings
      .filter(({ dato }) => dato === day.dato)
      .map(({ trin }) => trinText[trin]);
    return [datoText(day.dato), dageTal(day.total), dageTal(sum), crossed.join(', ')];
  });
  return [table([['Dato', 'Dage', 'Sum', 'Nåede'], ...rows]), ''];
}

function rowsOf({ historik, kvartal }: Explanation) {
  return withoutGaps(historik.rows).map((entry) => ({
    dato: entry.row.dato,
    isMonthSum: entry.row.isMonthSum,
    institutionsnummer: entry.row.institutionsnummer,
    aarsag: entry.row.aarsag,
    omfang: entry.row.omfang,
    fate: counterOf(entry, kvartal),
    file: entry.row.source.file,
    line: entry.row.source.line,
  }));
}

export function explainJson(explanation: Explanation): Record<string, unknown> {
  const { elev, kvartal, asOf, skoleNavn } = explanation;
  const { fravaer, placering, placement } = elev;
  return {
    elevId: elev.elevId,
    kvartal,
    asOf,
    institutionsnummer: placement.skole,
    klasse: placement.klasse,
    enrolment: placement.status,
    fravaersdage: toDays(fravaer.total),
    exact: exactText(fravaer.total),
    perAarsag: Object.fromEntries(
      fravaersaarsager.map((aarsag) => [aarsag, toDays(fravaer.perAarsag[aarsag])]),
    ),
    indsatstrin: placering.trin,
    basis: placering.basis,
    crossings: placering.crossings,
    crossed: placering.crossed ?? null,
    reason: reasonText(elev, skoleNavn),
    change: elev.change,
    previous: elev.told?.trin ?? null,
    told:
      elev.told === undefined
        ? null
        : { indsatstrin: elev.told.trin, exact: exactText(elev.told.total), asOf: elev.told.asOf },
    corrected: elev.corrected,
    recurring: elev.recurringFrom !== undefined,
    rolling: exactText(elev.rolling),
    previousKvartal: {
      kvartal: elev.previous.kvartal,
      exact: exactText(elev.previous.total),
      indsatstrin: elev.previous.trin,
    },
    days: fravaer.days.map((day) => ({ dato: day.dato, exact: exactText(day.total) })),
    rows: rowsOf(explanation).map(({ omfang, ...row }) => ({ ...row, exact: exactText(omfang) })),
  };
}
