// `npm run torture`: kills the built program at every effect of three weeks and tries every fault, and prints how many.
// `--every N` tries every Nth point only.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openBench, pointsOf, tryPoint } from './crash-matrix.ts';
import { faults, tryFault } from './faults.ts';
import { demoNights, folderWeek, smtpWeek } from './scenarios.ts';
import type { OpenScenario } from './scenarios.ts';

const { values } = parseArgs({ options: { every: { type: 'string', default: '1' } } });
const every = Number(values.every);

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Returns how many points did not end as the undisturbed week. */
async function killAll({ scenario, close }: OpenScenario): Promise<number> {
  const root = mkdtempSync(path.join(tmpdir(), 'fravaer-torture-'));
  let [tried, wrong, twice] = [0, 0, 0];
  try {
    const bench = await openBench(root, scenario);
    const points = pointsOf(bench).filter((_, index) => index % every === 0);
    for (const point of points) {
      const result = await tryPoint(bench, point);
      tried += 1;
      twice += result.twice;
      if (result.difference === undefined) continue;
      wrong += 1;
      say(
        `  night ${point.night + 1}, effect ${point.effect} (${point.label}), ${point.moment}, ${point.next}: ${result.difference}`,
      );
    }
    const effects = bench.undisturbed.reduce((sum, { effects: ofNight }) => sum + ofNight.length, 0);
    say(
      `${scenario.name}: ${scenario.nights.length} nights, ${effects} effects, ${tried} kills, ${wrong} differences, ${twice} mails twice under one Message-ID`,
    );
  } finally {
    await close();
    rmSync(root, { recursive: true, force: true });
  }
  return wrong;
}

async function tryFaults(): Promise<number> {
  let wrong = 0;
  for (const fault of faults) {
    const problem = await tryFault(fault);
    if (problem === undefined) continue;
    wrong += 1;
    say(`  ${fault.what}: ${problem}`);
  }
  say(`faults: ${faults.length} tried, ${wrong} not as the contract says`);
  return wrong;
}

let wrong = await tryFaults();
for (const open of [folderWeek, smtpWeek, demoNights]) wrong += await killAll(await open());
process.exitCode = wrong === 0 ? 0 : 1;
