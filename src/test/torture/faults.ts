// Everything that goes wrong around the job at night and is tried.
import { clock } from './faults/clock.ts';
import { drive } from './faults/drive.ts';
import { exim } from './faults/exim.ts';
import { mail } from './faults/mail.ts';
import { real } from './faults/real.ts';
import { state } from './faults/state.ts';
import type { Fault } from './faults/stage.ts';

export const faults: readonly Fault[] = [...drive, ...real, ...state, ...clock, ...mail, ...exim];
