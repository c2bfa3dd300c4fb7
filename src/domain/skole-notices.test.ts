import { describe, expect, it } from 'vitest';
import { ABSALON, eksportOf, indmeldelseOf, rowOf, settingsOf, TRAEKRONER } from '../test/arbitraries.ts';
import type { Finding } from './finding.ts';
import { traceElever } from './screening.ts';
import { acceptedNotices, elevWarning, rosterWarnings } from './skole-notices.ts';

const { institutionsnummer } = ABSALON;

describe('notices of a skole', () => {
  it('turn what was accepted into warnings, and say that it was (R60)', () => {
    const refusal: Finding = { code: 'gate-shrunk', severity: 'error', institutionsnummer };

    expect(acceptedNotices(ABSALON, [refusal])).toEqual([
      { code: 'gate-accepted', severity: 'warning', institutionsnummer },
      { ...refusal, severity: 'warning' },
    ]);
  });

  it('count elever, and are none for none', () => {
    expect(elevWarning('elever-vanished', ABSALON, 0)).toEqual([]);
    expect(elevWarning('elever-vanished', ABSALON, 3)).toEqual([
      { code: 'elever-vanished', severity: 'warning', institutionsnummer, detail: { elever: 3 } },
    ]);
  });

  it('tell whom the roster lacks or has twice (R11), if there is a roster', () => {
    const eksport = eksportOf({
      rows: [rowOf({ elevId: 'E2' })],
      indmeldelser: [indmeldelseOf(), indmeldelseOf({ skole: TRAEKRONER.institutionsnummer })],
    });
    const elever = traceElever(eksport, settingsOf());

    expect(rosterWarnings(ABSALON, elever, eksport).map(({ code, detail }) => [code, detail])).toEqual([
      ['elever-not-in-roster', { elever: 1 }],
      ['elever-double-enrolled', { elever: 1 }],
    ]);
    expect(rosterWarnings(ABSALON, elever, { ...eksport, hasRoster: false })).toEqual([]);
  });
});
