// A run for people at a terminal: one line per skole, then where to look.
import type { SkoleNight } from '../../domain/night.ts';
import type { Limits } from '../../domain/indsatstrin.ts';
import type { RunReport } from '../../job/nightly.ts';
import type { Outcome, SkoleMailStatus } from '../../job/outcome.ts';
import { datoText, plural, statusText } from '../../text/da.ts';
import { findingText } from '../../text/findings.ts';
import { limitsText, periodText } from '../../text/reason.ts';
import { table } from '../output.ts';

const outcomeText: Readonly<Record<Outcome, string>> = {
  done: 'Færdig',
  incomplete: 'Færdig, men ufuldstændig',
  refused: 'Afvist: ingen skole kunne gennemgås',
};

const mailText: Readonly<Record<SkoleMailStatus, string>> = {
  sent: 'mail sendt',
  pending: 'mail venter',
  failed: 'mail mislykket',
  'not-due': 'ingen mail',
  withheld: 'mail holdt tilbage',
};

const startText: Readonly<Record<RunReport['start'], string>> = {
  new: '',
  resumed: ' Natten var begyndt før på de samme data og er nu gjort færdig.',
  repeated: ' Natten var kørt før på de samme data; intet er ændret.',
};

export function runText(report: RunReport, isDry: boolean, whatIf?: Limits): string {
  const { night, mails, outcome, reportFolder, start, sentAgain } = report;
  const mailOf = new Map(mails.map((mail) => [mail.institutionsnummer, mail]));
  const hasSkoleledere = mails.some(({ skoleleder }) => skoleleder !== undefined);
  const heading = [
    'Skole',
    'Status',
    'Tidlig',
    'Bekymr.',
    'Massivt',
    'Nye',
    'Steget',
    'Faldet',
    'Væk',
    'Mail',
    ...(hasSkoleledere ? ['Skoleleder'] : []),
  ];
  const rows = night.skoler.map((skole) => {
    const { status = 'not-due', skoleleder } = mailOf.get(skole.skole.institutionsnummer) ?? {};
    return [
      ...skoleRow(skole),
      mailCell(status, isDry),
      ...(skoleleder === undefined ? [] : [mailCell(skoleleder, isDry)]),
    ];
  });
  const notices = night.skoler.flatMap(({ skole, notices: all }) =>
    all.map((notice) => `  ${skole.navn}: ${findingText(notice)}`),
  );
  return [
    `Skolefravær, ${periodText(night.kvartal, datoText(night.asOf))}`,
    ...(whatIf === undefined ? [] : [`Hvad nu hvis: ${limitsText(whatIf)}`]),
    '',
    table([heading, ...rows]),
    ...(notices.length > 0 ? ['', 'Bemærk:', ...notices] : []),
    '',
    `${outcomeText[outcome]}.${startText[start]}`,
    ...(sentAgain === 0 ? [] : [sentAgainText(sentAgain)]),
    isDry ? 'Prøvekørsel: intet er gemt eller sendt.' : '',
    reportFolder === undefined ? '' : `Rapporter: ${reportFolder}`,
  ]
    .join('\n')
    .trimEnd();
}

function sentAgainText(mails: number): string {
  return `${plural(mails, 'mail', 'mails')} fra en afbrudt kørsel er sendt igen med samme Message-ID; modtageren kan have fået den før.`;
}

function mailCell(status: SkoleMailStatus, isDry: boolean): string {
  return isDry && status === 'pending' ? 'mail ville blive sendt' : mailText[status];
}

function skoleRow({ skole, status, current: { counts } }: SkoleNight): (string | number)[] {
  const figures =
    status === 'screened'
      ? [
          counts['tidlig-indsats'],
          counts.bekymrende,
          counts.massivt,
          counts.new,
          counts.escalated,
          counts.eased,
          counts.ended,
        ]
      : ['-', '-', '-', '-', '-', '-', '-'];
  return [skole.navn, statusText[status], ...figures];
}
