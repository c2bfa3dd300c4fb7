import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../cli/commands/run.ts';
import { dato } from '../domain/dato.ts';
import { AppError } from '../errors.ts';
import { dagsliste, daysFrom, openKommune } from '../test/kommune.ts';
import type { Kommune } from '../test/kommune.ts';
import { onServer } from '../test/state.ts';
import { explainElev } from './explain.ts';
import type { RunReport } from './nightly.ts';

const export8 = { 'fravaer.csv': dagsliste(daysFrom('2026-11-09', 8)) };
const whatIf = { tidligIndsats: 3, bekymrende: 7, massivt: 15 };

function first({ night }: RunReport) {
  const elev = night.skoler[0]?.current.elever[0];
  return [elev?.placering.trin, elev?.change, elev?.told?.trin];
}

/** Every byte of the database; on a server the session refuses to write at all. */
async function stateFile({ folder }: Kommune): Promise<Buffer | undefined> {
  return onServer ? undefined : readFile(path.join(folder, 'var/fravaer.sqlite'));
}

describe('other limits for a what-if (R22)', () => {
  it('shows what the team would be told, and leaves state as it was', async () => {
    const kommune = await openKommune(export8);
    await kommune.run('2026-11-19');
    const before = await stateFile(kommune);

    const report = await kommune.dryRun({ limits: whatIf });

    expect(first(report)).toEqual(['bekymrende', 'escalated', 'tidlig-indsats']);
    expect(await stateFile(kommune)).toEqual(before);
    expect(first(await kommune.dryRun())).toEqual(['tidlig-indsats', 'unchanged', 'tidlig-indsats']);
  });

  it('explains one elev by them', async () => {
    const kommune = await openKommune(export8);
    const wishes = {
      configFile: `${kommune.folder}/fravaer.config.yaml`,
      kvartal: undefined,
      accept: [],
      now: 0,
    };

    const { elev } = await explainElev('E1', {
      ...wishes,
      dato: dato('2026-11-20'),
      limits: whatIf,
    });

    expect(elev.placering.trin).toBe('bekymrende');
  });

  it('is refused for a real run', async () => {
    const options = { config: 'fravaer.config.yaml', limits: '3,7,15' };

    await expect(run(options)).rejects.toThrow(AppError);
    await expect(run(options)).rejects.toMatchObject({ code: 'usage', exitCode: 2 });
  });
});
