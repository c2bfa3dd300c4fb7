import { describe, expect, it } from 'vitest';
import { dato } from '../../domain/dato.ts';
import type { SourceFile } from '../../read/files.ts';
import { patternsFor } from './patterns.ts';

function filesOf(...labels: readonly string[]): SourceFile[] {
  return labels.map((label) => ({
    path: `/${label}`,
    label,
    profile: '',
    bytes: 1,
    modifiedAt: 0,
    modifiedOn: dato('2026-11-20'),
  }));
}

describe('where files of the nights to come will be', () => {
  it.each([
    [['ind/fravaer.csv'], ['ind/fravaer.csv'], false],
    [['fravaer-265001.csv'], ['fravaer-265001.csv'], false],
    [['ind/a_2026-11-19.csv', 'ind/a_2026-11-20.csv'], ['ind/a_*.csv'], true],
    [['a20261120.csv'], ['a*.csv'], true],
    [['a 20-11-2026.csv'], ['a *.csv'], true],
    [['a[1].csv'], ['a[[]1].csv'], false],
    [['2026-11-20/a.csv'], ['2026-11-20/a.csv'], false],
  ])('%j', (labels, patterns, isKept) => {
    expect(patternsFor(filesOf(...labels))).toEqual({ patterns, isKept });
  });
});
