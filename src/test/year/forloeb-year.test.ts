// A whole year of the forløbspakke: nights, samtaler, handleplaner, opfølgninger, holidays, a mover, two relapses and a case
// that is opened and closed. Every mail, frist and status is compared with a calendar worked out by hand (expected.ts).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dato, datesBetween, weekday } from '../../domain/dato.ts';
import { nextStepOf } from '../../text/forloeb.ts';
import { awaiting, frister, newsMails, otherSummaries, stands, sundayWithoutData } from './expected.ts';
import { ABSALON, runYear, TREKRONER } from './kommune.ts';
import type { SentMail, YearRun } from './kommune.ts';
import { script } from './script.ts';

const FIRST = '2026-08-10';
const LAST = '2027-06-25';
const SUNDAY = 7;

let folder: string;
let year: YearRun;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'fravaer-year-'));
  year = await runYear(script, folder, [FIRST, LAST]);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const newsOf = ({ subject }: SentMail): string => /: (.*) \(til og med/.exec(subject)?.[1] ?? '';

describe.each([ABSALON, TREKRONER])('the mails to %s', (skole) => {
  it('go out for what is new and what is due, and on no other night', () => {
    const sent = year.mails
      .filter((mail) => mail.skole === skole && newsOf(mail) !== 'intet nyt')
      .map((mail) => `${mail.asOf} ${newsOf(mail)}`);

    expect(sent).toEqual(newsMails[skole]);
  });

  it('are a summary on every other Sunday (R81)', () => {
    const quiet = year.mails
      .filter((mail) => mail.skole === skole && newsOf(mail) === 'intet nyt')
      .map(({ asOf }) => asOf);

    const news = new Set(newsMails[skole]?.map((mail) => mail.slice(0, 10)));
    const sundays = datesBetween(dato(FIRST), dato(LAST)).filter(
      (day) => weekday(day) === SUNDAY && day !== sundayWithoutData && !news.has(day),
    );
    expect(quiet).toEqual([...sundays, ...otherSummaries].toSorted());
  });

  it('never hold a name or initials', () => {
    const texts = year.mails
      .filter((mail) => mail.skole === skole)
      .map(({ subject, text }) => subject + text);

    expect(texts.filter((text) => /Asger|Bella|Carl|Dina|\b(LK|MB|KP)\b/.test(text))).toEqual([]);
  });
});

it.each(Object.entries(frister))('every frist and status of %s at the end of the year', (name, expected) => {
  const [elev = '', number] = name.split(' ');
  const view = year.elevOn(elev, LAST)?.forloeb.all.find(({ forloeb }) => forloeb.number === Number(number));

  const rows = view?.frister.map(({ step, frist, status, doneOn }) =>
    [step.id, frist ?? '–', status, doneOn].filter((part) => part !== undefined).join(' '),
  );
  expect(rows).toEqual(expected);
});

it.each(stands)('on %s %s is %s; next: %s', (night, elevId, stand, next) => {
  const elev = year.elevOn(elevId, night)!;
  const { change, placering, forloeb } = elev;

  const found = [change, placering.trin, placering.basis, ...(forloeb.isKnown ? ['known'] : [])];
  const step = nextStepOf(elev);
  expect(found.join(' ')).toBe(stand);
  expect(step === undefined ? 'none' : `${step.who}: ${step.when}`).toBe(next);
});

it.each(awaiting)('on %s %s has awaited the samtale since %s', (night, elevId, since) => {
  expect(year.elevOn(elevId, night)?.forloeb.awaitingSince).toBe(since);
});

it('the forløb moves with the elev: the receiving team sees it, the old one no longer (R43)', () => {
  const skolerOf = (night: string): string[] =>
    year
      .reportOn(night)
      .night.skoler.filter(({ current }) => current.elever.some(({ elevId }) => elevId === 'Bella'))
      .map(({ skole }) => skole.institutionsnummer);

  expect(skolerOf('2026-11-15')).toEqual([TREKRONER]);
  expect(skolerOf('2026-11-16')).toEqual([ABSALON]);
  expect(year.elevOn('Bella', '2026-11-15')?.forloeb.running?.tovholder).toBe('MB');
  expect(year.elevOn('Bella', '2026-11-16')?.forloeb.running).toMatchObject({
    samtaledato: '2026-09-01',
    tovholder: undefined,
  });
  expect(year.elevOn('Bella', '2026-11-18')?.forloeb.running?.tovholder).toBe('KP');
});
