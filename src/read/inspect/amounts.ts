// What the texts of an omfang column mean (R5): parts of a day, or something else that the profile must not read.
import { parseDays } from '../amounts.ts';
import { fold } from '../fold.ts';
import { ONE_DAY } from '../../domain/fravaersdage.ts';
import { proposeAmount } from './amount-words.ts';
import type { Column } from './columns.ts';
import { isYesNo } from './fits.ts';

export interface AmountProposal {
  readonly amounts: Readonly<Record<string, number>>;
  readonly decimal: ',' | '.';
  /** Texts that mean nothing known. */
  readonly unknown: readonly string[];
  /** Numbers over one day: days of an interval, or minutes. */
  readonly hasLarge: boolean;
}

export function proposeAmounts({ heading, values }: Column): AmountProposal {
  const texts = [...values.keys()];
  const decimal = texts.some((text) => /^\d*\.\d+$/.test(text)) ? '.' : ',';
  const isHalf = /halv|half/.test(fold(heading));
  const amounts: Record<string, number> = {};
  const unknown: string[] = [];
  let hasLarge = false;
  for (const text of texts) {
    const number = parseDays(text, decimal);
    const word = isYesNo(text) ? yesNoAmount(text, isHalf) : proposeAmount(text);
    if (number !== undefined) hasLarge ||= number > ONE_DAY;
    else if (word === undefined) unknown.push(text);
    else amounts[text] = word;
  }
  return { amounts, decimal, unknown, hasLarge };
}

/** Under a heading of half days, yes is half a day and no a whole one; under any other heading it is the other way round. */
function yesNoAmount(text: string, isHalf: boolean): number {
  const isYes = /^(ja|yes|true|sand|j|y|x)$/i.test(text);
  return isYes === isHalf ? 0.5 : 1;
}
