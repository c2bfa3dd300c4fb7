import { expect, it } from 'vitest';
import { buildAgenda } from '../domain/agenda.ts';
import { dagsliste, daysFrom, openKommune } from '../test/kommune.ts';
import type { RunReport } from './nightly.ts';

/** E1 is told as tidlig indsats and may pass 10 days; E2 comes to nothing but makes the skole's rows go on. */
const rows = (last: number) =>
  dagsliste([
    ...daysFrom('2026-10-19', 5, { elev: 'E1' }),
    ...daysFrom('2026-11-02', last, { elev: 'E1' }),
    ...daysFrom('2026-11-16', 2, { elev: 'E2' }),
  ]);

function forecasts({ night }: RunReport): [string, number, boolean][] {
  const elever = night.skoler[0]?.current.elever ?? [];
  return elever.flatMap(({ elevId, forecasts: own }) =>
    own.map(({ limit, isTold }): [string, number, boolean] => [elevId, limit, isTold]),
  );
}

it('a forecast is told once, in a report that was delivered (R30, R32, R54)', async () => {
  const kommune = await openKommune({ 'fravaer.csv': rows(4) });

  const before = await kommune.dryRun('2026-11-16');
  const first = await kommune.run('2026-11-16');
  const second = await kommune.run('2026-11-17');

  expect(forecasts(before)).toEqual([['E1', 10, false]]);
  expect(forecasts(first)).toEqual([['E1', 10, false]]);
  expect(first.mails[0]).toMatchObject({ status: 'sent' });
  expect(forecasts(second)).toEqual([['E1', 10, true]]);
  expect(buildAgenda(second.night.skoler[0]!.current)).toEqual([]);
});
