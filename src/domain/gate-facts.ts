// What the export holds for one skole, as the gates of R60 ask for it. The gates themselves are in gate.ts.
import { addDays, daysBetween, earlierOf } from './dato.ts';
import type { Dato } from './dato.ts';
import type { Eksport, Eksportfil } from './eksport.ts';
import type { GateFacts, Silence, Size } from './gate.ts';
import { firstDayOf, lastDayOf } from './kvartal.ts';
import type { Kvartal } from './kvartal.ts';
import type { Skole } from './skole.ts';
import type { SkoleRows } from './skole-rows.ts';
import type { SkoledageLookup } from './skolekalender.ts';

export interface GateInput {
  readonly skole: Skole;
  readonly rows: SkoleRows;
  readonly eksport: Eksport;
  readonly settings: {
    readonly asOf: Dato;
    readonly kvartal: Kvartal;
    readonly skoledage: SkoledageLookup;
  };
  readonly lastAccepted: Size | undefined;
}

/** Everything that findRefusals and findSilence judge one skole by. */
export function gatherGateFacts({ skole, rows, eksport, settings, lastAccepted }: GateInput): GateFacts {
  const { asOf, kvartal, skoledage } = settings;
  const number = skole.institutionsnummer;
  const hasRows = rows.madeFor.size > 0;
  const calendar = skoledage({ institutionsnumre: [number], klassetrin: undefined });
  const files = eksport.files.filter(({ kind }) => kind === 'fravaer');
  const perSkole = files.map((file) => file.perSkole.get(number)).filter((counts) => counts !== undefined);
  const extractedOn = newestExtraction(files, number);
  return {
    institutionsnummer: number,
    rowsRead: perSkole.reduce((sum, { read }) => sum + read, 0),
    rowsRejected: perSkole.reduce((sum, { rejected }) => sum + rejected, 0),
    inKvartal: rows.inKvartal,
    lastAccepted,
    ageInSkoledage: extractedOn === undefined ? 0 : calendar.between(addDays(extractedOn, 1), asOf).length,
    skoledageSoFar: calendar.between(firstDayOf(kvartal), earlierOf(asOf, lastDayOf(kvartal))).length,
    exportIsEmpty: eksport.rowsRead === 0 || (!hasRows && files.some(isEmpty)),
    missingSource: hasRows ? undefined : eksport.missingSources[0],
    unreadableFile: findUnreadable(files, number, hasRows),
    silence: measureSilence(rows, asOf, calendar.between),
  };
}

/** A skole's figures are as old as the newest file that holds its rows; without rows, as the newest file of all. */
function newestExtraction(files: readonly Eksportfil[], skole: string): Dato | undefined {
  const own = files.filter((file) => file.perSkole.has(skole));
  return (own.length > 0 ? own : files)
    .map((file) => file.extractedOn)
    .toSorted()
    .at(-1);
}

/** A file that broke off holds rows of the skoler seen in it; one that cannot be read at all may hold any silent skole's. */
function findUnreadable(files: readonly Eksportfil[], skole: string, hasRows: boolean): string | undefined {
  return files.find((file) => file.unreadable !== undefined && (file.perSkole.has(skole) || !hasRows))?.file;
}

function isEmpty({ rows, unreadable }: Eksportfil): boolean {
  return rows === 0 && unreadable === undefined;
}

function measureSilence(
  { span, madeFor }: SkoleRows,
  asOf: Dato,
  between: (from: Dato, to: Dato) => readonly Dato[],
): Silence | undefined {
  const newestRow = span?.newest;
  const firstRow = [...madeFor].toSorted()[0];
  if (newestRow === undefined || firstRow === undefined || daysBetween(newestRow, asOf) <= 0)
    return undefined;
  const before = between(firstRow, newestRow);
  return {
    newestRow,
    silentSkoledage: between(addDays(newestRow, 1), asOf).length,
    skoledageBefore: before.length,
    skoledageWithRows: before.filter((day) => madeFor.has(day)).length,
  };
}
