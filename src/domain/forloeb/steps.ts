// The forløbspakke as data: what is done in each fase, by whom and when (rule book section 4, F1-F5). The weeks stand
// here and nowhere else; docs/regler.md and every output take them from this table.

/** The faser of the forløbspakke, in order. */
export const faser = [
  'opsporing',
  'kortlaegning',
  'handleplan',
  'indsatsforloeb',
  'opfoelgning',
  'afrunding',
] as const;

export type Fase = (typeof faser)[number];

export type StepId = 'F1' | 'F2A' | 'F2B' | 'F2C' | 'F2D' | 'F3' | 'F3.1' | 'F3.2' | 'F3.3' | 'F4' | 'F5';

/** When a step is due. Days are calendar days; the frist itself moves to a skoledag (R40). */
export type StepFrist =
  | { readonly kind: 'none' }
  | { readonly kind: 'after-samtale'; readonly days: number }
  /** Counted from the handleplan, then from each opfølgning: comes near after `nearAfter` days, due after `days`. */
  | { readonly kind: 'repeated'; readonly nearAfter: number; readonly days: number };

export interface ForloebStep {
  readonly id: StepId;
  readonly fase: Fase;
  /** What is done, as a noun: `Elevsamtale`. */
  readonly activity: string;
  /** The same as an instruction without a full stop, for "hvem gør hvad" (R82). */
  readonly task: string;
  readonly who: string;
  readonly frist: StepFrist;
  /** The policy's own words for the frist; empty when it names none. */
  readonly weeks: string;
  /** The policy's own words for the step. */
  readonly policy: string;
}

const afterWeeks = (weeks: number): StepFrist => ({ kind: 'after-samtale', days: weeks * 7 });

export const forloebSteps: readonly ForloebStep[] = [
  {
    id: 'F1',
    fase: 'opsporing',
    activity: 'Samtale med forældrene',
    task: 'Hold samtale med forældrene, tag stilling til kortlægning, og udpeg en tovholder',
    who: 'Skoleleder',
    frist: { kind: 'none' },
    weeks: '',
    policy:
      'Hvis skolen efter dialog med forældre vurderer, at skolefraværet er bekymrende skal skoleleder iværksætte kortlægning af årsager til fravær og udpege en tovholder',
  },
  {
    id: 'F2A',
    fase: 'kortlaegning',
    activity: 'Klassefællesskab og generelle forhold',
    task: 'Kortlæg klassefællesskabet, og gennemgå fraværet for klassen og eleven',
    who: 'Klasseteam',
    frist: afterWeeks(2),
    weeks: 'Uge 1-2',
    policy: 'Klasseteamet gennemgår skolefraværsdata for klassen og eleven',
  },
  {
    id: 'F2B',
    fase: 'kortlaegning',
    activity: 'Inddragelse af eleven',
    task: 'Hold elevsamtale om elevens egne ønsker og idéer',
    who: 'Tryghedsperson',
    frist: afterWeeks(2),
    weeks: 'Uge 1-2',
    policy: 'Elevsamtale afholdes af tryghedsperson/den eleven selv peger på',
  },
  {
    id: 'F2C',
    fase: 'kortlaegning',
    activity: 'Inddragelse af forældre og netværk',
    task: 'Invitér forældrene til samtale om, hvad der står i vejen for skolegangen',
    who: 'Skoleleder',
    frist: afterWeeks(2),
    weeks: 'Uge 1-2',
    policy: 'Skoleleder inviterer forældre til samtale',
  },
  {
    id: 'F2D',
    fase: 'kortlaegning',
    activity: 'Vurdering af, om der skal en handleplan til',
    task: 'Vurdér sammen med forældre og elev, om der skal udarbejdes en handleplan',
    who: 'Skoleledelse',
    frist: afterWeeks(3),
    weeks: 'Uge 1-3',
    policy:
      'På baggrund af kortlægning vurderer skoleledelsen i samarbejde med forældre og elev, tovholder og eventuelt ressourcepersoner, om der skal udarbejdes en handleplan',
  },
  {
    id: 'F3',
    fase: 'handleplan',
    activity: 'Handleplan',
    task: 'Hold møde, og udarbejd en handleplan med tiltag fra hvert af de tre indsatsforløb',
    who: 'Tovholder',
    frist: afterWeeks(4),
    weeks: 'Uge 4',
    policy: 'Handleplanen skal altid indeholde tiltag fra hvert af de tre indsatsforløb',
  },
  {
    id: 'F3.1',
    fase: 'indsatsforloeb',
    activity: 'Indsatsforløb 1: elev og forældre',
    task: 'Sæt indsatsen til eleven og forældrene i gang',
    who: 'Tovholder',
    frist: afterWeeks(7),
    weeks: 'Uge 4-7',
    policy: 'Indsats til eleven/forældre',
  },
  {
    id: 'F3.2',
    fase: 'indsatsforloeb',
    activity: 'Indsatsforløb 2: fællesskabet',
    task: 'Sæt indsatsen til fællesskabet i gang',
    who: 'Tovholder',
    frist: afterWeeks(7),
    weeks: 'Uge 4-7',
    policy: 'Indsats til fællesskabet',
  },
  {
    id: 'F3.3',
    fase: 'indsatsforloeb',
    activity: 'Indsatsforløb 3: sygeundervisning',
    task: 'Sæt indsatsen til sygeundervisning i gang, så eleven fastholder sin faglige udvikling',
    who: 'Tovholder',
    frist: afterWeeks(7),
    weeks: 'Uge 4-7',
    policy: 'Indsats til sygeundervisning',
  },
  {
    id: 'F4',
    fase: 'opfoelgning',
    activity: 'Opfølgning på handleplanen',
    task: 'Følg op på handleplanen sammen med forældre og elev',
    who: 'Tovholder',
    frist: { kind: 'repeated', nearAfter: 8 * 7, days: 12 * 7 },
    weeks: 'Hver 8.-12. uge',
    policy:
      'Tovholder følger op på handleplanen sammen med forældre, elev og andre relevante deltagere minimum hver 8.-12. uge',
  },
  {
    id: 'F5',
    fase: 'afrunding',
    activity: 'Afrunding',
    task: 'Afrund, når eleven har regelmæssig skolegang: lav en plan mod tilbagefald, og tag stilling til brobygning',
    who: 'Tovholder',
    frist: { kind: 'none' },
    weeks: '',
    policy:
      'Ved afslutning af et forløb skal der være en plan for at forebygge, at skolefraværet vender tilbage. Der skal tages stilling til, om der skal ske en brobygning',
  },
];
