import { expect, it } from 'vitest';
import type { ForloebMemory } from '../domain/forloeb/elev-forloeb.ts';
import { entriesOf } from '../test/arbitraries.ts';
import { ABSALON, buildNightReport } from '../test/builders.ts';
import { largeScene } from '../test/golden-scene.ts';
import { buildForvaltningMessage } from './forvaltning-message.ts';

function textWith(running: number, done: Readonly<Record<string, string>>): string {
  const recorded = {
    samtaledato: '2026-10-26',
    tovholder: 'LKX',
    F2A: '2026-11-02',
    F2C: '2026-11-02',
    ...done,
  };
  const memory: ForloebMemory = {
    entries: entriesOf(recorded, { skole: ABSALON }),
    firstTold: [],
    isFristTold: () => false,
  };
  const forloeb = new Map(
    Array.from({ length: running }, (_, index) => [`${ABSALON}-${index}`, memory] as const),
  );
  const { text } = buildForvaltningMessage(buildNightReport({ ...largeScene(), forloeb }));
  return text.replaceAll(/\s+/g, ' ');
}

it('counts what is overdue in the kommune, step by step, and nobody by name', () => {
  const text = textWith(8, {});

  expect(text).toContain(
    '- Overskredne frister: Inddragelse af eleven (F2B, uge 1-2): 8 elever; Vurdering af, om der skal en handleplan til (F2D, uge 1-3): 8 elever. Arket »Forløb« viser dem skole for skole.',
  );
  expect(text).not.toContain('LKX');
  expect(textWith(8, { F2B: '2026-11-02', F2D: '2026-11-02' })).not.toContain('Overskredne frister');
});
