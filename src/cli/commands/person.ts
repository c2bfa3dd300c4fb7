// fravaer person show|erase ELEVID: what is stored about one elev, and its erasure.
import { exitCodes } from '../../errors.ts';
import { erasePersonData, showPerson as readPerson } from '../../job/person.ts';
import { outputOf } from '../options.ts';
import type { CommonOptions } from '../options.ts';
import { printResult } from '../output.ts';
import { erasureJson, erasureText, personJson, personText } from '../present/person-text.ts';

export async function showPerson(elevId: string, options: CommonOptions): Promise<number> {
  const person = await readPerson(elevId, options.config);
  printResult(outputOf(options), personJson(person), () => personText(person));
  return exitCodes.done;
}

export async function erasePerson(elevId: string, options: CommonOptions): Promise<number> {
  const erasure = await erasePersonData(elevId, options.config);
  printResult(outputOf(options), erasureJson(erasure), () => erasureText(erasure));
  return erasure.remains === 0 ? exitCodes.done : exitCodes.incomplete;
}
