// The weeks that are tortured: the small municipality with mails in a folder, the same over SMTP, and the demo's nights.
import { copyFileSync, cpSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { baseConfig, layExport, writeKommune } from '../e2e/export.ts';
import { startMailServer, USER, PASSWORD } from '../mail-server.ts';
import type { Scenario } from './crash-matrix.ts';
import { week } from './week.ts';
import { writeFileSync } from 'node:fs';

export interface OpenScenario {
  readonly scenario: Scenario;
  readonly close: () => Promise<void>;
}

/** Seven nights, mails as files. */
export function folderWeek(nights = week): OpenScenario {
  return {
    scenario: {
      name: 'week, mails in a folder',
      nights: nights.map(({ asOf }) => asOf),
      prepare: (folder) => void writeKommune(folder, { roster: true }),
      layOut: (folder, night) => layNight(folder, night, nights),
      env: {},
      takeMails: () => [],
    },
    close: () => Promise.resolve(),
  };
}

/** The same nights, mails over TLS to a server with a login. */
export async function smtpWeek(nights = week): Promise<OpenScenario> {
  const server = await startMailServer();
  const smtp = {
    host: 'localhost',
    port: server.port,
    user: USER,
    passwordEnv: 'FRAVAER_SMTP_PASSWORD',
    ca: 'ca.pem',
  };
  const mail = { ...baseConfig.mail, transport: 'smtp', smtp };
  return {
    scenario: {
      name: 'week, mails over SMTP',
      nights: nights.map(({ asOf }) => asOf),
      prepare: (folder) => {
        writeKommune(folder, { roster: true, config: { mail } });
        writeFileSync(path.join(folder, 'ca.pem'), server.certificate.cert);
      },
      layOut: (folder, night) => layNight(folder, night, nights),
      env: { FRAVAER_SMTP_PASSWORD: PASSWORD },
      takeMails: () => server.received.splice(0).map(({ bytes }) => bytes.toString('latin1')),
    },
    close: server.close,
  };
}

function layNight(folder: string, night: number, nights: typeof week): void {
  const { asOf, rows, roster } = nights[night]!;
  layExport(folder, asOf, rows, roster);
}

const DEMO = path.join(import.meta.dirname, '..', '..', '..', 'fixtures', 'demo');

/** The nights of `fravaer demo`. */
export function demoNights(): OpenScenario {
  const nights = readdirSync(path.join(DEMO, 'naetter')).toSorted();
  return {
    scenario: {
      name: "the demo's nights",
      nights,
      prepare: (folder) => {
        for (const file of ['fravaer.config.yaml', 'kalender.yaml'])
          copyFileSync(path.join(DEMO, file), path.join(folder, file));
      },
      layOut: (folder, night) => {
        const inbox = path.join(folder, 'indbakke');
        rmSync(inbox, { recursive: true, force: true });
        cpSync(path.join(DEMO, 'naetter', nights[night]!), inbox, { recursive: true });
        const evening = new Date(`${nights[night]}T20:00:00Z`);
        for (const file of readdirSync(inbox)) utimesSync(path.join(inbox, file), evening, evening);
      },
      env: {},
      takeMails: () => [],
    },
    close: () => Promise.resolve(),
  };
}
