// All commands and the help over them; no logic. Each command's code is loaded when it is called, so that help is instant.
import { Command } from 'commander';
import { policyLimits } from '../domain/indsatstrin.ts';
import { addBacktest, addCheck, addExplain, addHistory, addInit, addOverview } from './declare/analyst.ts';
import { danish } from './declare/command.ts';
import type { Done } from './declare/command.ts';
import { addForloeb } from './declare/forloeb.ts';
import { addBackup, addPerson, addPurge } from './declare/privacy.ts';
import { addState } from './declare/state.ts';
import { addDemo, addRun, addSend } from './declare/night.ts';
import { programVersion } from './version.ts';

export function createProgram(done: Done): Command {
  const program = danish(new Command('fravaer'))
    .description(describeProgram())
    .version(programVersion(), '-V, --version', 'vis versionen')
    .showHelpAfterError(false)
    .action(() => program.help({ error: true }));
  addRun(program, done);
  addInit(program, done);
  addCheck(program, done);
  addExplain(program, done);
  addOverview(program, done);
  addForloeb(program, done);
  addSend(program, done);
  addHistory(program, done);
  addBacktest(program, done);
  addPerson(program, done);
  addPurge(program, done);
  addBackup(program, done);
  addState(program, done);
  addDemo(program, done);
  program.addHelpText('after', exitCodeHelp);
  return program;
}

function describeProgram(): string {
  const { tidligIndsats, bekymrende, massivt } = policyLimits;
  return (
    'Gennemgår elevfravær hver nat og fortæller skolernes kom i skole team, hvem der er nye på et indsatstrin\n' +
    `(tidlig indsats fra ${tidligIndsats} dage, bekymrende over ${bekymrende}, massivt over ${massivt} dage i et kvartal).`
  );
}

const exitCodeHelp = `
Afslutningskoder:
  0   færdig
  1   uventet fejl i programmet
  2   forkert valg eller ugyldig konfiguration
  3   færdig, men ufuldstændig: en skole afvist, en mail eller rapport mislykket
  10  ingen eksport, eller den kan ikke læses
  11  en anden kørsel er i gang
  12  alle data er afvist
  13  tilstanden er nyere end programmet eller beskadiget
  130 afbrudt

Eksempler:
  fravaer demo
  fravaer init --from fravaer.csv elever.csv
  fravaer check --config fravaer.config.yaml
  fravaer run --dry-run --dato 2026-11-20
  fravaer explain E1 --dato 2026-11-20
  fravaer overview --format csv --out overblik.csv
  fravaer backtest --from 2025-08-11 --to 2026-06-26 --limits 4,8,15`;
