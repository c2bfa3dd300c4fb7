// One elev for programs: the same figures, rows and reasons as the text (R83).
import { fravaersaarsager } from '../../domain/fravaersaarsag.ts';
import { exactText, toDays } from '../../domain/fravaersdage.ts';
import type { Explanation } from '../../job/explain.ts';
import { forloebDetail } from '../../job/forloeb-result.ts';
import { forecastResult, signalResult } from '../../job/result.ts';
import { nextStepOf } from '../../text/forloeb.ts';
import { reasonText } from '../../text/reason.ts';
import { setAsideReasons } from '../../text/set-aside.ts';
import { countersOf, rowsOf } from './explain-rows.ts';

export function explainJson(explanation: Explanation): Record<string, unknown> {
  const { elev, kvartal, asOf, told, setAside, skoleNavn } = explanation;
  const counters = countersOf(explanation);
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
    reports: told.map(({ total, ...report }) => ({ ...report, exact: exactText(total) })),
    corrected: elev.corrected,
    recurring: elev.recurringFrom !== undefined,
    signaler: elev.signaler.map(signalResult),
    forecasts: elev.forecasts.map(forecastResult),
    nextStep: nextStepOf(elev) ?? null,
    awaitingSince: elev.forloeb.awaitingSince ?? null,
    known: elev.forloeb.isKnown,
    forloeb: elev.forloeb.all.map((view) => forloebDetail(view, asOf)),
    rolling: exactText(elev.rolling),
    skoledage: elev.skoledage,
    previousKvartal: {
      kvartal: elev.previous.kvartal,
      exact: exactText(elev.previous.total),
      indsatstrin: elev.previous.trin,
    },
    days: fravaer.days.map((day) => ({ dato: day.dato, exact: exactText(day.total) })),
    rows: rowsOf(explanation).map(({ omfang, ...row }) => ({ ...row, exact: exactText(omfang) })),
    setAside: setAside.flatMap((row) =>
      setAsideReasons(row).map((reason) => ({
        ...row.source,
        institutionsnummer: row.institutionsnummer,
        counter: row.counter,
        ...reason,
      })),
    ),
    unreadable: explanation.unreadable,
    rowCounters: {
      read: counters.reduce((sum, [, count]) => sum + count, 0),
      ...Object.fromEntries(counters),
    },
  };
}
