// The sheet "Samtale": for each elev who awaits the talk with the parents one printed page to bring along, in the order of
// the sheet "Forløb".
import type { ElevCase } from '../../domain/night.ts';
import type { SkoleReportInput } from '../../domain/report-input.ts';
import { samtaleDraft } from '../../text/samtale.ts';
import { text } from '../sheet.ts';
import type { SheetModel, TableModel } from '../sheet.ts';
import { elevNavn, klasseText, listedElever, periodLine } from '../words.ts';
import { mostUrgentFirst } from './forloeb.ts';

/** No sheet when nobody awaits a samtale. */
export function samtaleSheets(input: SkoleReportInput): SheetModel[] {
  const elever = listedElever(input).filter(({ forloeb }) => forloeb.awaitingSince !== undefined);
  if (elever.length === 0) return [];
  return [
    {
      name: 'Samtale',
      heading: `Udkast til samtaler med forældre, ${input.skole.skole.navn}`,
      lines: [
        periodLine(input),
        {
          text: 'Én side for hver elev, der afventer samtale. Udskriv kun den side, I skal bruge, og tilpas den, før I taler med forældrene.',
          look: 'plain',
        },
      ],
      widths: [20, 62],
      tables: elever.toSorted(mostUrgentFirst).map((elev) => draftTable(elev, input)),
      layout: 'pages',
      frozenColumns: 0,
    },
  ];
}

function draftTable(elev: ElevCase, { skole }: SkoleReportInput): TableModel {
  const protection = elev.placement.beskyttet ? ' (beskyttet)' : '';
  return {
    heading: `${elevNavn(elev)}${protection}, ${klasseText(elev)}`,
    columns: [{ heading: 'Emne' }, { heading: 'Udkast' }],
    rows: samtaleDraft(elev, skole.current.kvartal).map(({ emne, tekst, room }) => ({
      cells: [text(emne, 'strong'), text(tekst)],
      ...(room === undefined ? {} : { room }),
    })),
    emptyText: '',
  };
}
