import { describe, expect, it } from 'vitest';
import {
  ABSALON,
  eksportOf,
  entriesOf,
  FREDAG,
  indmeldelseOf,
  rowOf,
  settingsOf,
  TRAEKRONER,
} from '../test/arbitraries.ts';
import { dato } from './dato.ts';
import { noForloebMemory } from './forloeb/elev-forloeb.ts';
import type { ForloebMemory } from './forloeb/elev-forloeb.ts';
import type { Finding } from './finding.ts';
import { traceElever } from './screening.ts';
import { acceptedNotices, elevWarning, leaverWarnings, rosterWarnings } from './skole-notices.ts';

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

  it('tell of a forløb whose elev has left while it runs (R12)', () => {
    const [stays, left, leftLong] = ['E1', 'E2', 'E3'];
    const udmeldt = dato('2026-11-06');
    const eksport = eksportOf({
      indmeldelser: [
        indmeldelseOf({ elevId: stays }),
        indmeldelseOf({ elevId: left, udmeldt }),
        indmeldelseOf({ elevId: leftLong, udmeldt }),
      ],
    });
    const entries = entriesOf({ samtaledato: '2026-11-02' });
    const closed = entriesOf({
      samtaledato: '2026-09-02',
      tilbagefaldsplan: '2026-10-01',
      brobygning: 'nej',
      afsluttet: '2026-10-01',
    });
    const forloeb = (elevId: string): ForloebMemory => ({
      ...noForloebMemory,
      entries: elevId === leftLong ? closed : entries,
    });

    const warnings = leaverWarnings(ABSALON, traceElever(eksport, settingsOf()), { asOf: FREDAG, forloeb });

    expect(warnings.map(({ code, detail }) => [code, detail])).toEqual([
      ['forloeb-of-udmeldt', { elever: 1 }],
    ]);
  });
});
