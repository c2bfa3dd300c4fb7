import { describe, expect, it } from 'vitest';
import type { Column } from './columns.ts';
import { findDateFormats } from './date-formats.ts';

function columnOf(...texts: readonly string[]): Column {
  return { index: 0, heading: 'Dato', filled: texts.length, values: new Map(texts.map((text) => [text, 1])) };
}

describe('how a column writes dates', () => {
  it.each([
    [['02-11-2026', '13-11-2026'], ['dd-MM-yyyy']],
    [['2026-11-02', '2026-11-13'], ['yyyy-MM-dd']],
    [['2026-11-02T00:00:00', '2026-11-13T00:00:00'], ['yyyy-MM-dd']],
    [['20261102', '20261113'], ['yyyyMMdd']],
    [['2/11-2026', '13/11-2026'], ['d/M-yyyy']],
    [['02.11.26', '13.11.26'], ['dd.MM.yy']],
    [['2. november 2026', '13. oktober 2026'], ['d. MMMM yyyy']],
    [['11/13/2026', '11/02/2026'], ['MM/dd/yyyy']],
    [['13/11/2026', '02/11/2026'], ['dd/MM/yyyy']],
    // One date in another form than the rest.
    [
      ['02-11-2026', '03-11-2026', '2026-11-04'],
      ['dd-MM-yyyy', 'yyyy-MM-dd'],
    ],
  ])('%j', (texts, formats) => {
    expect(findDateFormats(columnOf(...texts))).toEqual({ formats, otherwise: undefined });
  });

  it.each([[['E1', 'E2']], [['5A', '13-11-2026', '5B']], [['31-02-2026']], [[]]])(
    '%j are no dates',
    (texts) => {
      expect(findDateFormats(columnOf(...texts))).toBeUndefined();
    },
  );

  it('overlooks a few cells that are none, as in a total line', () => {
    const days = Array.from({ length: 30 }, (_, day) => `${String(day + 1).padStart(2, '0')}-11-2026`);

    expect(findDateFormats(columnOf(...days, 'I alt'))?.formats).toEqual(['dd-MM-yyyy']);
  });

  it('tells day from month by the weekends that the wrong order makes', () => {
    // 5, 6 and 9 October are weekdays; 10 May is a Sunday.
    expect(findDateFormats(columnOf('10/05/2026', '10/06/2026', '10/09/2026'))).toEqual({
      formats: ['MM/dd/yyyy'],
      otherwise: undefined,
    });
  });

  it('leaves the order to a person when both fall on weekdays, the narrower span first', () => {
    // 2 and 3 November, or 11 February and 11 March.
    expect(findDateFormats(columnOf('11/02/2026', '11/03/2026'))).toEqual({
      formats: ['MM/dd/yyyy'],
      otherwise: ['dd/MM/yyyy'],
    });
  });
});
