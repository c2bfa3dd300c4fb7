// What the files cannot tell, asked of the person at the terminal. Every question can be left unanswered: then it stays
// a doubt in the profile.
import { aarsagskoder } from '../../domain/fravaersaarsag.ts';
import type { Aarsagskode } from '../../domain/fravaersaarsag.ts';
import type { WrittenProfile } from '../../read/profile.ts';
import { HIDDEN } from '../../read/quotable.ts';
import { plural } from '../../text/da.ts';
import type { FileGroup } from './group.ts';
import type { Trial } from './trial.ts';

/** Asks and gives the answer as typed, without space around it; empty when the person does not know. */
export type Ask = (question: string) => Promise<string>;

export interface TriedGroup {
  readonly group: FileGroup;
  readonly trial: Trial;
}

/** More codes than these are better mapped in the file than at a prompt. */
const MAX_CODES_ASKED = 20;

/** Settles what must be known before the files can be read. */
export async function settleFiles(group: FileGroup, ask: Ask | undefined): Promise<FileGroup> {
  if (ask === undefined) return group;
  let settled = group;
  for (const { code, detail } of group.proposal.doubts) {
    const question = questions[code]?.(detail);
    if (question === undefined) continue;
    const answer = question.read(await ask(question.text));
    if (answer !== undefined) settled = withAnswer(settled, code, answer);
  }
  return settled;
}

interface Question {
  readonly text: string;
  /** What the answer changes in the profile; undefined when it is none. */
  readonly read: (answer: string) => Partial<WrittenProfile> | undefined;
}

const questions: Readonly<Record<string, (detail: Readonly<Record<string, string | number>>) => Question>> = {
  'day-month-order': ({ column, format, otherwise }) => ({
    text: `Datoerne i »${column}«: er de skrevet som ${format} (1) eller ${otherwise} (2)?`,
    read: (answer) => {
      if (answer !== '1' && answer !== '2') return undefined;
      return { dates: [String(answer === '1' ? format : otherwise)] };
    },
  }),
  'lessons-per-day': ({ lessons }) => ({
    text: `Hvor mange lektioner har en skoledag? Den højeste i filen er ${lessons}`,
    read: (answer) => {
      const number = Number(answer);
      return Number.isInteger(number) && number >= 1 && number <= 16 ? { lessonsPerDay: number } : undefined;
    },
  }),
  'no-institutionsnummer': () => ({
    text: 'Hvilket institutionsnummer har skolen?',
    read: (answer) =>
      /^[0-9A-Za-z_-]{1,20}$/.test(answer) ? { constants: { institutionsnummer: answer } } : undefined,
  }),
};

function withAnswer(group: FileGroup, code: string, answer: Partial<WrittenProfile>): FileGroup {
  const { proposal } = group;
  return {
    ...group,
    proposal: {
      ...proposal,
      profile: { ...proposal.profile, ...answer },
      doubts: proposal.doubts.filter((doubt) => doubt.code !== code),
    },
  };
}

/** Asks what each code means; what is left unanswered stays unmapped (R4). */
export async function settleCodes(tried: TriedGroup, ask: Ask | undefined): Promise<TriedGroup> {
  if (ask === undefined) return tried;
  const aarsager: Record<string, Aarsagskode> = {};
  const codes = [...tried.trial.unmapped].filter(([code]) => code !== HIDDEN).slice(0, MAX_CODES_ASKED);
  for (const [code, rows] of codes) {
    const choices = aarsagskoder.map((aarsag, index) => `${index + 1} ${aarsag}`).join(', ');
    const answer = await ask(`Hvad betyder »${code}« (${plural(rows, 'række', 'rækker')})? ${choices}`);
    const chosen = aarsagskoder[Number(answer) - 1];
    if (chosen !== undefined) aarsager[code] = chosen;
  }
  const { group, trial } = tried;
  const { proposal } = group;
  const profile = { ...proposal.profile, aarsager: { ...proposal.profile.aarsager, ...aarsager } };
  return {
    group: { ...group, proposal: { ...proposal, profile } },
    trial: {
      ...trial,
      unmapped: new Map([...trial.unmapped].filter(([code]) => aarsager[code] === undefined)),
    },
  };
}
