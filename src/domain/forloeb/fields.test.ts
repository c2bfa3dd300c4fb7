import { describe, expect, it } from 'vitest';
import { findForloebField, forloebField, forloebFields } from './fields.ts';
import { forloebSteps } from './steps.ts';

describe('the fields of a forløb (R43)', () => {
  it('have an id of their own and a Danish label of their own', () => {
    expect(new Set(forloebFields.map(({ id }) => id)).size).toBe(forloebFields.length);
    expect(new Set(forloebFields.map(({ label }) => label)).size).toBe(forloebFields.length);
    expect(forloebFields.every(({ label }) => /^[A-ZÆØÅ]/.test(label))).toBe(true);
  });

  it('are found by id and nothing else', () => {
    expect(findForloebField('samtaledato')).toBe(forloebField('samtaledato'));
    expect(findForloebField('F1')).toBeUndefined();
    expect(findForloebField('toString')).toBeUndefined();
  });

  it('hold a date for every step that has a frist after the samtale', () => {
    const steps = forloebSteps.filter(({ frist }) => frist.kind === 'after-samtale').map(({ id }) => id);

    expect(steps.map((id) => findForloebField(id)?.kind)).toEqual(steps.map(() => 'dato'));
  });
});
