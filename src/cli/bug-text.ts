// What a bug's report may say: where in the program it happened and what kind it is, and nothing from the data (R70).
import { withoutCpr } from '../text/cpr.ts';

/** Kind, message and the calls that led there. What a message quotes may be a row, so it is left out. */
export function bugText(error: unknown): string {
  if (!(error instanceof Error)) return 'Noget andet end en fejl blev kastet';
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  const cause = error.cause === undefined ? [] : [`Årsag: ${bugText(error.cause)}`];
  return [`${error.name}: ${messageOf(error)}`, ...frames, ...cause].join('\n');
}

function messageOf(error: Error): string {
  // A parser says what it could not read.
  if (error instanceof SyntaxError) return '…';
  return withoutCpr(error.message).replace(QUOTED, '…');
}

/** But for the names of properties, which are the program's own: `(reading 'klasse')`. */
const QUOTED = /(?<!\((?:reading|setting) )(?:"[^"]*"|'[^']*'|`[^`]*`|»[^«]*«)/g;
