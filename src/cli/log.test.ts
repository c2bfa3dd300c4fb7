import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { hideSecret } from '../secrets.ts';
import { createLog } from './log.ts';

let written: string[] = [];
const wasTerminal = process.stderr.isTTY;

beforeEach(() => {
  written = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
});

afterEach(() => {
  process.stderr.isTTY = wasTerminal;
  vi.restoreAllMocks();
});

const loud = { json: false, quiet: false, verbose: true };

test('writes one JSON object per line when nobody watches', () => {
  process.stderr.isTTY = false;
  createLog(loud).info('eksport læst', { rows: 12, problem: undefined });

  const [line = ''] = written;
  expect(written).toHaveLength(1);
  expect(line).toMatch(/^\{.*\}\n$/);
  expect(JSON.parse(line)).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as unknown,
    program: 'fravaer',
    rows: 12,
    message: 'eksport læst',
  });
});

test('writes readable lines at a terminal', () => {
  process.stderr.isTTY = true;
  createLog(loud).warn('mail ikke afsendt', { recipient: '280101', problem: 'Serveren svarede ikke' });

  expect(written).toEqual([
    'advarsel mail ikke afsendt recipient="280101" problem="Serveren svarede ikke"\n',
  ]);
});

test.each([true, false])('masks secrets and CPR numbers (terminal: %s)', (terminal) => {
  process.stderr.isTTY = terminal;
  hideSecret('meget-hemmeligt');
  createLog(loud).warn('mail ikke afsendt', { problem: 'login meget-hemmeligt 311299-1234 afvist' });

  expect(written.join('')).not.toMatch(/hemmeligt|311299/);
  expect(written.join('')).toContain('login [skjult] [fjernet] afvist');
});

test('is silent about progress unless asked, and about warnings when told to be', () => {
  process.stderr.isTTY = true;
  createLog({ json: false, quiet: false, verbose: false }).info('eksport læst');
  createLog({ json: false, quiet: true, verbose: false }).warn('mail ikke afsendt');

  expect(written).toEqual([]);
});

test('lets no text steer the terminal', () => {
  process.stderr.isTTY = true;
  createLog(loud).warn('mail ikke afsendt', { problem: '\u001b[2J\u202eslettet' });

  expect(written.join('')).not.toMatch(/[\u001b\u202e]/);
});
