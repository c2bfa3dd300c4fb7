import { describe, expect, it } from 'vitest';
import { standOfElev } from '../domain/forloeb/elev-forloeb.ts';
import type { ElevForloeb } from '../domain/forloeb/elev-forloeb.ts';
import { policyFristOptions } from '../domain/forloeb/frister.ts';
import type { ForloebEntry } from '../domain/forloeb/forloeb.ts';
import { noForloeb } from '../domain/forloeb/elev-forloeb.ts';
import type { Indsatstrin } from '../domain/indsatstrin.ts';
import type { ElevCase } from '../domain/night.ts';
import { ABSALON, caseOf, entriesOf, FREDAG, ordinary, TORSDAG } from '../test/arbitraries.ts';
import { dato } from '../domain/dato.ts';
import {
  awaitingSentence,
  closingSentence,
  entryProblemText,
  fristerSentences,
  fristSentence,
  fristStep,
  incompleteSentence,
  nextStepOf,
  runningText,
  valueText,
} from './forloeb.ts';

function elevWith(entries: readonly ForloebEntry[], trin: Indsatstrin = 'bekymrende'): ElevCase {
  const base = caseOf();
  const placering = { ...base.placering, trin };
  const forloeb: ElevForloeb = standOfElev(
    { entries, firstTold: [], isFristTold: () => false },
    {
      asOf: FREDAG,
      skoledage: ordinary,
      options: policyFristOptions,
      placement: { skole: ABSALON.institutionsnummer },
      placering,
    },
  );
  return { ...base, placering, forloeb };
}

const underWay = { samtaledato: '2026-11-02', tovholder: 'LK' };

describe('who does what by when (R82)', () => {
  it('is the policy of the trin before a forløb', () => {
    const elev = { ...caseOf(), forloeb: noForloeb };

    expect(nextStepOf(elev)).toMatchObject({ who: 'Klasselærer', rule: 'R20' });
    expect(nextStepOf({ ...elev, placering: { ...elev.placering, trin: 'ingen' } })).toBeUndefined();
  });

  it.each<[string, Parameters<typeof entriesOf>[0], string, string, string]>([
    ['a concern: the samtale', { vurdering: '2026-11-10' }, 'Skoleleder', 'Inden næste teammøde', 'R20, F1'],
    ['no tovholder', { samtaledato: '2026-11-02' }, 'Skoleleder', 'Straks', 'F1'],
    ['what is overdue longest', underWay, 'Klasseteam', 'Straks; fristen var 16-11-2026', 'F2A'],
    [
      'what is due first',
      { ...underWay, F2A: '2026-11-10', F2B: '2026-11-10', F2C: '2026-11-10' },
      'Skoleledelse',
      'Senest 23-11-2026',
      'F2D',
    ],
    [
      'the afrunding when nothing else is left',
      {
        ...underWay,
        F2A: '2026-11-10',
        F2B: '2026-11-10',
        F2C: '2026-11-10',
        F2D: '2026-11-12',
        'handleplan-needed': 'nej',
      },
      'Tovholder',
      'Når eleven har regelmæssig skolegang',
      'F5',
    ],
  ])('%s', (_, values, who, when, rule) => {
    expect(nextStepOf(elevWith(entriesOf(values)))).toMatchObject({ who, when, rule });
  });

  it('hurries the samtale most with massivt', () => {
    expect(nextStepOf(elevWith(entriesOf({ vurdering: '2026-11-10' }), 'massivt'))?.when).toBe('Straks');
  });
});

describe('a frist in words', () => {
  const [, f2a, , , f2d] = elevWith(entriesOf(underWay)).forloeb.running!.frister;

  it('says how late it is', () => {
    expect(fristSentence(f2a!, FREDAG)).toBe(
      'Klassefællesskab og generelle forhold (F2A, uge 1-2): frist 16-11-2026, overskredet med 4 dage',
    );
    expect(fristSentence(f2d!, FREDAG)).toBe(
      'Vurdering af, om der skal en handleplan til (F2D, uge 1-3): frist 23-11-2026',
    );
    expect(fristStep(f2a!).when).toBe('Straks');
    expect(fristStep(f2d!).when).toBe('Senest 23-11-2026');
  });

  it('stands with others of its date in one sentence, the steps by name and number', () => {
    const frister = elevWith(entriesOf(underWay)).forloeb.running!.frister.slice(1, 5);

    expect(fristerSentences(frister, FREDAG)).toEqual([
      'Frist 16-11-2026, overskredet med 4 dage: klassefællesskab og generelle forhold (F2A), inddragelse af eleven (F2B) og inddragelse af forældre og netværk (F2C).',
      'Frist 23-11-2026: vurdering af, om der skal en handleplan til (F2D).',
    ]);
  });

  it('says how long the samtale has been awaited', () => {
    expect(awaitingSentence(TORSDAG, FREDAG)).toBe(
      'Afventer samtale med forældrene; skolen har vidst det i 1 dag.',
    );
    expect(awaitingSentence(FREDAG, FREDAG)).toBe('Afventer samtale med forældrene.');
  });

  it('says what a handleplan and a closing lack (R42)', () => {
    expect(closingSentence([])).toBe('');
    expect(closingSentence(['tilbagefaldsplan', 'brobygning'])).toBe(
      'Før forløbet kan afsluttes, skal der være en plan mod tilbagefald og en beslutning om brobygning (R42).',
    );
    expect(incompleteSentence(['F3.2'])).toContain('indsatsforløb 2: fællesskabet');
    expect(incompleteSentence([])).toBe('');
  });

  it('says what runs and who holds it together', () => {
    expect(runningText(elevWith(entriesOf(underWay)))).toBe('Forløb i gang: Kortlægning, tovholder LK');
    expect(runningText(elevWith(entriesOf({ samtaledato: '2026-11-02' })))).toBe(
      'Forløb i gang: Kortlægning, tovholder mangler',
    );
    expect(runningText(elevWith([]))).toBe('');
  });
});

describe('entries in words (R43)', () => {
  it('are written the Danish way', () => {
    expect(valueText('samtaledato', dato('2026-11-02'))).toBe('02-11-2026');
    expect(valueText('bekymring-fra', 'foraeldre')).toBe('Forældre');
    expect(valueText('tovholder', 'LK')).toBe('LK');
    expect(valueText('F2A', undefined)).toBe('');
  });

  it('never repeats what may be a CPR number', () => {
    expect(entryProblemText({ code: 'looks-like-cpr', field: 'tovholder', value: '010112-1234' })).toBe(
      'Tovholder: indeholder et langt tal; skriv initialer eller rolle',
    );
    expect(entryProblemText({ code: 'date-in-future', field: 'samtaledato', value: '2026-11-21' })).toBe(
      'Samtale med forældre: »21-11-2026« ligger i fremtiden',
    );
  });
});
