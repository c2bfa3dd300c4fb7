// R62, R70: what of a cell may be repeated in a finding. A column that has slipped puts names, ids and CPR numbers where
// dates, codes and numbers should be, so only what can be none of them is quoted.
import type { Finding } from '../domain/finding.ts';

/** Stands in place of a text that is not repeated. */
export const HIDDEN = '…';

/** A date or a number that could be no CPR number and no elev's id; also a single sign. */
export function quotableNumber(text: string): string {
  const isNumber = /^[\d.,½/: -]{1,10}$/.test(text) && !/^\d{6}[- ]?\d{4}$/.test(text) && !/\d{7}/.test(text);
  return isNumber || text.length <= 1 ? text : HIDDEN;
}

/** A number in the form of an institutionsnummer. */
export function quotableInstitutionsnummer(text: string): string {
  return /^\d{3,6}$/.test(text) ? text : HIDDEN;
}

/** A short text that can be the name of a code; see `withoutRareCodes`. */
export function quotableCode(text: string): string {
  const isCode = /^[\p{L}\p{P}\p{S} ]{0,24}\d{0,3}$/u.test(text);
  return isCode ? text : quotableNumber(text);
}

/** A code is in use at several elever; a name is not. */
const ELEVER_OF_A_CODE = 3;
const LONGEST_ABBREVIATION = 2;

/**
 * Unknown fraværskoder are quoted, so that they can be added to the profile, when they are abbreviations or stand at
 * several elever. `eleverOf` gives the elever at whose rows a text stands.
 */
export function withoutRareCodes(
  findings: readonly Finding[],
  eleverOf: (code: string) => number,
): readonly Finding[] {
  return findings.map((finding) => {
    const value = String(finding.detail?.['value'] ?? '');
    if (finding.code !== 'aarsag-unknown' || isInUse(value, eleverOf)) return finding;
    return { ...finding, detail: { ...finding.detail, value: HIDDEN } };
  });
}

/** Rows per unknown fraværskode, those that are not quoted under one sign. */
export function countQuotable(
  rowsPerCode: ReadonlyMap<string, number>,
  eleverOf: (code: string) => number,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [code, rows] of rowsPerCode) {
    const shown = isInUse(code, eleverOf) ? code : HIDDEN;
    counts.set(shown, (counts.get(shown) ?? 0) + rows);
  }
  return counts;
}

function isInUse(code: string, eleverOf: (code: string) => number): boolean {
  return code.length <= LONGEST_ABBREVIATION || eleverOf(code) >= ELEVER_OF_A_CODE;
}

/** A klasse as exported, unless the cell holds the row's own name or a CPR number instead: then it is as good as empty. */
export function klasseText(text: string, navn: string): string {
  const isName = navn !== '' && text.toLowerCase() === navn.toLowerCase();
  return isName || /\d{6}[- ]?\d{4}/.test(text) ? '' : text;
}
