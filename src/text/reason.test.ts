import { describe, expect, it } from 'vitest';
import { countFravaer } from '../domain/fravaer.ts';
import { fromDays } from '../domain/fravaersdage.ts';
import { placeOnLadder, policyLimits, roskildeLadder } from '../domain/indsatstrin.ts';
import type { ElevCase } from '../domain/night.ts';
import { categoriesText, changeSentence, limitText, moverText, periodText, reasonText } from './reason.ts';
import {
  caseOf,
  fraction,
  fravaerOf,
  K3,
  K4,
  rowOf,
  TIRSDAG,
  toldOf,
  TRAEKRONER,
} from '../test/arbitraries.ts';

const ladder = roskildeLadder(policyLimits);
const skoleNavn = (number: string): string =>
  number === TRAEKRONER.institutionsnummer ? TRAEKRONER.navn : number;

/** An elev with so many days, placed by the policy's limits. */
function withDays(days: number, fields: Partial<ElevCase> = {}): ElevCase {
  const fravaer = fravaerOf(days);
  return caseOf({ fravaer, placering: placeOnLadder(fravaer, ladder), ...fields });
}

describe('why an elev has the trin (R23)', () => {
  it.each([
    [5, '5 dage: 5 sygdom. Grænsen mindst 5 dage blev nået 07-10-2026.'],
    [10, '10 dage: 10 sygdom. Grænsen mindst 5 dage blev nået 07-10-2026.'],
    [10.5, '10,5 dage: 10,5 sygdom. Grænsen over 10 dage blev nået 22-10-2026.'],
    [20.01, '20,01 dage: 20,01 sygdom. Grænsen over 20 dage blev nået 05-11-2026.'],
    [4, '4 dage: 4 sygdom.'],
    [1, '1 dag: 1 sygdom.'],
    [0, 'Ingen fraværsdage i kvartalet.'],
  ])('explains %d days', (days, expected) => {
    expect(reasonText(withDays(days), skoleNavn)).toBe(expected);
  });

  it('says which days have no date, and no date on which a limit was reached', () => {
    const fravaer = { ...fravaerOf(6), undated: fromDays(4) };
    const elev = withDays(6, { fravaer, placering: placeOnLadder(fravaer, ladder) });

    expect(reasonText(elev, skoleNavn)).toBe(
      '6 dage: 6 sygdom. Heraf er 4 dage opgjort som sum per måned, så datoer og mønstre kendes ikke.',
    );
  });

  it('splits the days by category in a fixed order and leaves out empty ones', () => {
    const { perAarsag } = countFravaer([
      rowOf({ aarsag: 'ulovligt', omfang: fraction(1, 2) }),
      rowOf({ dato: TIRSDAG }),
    ]);

    expect(categoriesText(perAarsag)).toBe('1 sygdom og 0,5 ulovligt fravær');
    expect(categoriesText({ ...perAarsag, 'ekstraordinaer-frihed': fromDays(1.5) })).toBe(
      '1 sygdom, 1,5 ekstraordinær frihed og 0,5 ulovligt fravær',
    );
  });

  it.each([
    [3, '3 dage: 3 sygdom. Skolen vurderede fraværet som bekymrende 17-11-2026.'],
    [
      6,
      '6 dage: 6 sygdom. Grænsen mindst 5 dage blev nået 07-10-2026. Skolen vurderede fraværet som bekymrende 17-11-2026.',
    ],
    [0, 'Ingen fraværsdage i kvartalet. Skolen vurderede fraværet som bekymrende 17-11-2026.'],
    [10.5, '10,5 dage: 10,5 sygdom. Grænsen over 10 dage blev nået 22-10-2026.'],
  ])('says with %d days which way the trin came (R21)', (days, expected) => {
    const placering = placeOnLadder(fravaerOf(days), ladder, { dato: TIRSDAG });

    expect(reasonText(withDays(days, { placering }), skoleNavn)).toBe(expected);
  });

  it('adds earlier skole, foreløbige and planned days (R10, R11, R13)', () => {
    const elev = withDays(6, {
      earlierSkoler: [TRAEKRONER.institutionsnummer],
      provisional: fromDays(1),
      planned: countFravaer([rowOf()]),
    });

    expect(reasonText(elev, skoleNavn)).toBe(
      '6 dage: 6 sygdom. Grænsen mindst 5 dage blev nået 07-10-2026. Heraf er noget registreret på Trekroner Skole. ' +
        '1 dag fra de sidste 7 dage er foreløbige. Desuden er 1 dag planlagt.',
    );
  });

  it('names no elev (R62, R71)', () => {
    expect(reasonText(withDays(6), skoleNavn)).not.toMatch(/Ida|Ågård|E1/);
  });

  it.each([
    [{ days: 5, reached: 'at-least' as const }, 'mindst 5 dage'],
    [{ days: 10, reached: 'over' as const }, 'over 10 dage'],
    [{ days: 7.5, reached: 'over' as const }, 'over 7,5 dage'],
    [{ days: 1, reached: 'over' as const }, 'over 1 dag'],
  ])('writes the limit %o as %s', (step, expected) => {
    expect(limitText(step)).toBe(expected);
  });
});

describe('what has changed (R31)', () => {
  const told = toldOf('bekymrende', 10.5);

  it.each<[string, Partial<ElevCase>, string]>([
    ['nothing', { change: 'unchanged', told }, ''],
    ['new', {}, 'Ny siden sidste rapport.'],
    [
      'recurring (R33)',
      { recurringFrom: 'massivt', previous: { kvartal: K3, total: fromDays(21), trin: 'massivt' } },
      'Ny i dette kvartal; var på massivt skolefravær i 3. kvartal 2026.',
    ],
    [
      'escalated',
      { change: 'escalated', told: toldOf('bekymrende', 10.5), ...withDaysPlacering(21) },
      'Steget fra bekymrende skolefravær til massivt skolefravær.',
    ],
    [
      'eased',
      { change: 'eased', told, ...withDaysPlacering(9) },
      'Faldet fra bekymrende skolefravær til tidlig indsats.',
    ],
    [
      'eased and corrected',
      { change: 'eased', told, corrected: true, ...withDaysPlacering(9) },
      'Faldet fra bekymrende skolefravær til tidlig indsats. Gamle registreringer er rettet: før 10,5 dage, nu 9 dage.',
    ],
    [
      'ended',
      { change: 'ended', told, ...withDaysPlacering(4) },
      'Var på bekymrende skolefravær, er ikke længere på et trin.',
    ],
    [
      'ended and corrected',
      { change: 'ended', told, corrected: true, ...withDaysPlacering(1) },
      'Var på bekymrende skolefravær, er ikke længere på et trin. Gamle registreringer er rettet: før 10,5 dage, nu 1 dag.',
    ],
  ])('%s', (_, fields, expected) => {
    expect(changeSentence(caseOf(fields))).toBe(expected);
  });
});

describe('where a mover comes from (R35)', () => {
  it.each([
    [[], ''],
    [['265031'], 'Flyttet fra Trekroner Skole'],
    [['265031', '265050'], 'Flyttet fra Trekroner Skole og 265050'],
  ])('%j', (earlierSkoler, expected) => {
    expect(moverText(caseOf({ earlierSkoler }), skoleNavn)).toBe(expected);
  });
});

it('names the period of a report', () => {
  expect(periodText(K4, '20-11-2026')).toBe('4. kvartal 2026 til og med 20-11-2026');
});

function withDaysPlacering(days: number): Pick<ElevCase, 'fravaer' | 'placering'> {
  const { fravaer, placering } = withDays(days);
  return { fravaer, placering };
}
