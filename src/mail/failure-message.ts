// The mail to operations when a run could not be done at all (R81): what stopped it and what to do. Pure.
import type { Dato } from '../domain/dato.ts';
import { withoutCpr } from '../text/cpr.ts';
import { datoText } from '../text/da.ts';
import type { MailContent } from './document.ts';
import { renderMail } from './render.ts';

export interface RunFailure {
  readonly asOf: Dato;
  readonly exitCode: number;
  /** What happened, what to do, and what else is wrong: sentences without names, as the command line says them. */
  readonly message: string;
  readonly hint: string;
  readonly problems: readonly string[];
}

export function buildFailureMessage({ asOf, exitCode, message, hint, problems }: RunFailure): MailContent {
  return renderMail({
    subject: `Fraværsscreening: kørslen kunne ikke gennemføres (${datoText(asOf)})`,
    title: 'Kørslen kunne ikke gennemføres',
    subtitle: `Fraværsscreening til og med ${datoText(asOf)}. Til driften`,
    blocks: [
      { kind: 'lead', text: `${withoutCpr(message)}.` },
      ...(problems.length === 0
        ? []
        : [{ kind: 'lines' as const, heading: 'Fejl', lines: problems.map(withoutCpr) }]),
      {
        kind: 'lines',
        heading: 'Det kan I gøre',
        lines: [
          `${withoutCpr(hint)}.`,
          `Se afslutningskode ${exitCode} i docs/drift.md. Teamene får intet nyt imens, og næste gode kørsel tager det hele med.`,
        ],
      },
    ],
    footer: 'Sendt automatisk. Mailen nævner filer og linjer, aldrig elever.',
  });
}
