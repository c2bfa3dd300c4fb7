// The sheet "Sådan er der talt": the rules in force, by number and topic (R82).
import { regler } from '../../domain/regler.ts';
import type { NightReport } from '../../domain/report-input.ts';
import { datoText } from '../../text/da.ts';
import { periodText } from '../../text/reason.ts';
import { text } from '../sheet.ts';
import type { RowModel, SheetModel } from '../sheet.ts';

export function taltSheet({ kommune, night, limits, gateLimits }: NightReport): SheetModel {
  const rules = regler(limits, gateLimits);
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
    ],
    layout: 'list',
    frozenColumns: 0,
  };
}
