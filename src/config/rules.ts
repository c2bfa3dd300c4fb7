// Mistakes that no single key shows: checks over the whole configuration, as a list.
import { areRising } from '../domain/indsatstrin.ts';
import type { Config } from './schema.ts';

interface Mistake {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly hint: string;
}

type Rule = (config: Config) => readonly Mistake[];

/** Everything that is wrong across keys; empty when nothing is. */
export function findMistakes(config: Config): Mistake[] {
  return rules.flatMap((rule) => rule(config));
}

const rules: readonly Rule[] = [
  limitsRise,
  numbersAreUnique,
  timeZoneExists,
  smtpIsComplete,
  smtpIsSafe,
  passwordsFitAttachment,
  pingIsSafe,
  stateUrlIsPlain,
];

function limitsRise({ limits }: Config): Mistake[] {
  if (areRising(limits)) return [];
  return [
    {
      path: ['limits'],
      message: 'Grænserne skal stige: tidligIndsats < bekymrende < massivt',
      hint: 'Politikkens grænser er 5, 10 og 20',
    },
  ];
}

/** Reports are named by the number; on some drives `a1` and `A1` are one name. */
const FORVALTNING = 'forvaltning';

function numbersAreUnique({ skoler }: Config): Mistake[] {
  const seen = new Set<string>();
  const mistakes: Mistake[] = [];
  for (const [index, skole] of skoler.entries()) {
    for (const number of [skole.institutionsnummer, ...skole.afdelinger]) {
      const folded = number.toLowerCase();
      if (folded === FORVALTNING) {
        mistakes.push({
          path: ['skoler', index],
          message: `»${number}« kan ikke være et institutionsnummer`,
          hint: 'Forvaltningens rapport har det navn',
        });
      }
      if (seen.has(folded)) {
        mistakes.push({
          path: ['skoler', index],
          message: `Institutionsnummer ${number} står ved to skoler eller afdelinger`,
          hint: 'Et nummer må kun høre til én skole, ellers kan elever havne hos den forkerte',
        });
      }
      seen.add(folded);
    }
  }
  return mistakes;
}

function timeZoneExists({ timeZone }: Config): Mistake[] {
  try {
    new Intl.DateTimeFormat('da', { timeZone });
    return [];
  } catch {
    return [
      { path: ['timeZone'], message: `Tidszonen »${timeZone}« findes ikke`, hint: 'Brug Europe/Copenhagen' },
    ];
  }
}

function smtpIsComplete({ mail }: Config): Mistake[] {
  if (mail.transport !== 'smtp') return [];
  if (mail.smtp === undefined) {
    return [
      {
        path: ['mail'],
        message: 'transport er smtp, men mail.smtp mangler',
        hint: 'Tilføj mail.smtp med host, port og security',
      },
    ];
  }
  if ((mail.smtp.user === undefined) !== (mail.smtp.passwordEnv === undefined)) {
    return [
      {
        path: ['mail', 'smtp'],
        message: 'user og passwordEnv hører sammen',
        hint: 'Angiv begge eller ingen af dem',
      },
    ];
  }
  return [];
}

export const LOOPBACK = /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|localhost)$/;

function smtpIsSafe({ mail }: Config): Mistake[] {
  if (mail.smtp?.security !== 'none' || LOOPBACK.test(mail.smtp.host)) return [];
  return [
    {
      path: ['mail', 'smtp', 'security'],
      message: 'security: none er kun tilladt til denne maskine selv',
      hint: 'Brug starttls eller tls (R72)',
    },
  ];
}

function passwordsFitAttachment({ mail: { attachment, passwords } }: Config): Mistake[] {
  const isEncrypted = attachment === 'encrypted';
  const places = [passwords?.env, passwords?.file].filter((place) => place !== undefined).length;
  if (isEncrypted ? places === 1 : passwords === undefined) return [];
  return [
    {
      path: ['mail'],
      message: isEncrypted
        ? 'attachment er encrypted, så mail.passwords skal have enten env eller file'
        : `mail.passwords bruges ikke, når attachment er ${attachment}`,
      hint: 'Krypterede ark kræver: passwords: { env: "FRAVAER_KODEORD_{nr}" } eller passwords: { file: kodeord.yaml }',
    },
  ];
}

function pingIsSafe({ operations: { pingUrl } }: Config): Mistake[] {
  const url = pingUrl === undefined ? undefined : new URL(pingUrl);
  if (url === undefined || url.protocol === 'https:' || LOOPBACK.test(url.hostname)) return [];
  return [
    {
      path: ['operations', 'pingUrl'],
      message: 'pingUrl skal begynde med https://',
      hint: 'http er kun tilladt til denne maskine selv',
    },
  ];
}

function stateUrlIsPlain({ state: { url } }: Config): Mistake[] {
  const parsed = url === undefined ? undefined : new URL(url);
  if (parsed === undefined) return [];
  const isPlain = parsed.password === '' && parsed.search === '' && parsed.hash === '';
  const isWhole = parsed.username !== '' && parsed.hostname !== '' && /^\/[^/]+$/.test(parsed.pathname);
  if (isPlain && isWhole) return [];
  return [
    {
      path: ['state', 'url'],
      message: 'url skal have formen postgres://bruger@vært:port/database og intet mere',
      hint: 'Adgangskoden står i miljøvariablen FRAVAER_STATE_PASSWORD; TLS bruges altid til andre maskiner',
    },
  ];
}
