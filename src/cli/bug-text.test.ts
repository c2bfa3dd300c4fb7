import { expect, test } from 'vitest';
import { bugText } from './bug-text.ts';

test('keeps kind, message and calls of an error of our own', () => {
  const text = bugText(new RangeError('news without a trin'));

  expect(text).toMatch(/^RangeError: news without a trin\n {4}at /);
  expect(text).toContain('bug-text.test.ts');
});

test('leaves out everything that a parser could not read', () => {
  const broken = '{"a": Aksel Østergård, "b": "c"}';
  const thrown = caught(() => JSON.parse(broken) as unknown);

  expect(bugText(thrown)).not.toMatch(/Aksel|Øster/);
});

test('leaves out what a message quotes and what looks like a CPR number, also in the cause', () => {
  const cause = new Error('no row for »Aksel Østergård«');
  const text = bugText(new Error("cannot use 'Aksel' of 311299-1234", { cause }));

  expect(text).not.toMatch(/Aksel|311299/);
  expect(text).toContain('Årsag: Error: no row for …');
});

test('keeps the name of a property that was not there', () => {
  const empty: unknown = undefined;
  const thrown = caught(() => (empty as { klasse: string }).klasse);

  expect(bugText(thrown)).toContain("(reading 'klasse')");
});

function caught(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
