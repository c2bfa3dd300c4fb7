// R53: what many elever of one klasse have in common: a wave of illness, or a klasse whose registration looks missing.
import { addDays } from '../dato.ts';
import type { Dato } from '../dato.ts';
import { ONE_DAY } from '../fravaersdage.ts';
import { silenceProbability } from '../gate.ts';
import type { Elevhistorik } from '../screening.ts';
import { firstDayOfSkoleaar } from '../skolekalender.ts';
import type { SkoledageLookup } from '../skolekalender.ts';
import { skoledagAxis } from '../skoledag-axis.ts';
import type { SkoledagAxis } from '../skoledag-axis.ts';

/** A wave: on one of the last so many skoledage ... */
const WAVE_SKOLEDAGE = 5;
/** ... so many elever are ill, and at least every third of the klasse. */
const WAVE_ELEVER = 5;
const WAVE_PART = 3;
/**
 * Registration looks missing after so many silent skoledage, if they are less likely than this. Stricter than for a
 * skole (R60): a kommune has hundreds of klasser, and chance alone would name some of them every night.
 */
const SILENT_SKOLEDAGE = 5;
const SILENT_PROBABILITY = 0.00001;
const LOOKBACK_DAYS = 365;

export type KlasseSignal = SygdomWave | RegistrationMissing;

export interface SygdomWave {
  readonly id: 'sygdom-wave';
  readonly klasse: string;
  /** The day on which most were ill. */
  readonly dato: Dato;
  readonly elever: number;
  readonly of: number;
}

export interface RegistrationMissing {
  readonly id: 'registration-missing';
  readonly klasse: string;
  readonly newestRow: Dato;
  readonly skoledage: number;
}

export interface KlasseFacts {
  /** Every elev of the skole. */
  readonly elever: readonly Elevhistorik[];
  readonly skoledage: SkoledageLookup;
  /** The newest date of any row of the skole, up to the as-of date. */
  readonly newestRow: Dato | undefined;
}

interface Klasse {
  readonly klasse: string;
  readonly elever: readonly Elevhistorik[];
  /** Up to the skole's newest row. */
  readonly axis: SkoledagAxis;
}

export const KLASSE_REGEL = `Er mindst ${WAVE_ELEVER} elever og hver tredje i klassen syge samme dag, ligner det en sygdomsbølge. Har en klasse usædvanligt længe ingen registreringer, mens resten af skolen har, ser registreringen ud til at mangle.`;

/** At most one signal of each kind per klasse, in order of klasse. */
export function findKlasseSignaler({ elever, skoledage, newestRow }: KlasseFacts): KlasseSignal[] {
  if (newestRow === undefined) return [];
  const period = { from: addDays(newestRow, -LOOKBACK_DAYS), to: newestRow, asOf: newestRow };
  const present = elever.filter((elev) => isPresent(elev, newestRow));
  return [...Map.groupBy(present, ({ placement }) => placement.klasse)].flatMap(([klasse, ofKlasse]) => {
    const place = ofKlasse[0]?.placement;
    if (place === undefined || ofKlasse.length < WAVE_ELEVER) return [];
    const axis = skoledagAxis(skoledage, place, period);
    const group = { klasse, elever: ofKlasse, axis };
    return [findWave(group), findMissing(group)].filter((signal) => signal !== undefined);
  });
}

/** Without a roster the klasse of an elev's last row may be one of an earlier skoleår. */
function isPresent({ placement, rows }: Elevhistorik, newestRow: Dato): boolean {
  if (placement.klasse === '' || placement.status === 'udmeldt') return false;
  const last = rows.lastDate ?? '';
  return placement.status === 'enrolled' || last >= firstDayOfSkoleaar(newestRow);
}

function findWave({ klasse, elever, axis }: Klasse): SygdomWave | undefined {
  const recent = axis.days.slice(-WAVE_SKOLEDAGE);
  const away = new Map(recent.map((day) => [day, 0]));
  for (const { days } of elever) {
    for (const { dato, perAarsag } of days.slice(-WAVE_SKOLEDAGE)) {
      const count = away.get(dato);
      if (count !== undefined && perAarsag.sygdom * 2 >= ONE_DAY) away.set(dato, count + 1);
    }
  }
  const [dato, most] = [...away].reduce((a, b) => (b[1] > a[1] ? b : a), ['' as Dato, 0]);
  if (most < WAVE_ELEVER || most * WAVE_PART < elever.length) return undefined;
  return { id: 'sygdom-wave', klasse, dato, elever: most, of: elever.length };
}

function findMissing({ klasse, elever, axis }: Klasse): RegistrationMissing | undefined {
  const positions = registeredPositions(elever, axis);
  const newest = Math.max(...positions);
  const newestRow = axis.days[newest];
  if (newestRow === undefined) return undefined;
  const skoledage = axis.days.length - 1 - newest;
  const probability = silenceProbability({
    newestRow,
    silentSkoledage: skoledage,
    skoledageBefore: newest - Math.min(...positions) + 1,
    skoledageWithRows: positions.size,
  });
  if (skoledage < SILENT_SKOLEDAGE || probability >= SILENT_PROBABILITY) return undefined;
  return { id: 'registration-missing', klasse, newestRow, skoledage };
}

function registeredPositions(elever: readonly Elevhistorik[], axis: SkoledagAxis): Set<number> {
  const positions = new Set<number>();
  for (const { rows } of elever) {
    for (const dato of rows.registeredOn) {
      const position = axis.positionOf.get(dato);
      if (position !== undefined) positions.add(position);
    }
  }
  return positions;
}
