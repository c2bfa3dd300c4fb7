import { describe, expect, it } from 'vitest';
import { dato } from '../domain/dato.ts';
import { fromDays } from '../domain/fravaersdage.ts';
import type { Signal, SignalFacts } from '../domain/signaler/signal.ts';
import { klasseSignalText, moensterText, signalText } from './signaler.ts';

describe('signals in Danish (R50-R53)', () => {
  it.each<[string, SignalFacts]>([
    [
      'Ulovligt fravær: 8 dage af kvartalets 52 skoledage (15,3 %). Skolelederen skal underrette kommunen.',
      { id: 'ulovligt', level: 'underretning', days: fromDays(8), skoledage: 52 },
    ],
    [
      'Ulovligt fravær: 5,5 dage af kvartalets 55 skoledage (10 %). Forældrene skal varsles.',
      { id: 'ulovligt', level: 'varsling', days: fromDays(5.5), skoledage: 55 },
    ],
    [
      'Har ikke deltaget i undervisningen i 11 skoledage, siden 06-11-2026. Kontakt forældrene om sygeundervisning senest 26-11-2026.',
      {
        id: 'sygeundervisning',
        skoledage: 11,
        since: dato('2026-11-06'),
        dueOn: dato('2026-11-26'),
        isDue: false,
      },
    ],
    [
      'Har ikke deltaget i undervisningen i 16 skoledage, siden 30-10-2026. Forældrene skulle være kontaktet om sygeundervisning.',
      { id: 'sygeundervisning', skoledage: 16, since: dato('2026-10-30'), dueOn: undefined, isDue: true },
    ],
    [
      'National aftale: 10,5 dage med sygdom og ulovligt fravær, grænsen nået 12-11-2026. Skolelederen kontakter forældrene.',
      { id: 'national-aftale', trin: 'foraeldrekontakt', total: fromDays(10.5), crossed: dato('2026-11-12') },
    ],
    [
      'National aftale: 15 dage med sygdom og ulovligt fravær, grænsen nået 12-11-2026. Skolelederen sætter en støtteplan i gang med PPR.',
      { id: 'national-aftale', trin: 'stoetteplan', total: fromDays(15), crossed: dato('2026-11-12') },
    ],
    [
      'Væk 6 skoledage i træk, siden 13-11-2026.',
      {
        id: 'in-a-row',
        skoledage: 6,
        from: dato('2026-11-13'),
        to: dato('2026-11-20'),
        isOngoing: true,
      },
    ],
    [
      'Væk 6 skoledage i træk, 06-11-2026 til 13-11-2026.',
      {
        id: 'in-a-row',
        skoledage: 6,
        from: dato('2026-11-06'),
        to: dato('2026-11-13'),
        isOngoing: false,
      },
    ],
    ['Væk 7 af de sidste 20 skoledage.', { id: 'of-last-20', absent: 7, of: 20 }],
    ['Drypvist fravær: 10 adskilte perioder på 6 måneder.', { id: 'drypvist', spells: 10 }],
    [
      '4 af 5 fraværsdage i de sidste 60 skoledage ligger på en mandag.',
      { id: 'weekday', weekday: 1, onWeekday: 4, absent: 5 },
    ],
    [
      'Væk op til eller lige efter ferie eller lang weekend 3 gange på et år, senest omkring 19-10-2026.',
      { id: 'ferie', times: 3, newest: dato('2026-10-19') },
    ],
    [
      'Tilbage 18-11-2026 efter 12 skoledage i træk. Tag godt imod eleven.',
      { id: 'back', skoledage: 12, since: dato('2026-11-18') },
    ],
  ])('%s', (expected, signal) => {
    expect(signalText(signal)).toBe(expected);
  });

  it('never rounds a share up to a limit', () => {
    const almost = { id: 'ulovligt', level: 'varsling', days: fromDays(149.5), skoledage: 1000 } as const;

    expect(signalText(almost)).toContain('(14,9 %)');
  });

  it('has only the strong ones in the reports', () => {
    const weak: Signal = { id: 'drypvist', spells: 6, strong: false, rule: 'R53' };
    const strong: Signal = { id: 'of-last-20', absent: 8, of: 20, strong: true, rule: 'R53' };

    expect(moensterText([weak, strong])).toBe('Væk 8 af de sidste 20 skoledage.');
    expect(moensterText([weak])).toBe('');
  });

  it('has two in a report at most, the first ones', () => {
    const drypvist: Signal = { id: 'drypvist', spells: 10, strong: true, rule: 'R53' };
    const of20: Signal = { id: 'of-last-20', absent: 8, of: 20, strong: true, rule: 'R53' };
    const of60: Signal = { id: 'of-last-60', absent: 16, of: 60, strong: true, rule: 'R53' };

    expect(moensterText([of20, of60, drypvist])).toBe(
      'Væk 8 af de sidste 20 skoledage. Væk 16 af de sidste 60 skoledage.',
    );
  });
});

describe('signals of a klasse in Danish', () => {
  it('tells of a wave and of missing registration', () => {
    expect(
      klasseSignalText({ id: 'sygdom-wave', klasse: '5A', dato: dato('2026-11-18'), elever: 8, of: 24 }),
    ).toBe('Ligner en sygdomsbølge: 8 af 24 elever var syge 18-11-2026.');
    expect(
      klasseSignalText({
        id: 'registration-missing',
        klasse: '5A',
        newestRow: dato('2026-11-13'),
        skoledage: 5,
      }),
    ).toBe('Mangler registrering? Ingen rækker i 5 skoledage, den nyeste er fra 13-11-2026.');
  });
});
