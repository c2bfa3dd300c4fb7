import { describe, expect, it } from 'vitest';
import { fieldReader, headingOf, isHeader, mapHeader } from './header.ts';
import type { Header } from './header.ts';
import type { Profile } from './profile.ts';
import { dagslisteHeading, profileOf } from '../test/source-files.ts';

function headerOf(headings: readonly string[], profile: Profile = profileOf()): Header {
  const header = mapHeader(headings, profile);
  if (isHeader(header)) return header;
  throw new RangeError(`missing ${header.missing.join()}, ambiguous ${header.ambiguous.join()}`);
}

const headings = dagslisteHeading.split(';');
const needed = ['Institutionsnr', 'ElevID', 'Dato', 'Fraværsårsag', 'Omfang'];

describe('the heading row', () => {
  it('tells which column holds which field, in any order', () => {
    const { columns } = headerOf(headings.toReversed());

    expect(columns.get('institutionsnummer')).toBe(8);
    expect(columns.get('dato')).toBe(3);
    expect(columns.size).toBe(9);
  });

  it.each([
    ['case', 'FRAVÆRSÅRSAG'],
    ['ae, aa for æ, å', 'fravaersaarsag'],
    ['decomposed letters', 'Fraværsårsag'.normalize('NFD')],
    ['space around and within', '  Fraværs\u00A0årsag '],
    ['punctuation', 'Fraværs-årsag:'],
  ])('does not mind %s', (_, heading) => {
    expect(headerOf(headings.with(6, heading)).columns.get('aarsag')).toBe(6);
  });

  it.each(['Navn', 'Klasse', 'Klassetrin', 'Registreret'])('may lack %s', (heading) => {
    expect(
      isHeader(
        mapHeader(
          headings.filter((one) => one !== heading),
          profileOf(),
        ),
      ),
    ).toBe(true);
  });

  it('names everything that it lacks', () => {
    expect(mapHeader(['Navn', 'Klasse'], profileOf())).toEqual({ missing: needed, ambiguous: [] });
  });

  it('names a heading that stands twice', () => {
    expect(mapHeader([...headings, 'dato'], profileOf())).toEqual({ missing: [], ambiguous: ['Dato'] });
  });

  it('may lack a column for which the profile gives a constant', () => {
    const profile = profileOf('dagsliste', { constants: { institutionsnummer: '265001' } });
    const header = headerOf(headings.slice(1), profile);
    const cell = fieldReader(header, profile);

    expect(cell('institutionsnummer', ['E1'])).toBe('265001');
    expect(cell('elevId', [' E1 '])).toBe('E1');
    expect(headingOf(header, 'institutionsnummer')).toBe('institutionsnummer');
    expect(headingOf(header, 'elevId')).toBe('ElevID');
  });

  it('may be given by position, and is then told by number: a name may stand there', () => {
    const columns = { institutionsnummer: 1, elevId: 2, dato: 'Dato', aarsag: 4, omfang: 5 };
    const header = headerOf(
      ['265001', 'Ærø Østergård', 'Dato', 'S', ''],
      profileOf('dagsliste', { columns }),
    );

    expect(headingOf(header, 'elevId')).toBe('kolonne 2');
    expect(headingOf(header, 'dato')).toBe('Dato');
  });

  it('has the first heading of several that a profile accepts', () => {
    const columns = { institutionsnummer: 'S', elevId: ['ElevID', 'UNI-ID'], dato: 'D', aarsag: 'A' };
    const profile = profileOf('dagsliste', { columns });

    expect(headerOf(['S', 'UNI-ID', 'ElevID', 'D', 'A'], profile).columns.get('elevId')).toBe(2);
    expect(headerOf(['S', 'UNI-ID', 'D', 'A'], profile).columns.get('elevId')).toBe(1);
  });

  it('gives an empty text for a column that the file or the row has not', () => {
    const header = headerOf(needed);
    const cell = fieldReader(header, profileOf());

    expect(cell('navn', ['265001'])).toBe('');
    expect(cell('omfang', ['265001'])).toBe('');
  });
});
