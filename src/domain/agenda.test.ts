import { describe, expect, it } from 'vitest';
import { agendaSections, buildAgenda, isNews, isNewsSection, MAX_AGENDA_ROWS } from './agenda.ts';
import type { Change } from './comparison.ts';
import { noForloeb } from './forloeb/elev-forloeb.ts';
import type { Indsatstrin } from './indsatstrin.ts';
import type { ElevCase } from './night.ts';
import { caseOf, fravaerOf } from '../test/arbitraries.ts';

function elevOf(change: Change, trin: Indsatstrin, fields: Partial<ElevCase> = {}): ElevCase {
  const base = caseOf(fields);
  return { ...base, change, placering: { ...base.placering, trin } };
}

function inKlasse(klasse: string, days: number, elevId: string): ElevCase {
  const base = elevOf('new', 'tidlig-indsats', { elevId, fravaer: fravaerOf(days) });
  return { ...base, placement: { ...base.placement, klasse } };
}

describe('the order of the agenda (R80)', () => {
  it('has new massivt first and what came down last', () => {
    const elever = [
      elevOf('ended', 'ingen', { elevId: 'ended' }),
      elevOf('escalated', 'massivt', { elevId: 'escalated' }),
      elevOf('new', 'tidlig-indsats', { elevId: 'new-tidlig' }),
      elevOf('unchanged', 'massivt', { elevId: 'unchanged' }),
      elevOf('new', 'bekymrende', { elevId: 'new-bekymrende' }),
      elevOf('new', 'massivt', { elevId: 'new-massivt' }),
    ];

    const agenda = buildAgenda({ elever });

    expect(agenda.map(({ id, cases }) => [id, ...cases.map(({ elevId }) => elevId)])).toEqual([
      ['new-massivt', 'new-massivt'],
      ['new-bekymrende', 'new-bekymrende'],
      ['new-tidlig-indsats', 'new-tidlig'],
      ['escalated', 'escalated'],
      ['came-down', 'ended'],
    ]);
  });

  it.each<[Change, Indsatstrin, string | undefined]>([
    ['eased', 'bekymrende', 'came-down'],
    ['eased', 'tidlig-indsats', 'came-down'],
    ['ended', 'ingen', 'came-down'],
    ['escalated', 'bekymrende', 'escalated'],
    ['unchanged', 'massivt', undefined],
    ['unchanged', 'ingen', undefined],
  ])('puts %s to %s under %s', (change, trin, expected) => {
    expect(buildAgenda({ elever: [elevOf(change, trin)] })[0]?.id).toBe(expected);
  });

  it('orders a section by days, then klasse, then id', () => {
    const elever = [
      inKlasse('5B', 6, 'd'),
      inKlasse('5A', 6, 'c'),
      inKlasse('5A', 6, 'b'),
      inKlasse('9C', 8, 'a'),
    ];

    const [section] = buildAgenda({ elever });

    expect(section?.cases.map(({ elevId }) => elevId)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('has a forecast after what has escalated and before what came down, once (R32, R54)', () => {
    const forecast = (isTold: boolean): ElevCase['forecasts'][number] => ({
      trin: 'bekymrende',
      limit: 10,
      chance: 0.4,
      around: undefined,
      isTold,
    });
    const elever = [
      elevOf('ended', 'ingen', { elevId: 'ended' }),
      elevOf('unchanged', 'ingen', { elevId: 'fresh', forecasts: [forecast(false)] }),
      elevOf('unchanged', 'tidlig-indsats', { elevId: 'told', forecasts: [forecast(true)] }),
      elevOf('new', 'tidlig-indsats', { elevId: 'news', forecasts: [forecast(false)] }),
      elevOf('escalated', 'bekymrende', { elevId: 'escalated' }),
    ];

    const agenda = buildAgenda({ elever });

    expect(agenda.map(({ id, cases }) => [id, ...cases.map(({ elevId }) => elevId)])).toEqual([
      ['new-tidlig-indsats', 'news'],
      ['escalated', 'escalated'],
      ['forecast', 'fresh'],
      ['came-down', 'ended'],
    ]);
    expect(agenda.filter(isNewsSection).map(({ id }) => id)).toEqual(['new-tidlig-indsats', 'escalated']);
  });

  it('is empty without changes', () => {
    expect(buildAgenda({ elever: [elevOf('unchanged', 'bekymrende')] })).toEqual([]);
    expect(buildAgenda({ elever: [] })).toEqual([]);
  });

  it('has a Danish heading for each section and ten lines at most', () => {
    expect(agendaSections.map(({ heading }) => heading)).toEqual([
      'Nye med massivt skolefravær',
      'Nye med bekymrende skolefravær',
      'Nye til tidlig indsats',
      'Steget til et højere trin',
      'Prognose: kan passere en grænse',
      'Faldet eller rettet',
    ]);
    expect(MAX_AGENDA_ROWS).toBe(10);
  });
});

describe('isNews (R81)', () => {
  it.each<[Change, boolean]>([
    ['new', true],
    ['escalated', true],
    ['eased', false],
    ['ended', false],
    ['unchanged', false],
  ])('%s: %s', (change, expected) => {
    expect(isNews({ change, forloeb: noForloeb })).toBe(expected);
  });

  it.each<Change>(['new', 'escalated'])(
    'a trin that is known from a running forløb is not %s (R44)',
    (change) => {
      const elev = elevOf(change, 'bekymrende', { forloeb: { ...noForloeb, isKnown: true } });

      expect(isNews(elev)).toBe(false);
      expect(buildAgenda({ elever: [elev] })).toEqual([]);
    },
  );

  it('what came down is told although a forløb runs', () => {
    const elev = elevOf('eased', 'tidlig-indsats', { forloeb: { ...noForloeb, isKnown: true } });

    expect(buildAgenda({ elever: [elev] })[0]?.id).toBe('came-down');
  });
});
