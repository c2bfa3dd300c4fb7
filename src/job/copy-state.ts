// Moves state from the home that one configuration names to the home of another: from a file to a server, or back.
import { loadConfig } from '../config/load.ts';
import { AppError } from '../errors.ts';
import { copyState as copyRows } from '../state/copy.ts';
import { copyElevKey } from '../state/elev-key.ts';
import { guardPlace, openTarget, settleNumbers } from '../state/open.ts';
import { withLock, withStateReadOnly } from './with-state.ts';

/** Rows copied, by table. Nothing is changed where state is copied from. */
export async function copyState(fromConfig: string, toConfig: string): Promise<ReadonlyMap<string, number>> {
  const [from, to] = [await loadConfig(fromConfig), await loadConfig(toConfig)];
  return withLock(from, () =>
    withLock(to, () =>
      withStateReadOnly(from, async (source) => {
        if (source === undefined) throw nothingToCopy();
        const target = await openTarget(to.state);
        try {
          return await guardPlace(to.state, async () => {
            const copied = await copyRows(source, target);
            await settleNumbers(to.state, target);
            await copyElevKey(from.state.file, to.state.file);
            return copied;
          });
        } finally {
          await target.destroy();
        }
      }),
    ),
  );
}

function nothingToCopy(): AppError {
  return new AppError('usage', {
    message: 'Der er ingen tilstand at kopiere',
    hint: 'Den første konfiguration skal være den, jobbet har kørt med',
  });
}
