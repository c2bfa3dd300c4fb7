// The sheet "Sådan er der talt": the rules in force, by number and topic (R82).
import { stepText } from '../../domain/forloeb/forloeb-regler.ts';
import { forloebSteps } from '../../domain/forloeb/steps.ts';
import { regler } from '../../domain/regler.ts';
import type { NightReport } from '../../domain/report-input.ts';
import { datoText } from '../../text/da.ts';
import { periodText } from '../../text/reason.ts';
import { text } from '../sheet.ts';
import type { RowModel, SheetModel } from '../sheet.ts';

export function taltSheet(report: NightReport): SheetModel {
  const { kommune, night, limits, gateLimits, fristOptions } = report;
  const rules = regler(limits, gateLimits, fristOptions);
  return {
    name: 'Sådan er der talt',
    heading: 'Sådan er der talt',
    lines: [
      { text: periodText(night.kvartal, datoText(night.asOf)), look: 'period' },
      {
        text: `Reglerne gælder alle skoler i ${kommune}. Nummeret går igen i vejledningen, så man kan slå en regel op.`,
        look: 'plain',
      },
    ],
    widths: [9, 26, 110],
    tables: [
      {
        columns: [{ heading: 'Regel' }, { heading: 'Emne' }, { heading: 'Hvad der gælder' }],
        rows: rules.map(({ nummer, emne, tekst }, index): RowModel => ({
          cells: [text(nummer, 'strong'), text(emne), text(tekst)],
          ...(index > 0 && rules[index - 1]?.emne !== emne ? { look: 'first-of-group' } : {}),
        })),
        emptyText: '',
      },
      {
        heading: 'Forløbspakkens trin',
        columns: [
          { heading: 'Trin' },
          { heading: 'Aktivitet' },
          { heading: 'Hvem, frist og politikkens ord' },
        ],
        rows: forloebSteps.map((step) => ({
          cells: [text(step.id, 'strong'), text(step.activity), text(stepText(step))],
        })),
        emptyText: '',
      },
    ],
    layout: 'list',
    frozenColumns: 0,
  };
}
