import { afterEach, describe, expect, it, vi } from 'vitest';
import { createLog } from './log.ts';
import { printResult, showProgress } from './output.ts';

const plain = { json: false, quiet: false, verbose: false };

function written(): { readonly all: () => string } {
  const parts: string[] = [];
  const keep = (text: unknown): boolean => parts.push(String(text)) > 0;
  vi.spyOn(process.stderr, 'write').mockImplementation(keep);
  vi.spyOn(process.stdout, 'write').mockImplementation(keep);
  return { all: () => parts.join('') };
}

const { isTTY: wasTTY } = process.stderr;

afterEach(() => {
  vi.restoreAllMocks();
  Object.defineProperty(process.stderr, 'isTTY', { value: wasTTY, configurable: true });
});

describe('progress', () => {
  it('stands on one line, which the result takes the place of', () => {
    const output = written();

    showProgress('Læser fravaer.csv\u001b[31m (fil 1 af 2)');
    printResult(plain, {}, () => 'Færdig.');

    expect(output.all()).toBe('\r\u001b[2KLæser fravaer.csv[31m (fil 1 af 2)\r\u001b[2KFærdig.\n');
  });

  it.each([
    ['on a terminal', true, plain, true],
    ['in cron', false, plain, false],
    ['with --quiet', true, { ...plain, quiet: true }, false],
    ['with --json', true, { ...plain, json: true }, false],
    ['with --verbose, whose lines say it all', true, { ...plain, verbose: true }, false],
  ])('%s', (_, isTTY, options, expected) => {
    const output = written();
    Object.defineProperty(process.stderr, 'isTTY', { value: isTTY, configurable: true });

    createLog(options).progress('Gennemgår 17 skoler');
    printResult({ ...plain, quiet: true }, {}, () => '');

    expect(output.all().includes('17 skoler')).toBe(expected);
  });
});
