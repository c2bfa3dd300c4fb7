// Every kind of mail, from the golden night and from a quiet week, for the tests of what they say and of how they look.
import type { MailContent } from '../mail/document.ts';
import { buildFailureMessage } from '../mail/failure-message.ts';
import { buildForvaltningMessage } from '../mail/forvaltning-message.ts';
import { buildOperationsMessage } from '../mail/operations-message.ts';
import type { SkoleMailFacts } from '../mail/skole-message.ts';
import { buildSkoleMessage } from '../mail/skole-message.ts';
import { buildSkolelederMessage } from '../mail/skoleleder-message.ts';
import { AS_OF, buildNightReport, buildSkoleInput } from './builders.ts';
import { goldenScene, largeScene, quietScene, yearAgo } from './golden-scene.ts';

const facts: SkoleMailFacts = {
  attachment: 'plain',
  workbookName: 'fravaer-280101.xlsx',
  workbookPath: '/srv/fravaer/reports/2026-11-20/fravaer-280101.xlsx',
};

export const goldenMails = {
  skole: () => buildSkoleMessage(buildSkoleInput(goldenScene()), facts),
  /** R81: the weekly summary, when nothing is new or due. */
  'skole-quiet': () => buildSkoleMessage(buildSkoleInput(quietScene()), facts),
  skoleleder: () => buildSkolelederMessage(buildSkoleInput(goldenScene()), facts),
  forvaltning: () => buildForvaltningMessage(buildNightReport(goldenScene())),
  /** With figures large enough to be shown, beside those of a year ago. */
  'forvaltning-large': () =>
    buildForvaltningMessage({ ...buildNightReport(largeScene()), history: yearAgo() }),
  operations: () => {
    const { night } = buildNightReport(goldenScene());
    return buildOperationsMessage({
      asOf: AS_OF,
      kvartal: night.kvartal,
      outcome: 'incomplete',
      night,
      mailProblems: [
        {
          institutionsnummer: '280101',
          navn: 'Absalons Skole',
          status: 'failed',
          error: 'Mailserveren afviste afsenderen. Tjek mail.from og serverens rettigheder. (svar 550 5.7.1)',
        },
      ],
      reportProblems: [
        {
          institutionsnummer: '280202',
          navn: 'Tjørnegårdskolen',
          error: 'Rapporten kunne ikke skrives (ENOSPC)',
        },
      ],
      findings: night.findings,
      notes: [],
    });
  },
  /** R81: the run could not be done at all. */
  failure: () =>
    buildFailureMessage({
      asOf: AS_OF,
      exitCode: 10,
      message: 'Der er ingen eksport',
      hint: 'Se efter, om eksporten er kørt, og om stien under sources er rigtig',
      problems: ['indbakke/fravaer.csv: filen findes ikke'],
    }),
} satisfies Record<string, () => MailContent>;
