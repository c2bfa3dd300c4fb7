// The configuration as written. Strict: an unknown key is a mistake. The JSON Schema for editors is made from this.
import { z } from 'zod';
import { policyFristOptions } from '../domain/forloeb/frister.ts';
import { policyGateLimits } from '../domain/gate.ts';
import { policyLimits } from '../domain/indsatstrin.ts';

/** Numbers of skoler may be written with or without quotes. */
const institutionsnummer = z
  .union([z.string(), z.int()])
  .transform(String)
  .pipe(z.string().regex(/^[0-9A-Za-z_-]{1,20}$/, 'skal være 1-20 cifre, bogstaver, - eller _'))
  .describe('Institutionsnummer, normalt 6 cifre');

const text = z.string().trim().min(1, 'må ikke være tom');
const fileList = z
  .union([text, z.array(text).min(1)])
  .transform((files) => (typeof files === 'string' ? [files] : files));
const share = z.number().min(0).max(1);
const recipients = z.array(z.string()).default([]);
const days = z.number().min(0).max(200).multipleOf(0.000001);

const source = z.strictObject({
  files: fileList.describe('Sti eller mønster (*), relativt til konfigurationen'),
  profile: text.describe('Navn på en indbygget profil, eller sti til en profilfil'),
  pick: z.enum(['all', 'newest']).default('all'),
});

const skole = z.strictObject({
  institutionsnummer,
  navn: text,
  skoletype: z.enum(['folkeskole', 'specialskole', 'tcr']).default('folkeskole'),
  afdelinger: z.array(institutionsnummer).default([]),
  komISkoleTeam: recipients.describe('Modtagere i skolens kom i skole team'),
  skoleleder: recipients.describe(
    'Skolelederen: får en mail for sig med de beslutninger, som kun skolelederen kan træffe; udelad for ingen',
  ),
});

const smtp = z.strictObject({
  host: text,
  port: z.int().min(1).max(65_535).default(587),
  security: z.enum(['starttls', 'tls', 'none']).default('starttls'),
  user: text.optional(),
  passwordEnv: text.optional().describe('Navnet på den miljøvariabel, der holder adgangskoden'),
  ca: text.optional().describe('Sti til det certifikat, som serverens certifikat skal være udstedt af'),
  timeoutSeconds: z.int().min(1).max(600).default(30),
});

const passwords = z.strictObject({
  env: z
    .string()
    .regex(/^[A-Za-z_]\w*\{nr\}\w*$/, 'skal være et navn på en miljøvariabel med {nr} i')
    .optional()
    .describe('Miljøvariabel med skolens adgangskode; {nr} er institutionsnummeret'),
  file: text
    .optional()
    .describe('YAML-fil med institutionsnummer: adgangskode, som kun jobbets bruger kan læse'),
});

const mail = z.strictObject({
  from: text.default('Fraværsscreening <fravaersscreening@localhost>'),
  transport: z.enum(['folder', 'smtp']).default('folder'),
  folder: text.default('reports/outbox'),
  smtp: smtp.optional(),
  allowedDomains: z.array(text).optional(),
  attachment: z.enum(['plain', 'encrypted', 'none']).default('plain'),
  passwords: passwords.optional().describe('Hvor adgangskoderne til krypterede ark står'),
});

const operations = z.strictObject({
  recipients,
  pingUrl: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Hjerteslag: efter hver kørsel hentes URL/AFSLUTNINGSKODE; der sendes intet andet'),
  metricsFile: text.optional().describe('Fil til node-exporters textfile collector, .prom'),
});

const state = z.strictObject({
  path: text
    .default('var/fravaer.sqlite')
    .describe('SQLite-filen; nøglefilen ligger ved siden af den, også med url'),
  url: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('postgres://bruger@vært:port/database i stedet for SQLite; uden adgangskode'),
  passwordEnv: text.default('FRAVAER_STATE_PASSWORD').describe('Miljøvariablen med adgangskoden til url'),
  ca: text.optional().describe('Sti til det certifikat, som serverens certifikat skal være udstedt af'),
});

export const Config = z.strictObject({
  kommune: text,
  timeZone: text.default('Europe/Copenhagen'),
  sources: z.strictObject({
    fravaer: z.array(source).min(1, 'skal have mindst én kilde'),
    elever: z.array(source).default([]),
  }),
  calendar: text.default('kalender.yaml'),
  skoler: z.array(skole).min(1, 'skal have mindst én skole'),
  forvaltning: z.strictObject({ recipients }).prefault({}),
  operations: operations.prefault({}),
  limits: z
    .strictObject({
      tidligIndsats: days.default(policyLimits.tidligIndsats),
      bekymrende: days.default(policyLimits.bekymrende),
      massivt: days.default(policyLimits.massivt),
    })
    .prefault({}),
  gates: z
    .strictObject({
      staleSkoledage: z.int().min(0).default(policyGateLimits.staleSkoledage),
      shrinkShare: share.default(policyGateLimits.shrinkShare),
      rejectedShare: share.default(policyGateLimits.rejectedShare),
      silentSkoledage: z.int().min(1).default(policyGateLimits.silentSkoledage),
      silentProbability: share.default(policyGateLimits.silentProbability),
    })
    .prefault({}),
  forloeb: z
    .strictObject({
      pauseInHolidays: z
        .boolean()
        .default(policyFristOptions.pauseInHolidays)
        .describe('Ugerne i en frist holder pause i skoleferier på fem hverdage eller mere (R40)'),
      inbox: fileList
        .default([])
        .describe('Sti eller mønster: regneark, som teamene har sendt tilbage; læses hver nat (R43)'),
    })
    .prefault({}),
  signals: z
    .strictObject({
      nationalAftale: z
        .boolean()
        .default(false)
        .describe(
          'R52: vis også den nationale aftales grænser (over 10 og 15 dages sygdom og ulovligt fravær)',
        ),
    })
    .prefault({}),
  state: state.prefault({}),
  reports: z
    .strictObject({
      folder: text.default('reports'),
      keepDays: z.int().min(1).max(3650).default(30),
      beskyttedeNavne: z
        .enum(['show', 'hide'])
        .default('show')
        .describe('Navne på elever med navne- og adressebeskyttelse: mærket (show) eller udeladt (hide)'),
    })
    .prefault({}),
  mail: mail.prefault({}),
});

export type Config = z.infer<typeof Config>;
export type SourceConfig = Config['sources']['fravaer'][number];
