import { expect, it } from 'vitest';
import type { Finding } from './finding.ts';
import { screenNight } from './night.ts';
import { skoleReportInput } from './report-input.ts';
import type { NightReport } from './report-input.ts';
import { policyFristOptions } from './forloeb/frister.ts';
import { policyGateLimits } from './gate.ts';
import { policyLimits } from './indsatstrin.ts';
import {
  ABSALON,
  eksportOf,
  memoryOf,
  rowOf,
  settingsOf,
  skoledage,
  TRAEKRONER,
} from '../test/arbitraries.ts';
import { noReturnedSheets } from './forloeb/returned-sheets.ts';

function findingOf(institutionsnummer: string | undefined, line: number): Finding {
  return { code: 'dato-invalid', severity: 'warning', institutionsnummer, line };
}

it("hands a skole its own findings and no other skole's (R72)", () => {
  const findings = [
    findingOf(ABSALON.institutionsnummer, 2),
    findingOf(TRAEKRONER.institutionsnummer, 3),
    findingOf(undefined, 4),
  ];
  const night = screenNight(eksportOf({ rows: [rowOf()], findings }), settingsOf(), memoryOf());
  const report: NightReport = {
    kommune: 'Eksempel Kommune',
    night,
    limits: policyLimits,
    gateLimits: policyGateLimits,
    fristOptions: policyFristOptions,
    skoledage,
    history: [],
    withSkoleleder: new Set(),
    returned: noReturnedSheets,
    skoleNavn: (number) => number,
  };

  const input = skoleReportInput(report, night.skoler[0]!);

  expect(input.skole.skole).toBe(ABSALON);
  expect(input.findings.map(({ line }) => line)).toEqual([2]);
});
