// What Excel keeps in a cell. Values are written as values, never as formulas; texts are texts, also those that begin with `=`.
import { dayNumber } from '../domain/dato.ts';
import type { Dato } from '../domain/dato.ts';
import { changeText, trinText } from '../text/da.ts';
import { stripLetter } from '../text/strip.ts';
import type { CellModel, InputCell } from './sheet.ts';

const MS_PER_DAY = 86_400_000;
const MAX_CELL_TEXT = 32_767;

export type CellValue = string | number | Date | null;

export function valueOf(cell: CellModel): CellValue {
  switch (cell.kind) {
    case 'text':
      return cleanText(cell.text);
    case 'days':
      return cell.days;
    case 'count':
      return cell.count;
    case 'decimal':
      return cell.value;
    case 'date':
      return utcDate(cell.dato);
    case 'trin':
      return trinText[cell.trin];
    case 'change':
      return changeText[cell.change];
    case 'input':
      return inputValue(cell);
    case 'day':
      return stripLetter(cell.day);
    case 'heat':
      return cell.heat.kind === 'percent' ? cell.heat.percent : null;
    default:
      return null;
  }
}

function inputValue({ value }: InputCell): string | Date | null {
  if (value === undefined) return null;
  return 'dato' in value ? utcDate(value.dato) : cleanText(value.text);
}

/** Without the characters that XML, and so Excel, cannot hold; `_x0041_`, which Excel would read as a code for A, stays as it is. */
export function cleanText(value: string): string {
  return value
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .toWellFormed()
    .slice(0, MAX_CELL_TEXT);
}

export function utcDate(day: Dato): Date {
  return new Date(dayNumber(day) * MS_PER_DAY);
}
