// The opaque key of a row in the sheets that teams fill in (R43): which skole it was made for, which elev and forløb,
// and how many of the elev's entries it showed. Sealed with the state's own key, so that a row that was not made here,
// or was changed on the way, is known for it.
import { timingSafeEqual } from 'node:crypto';
import type { ElevKey } from './elev-key.ts';

export interface RowKey {
  readonly skole: string;
  readonly elevKey: string;
  readonly forloeb: number;
  /** The entries of the elev that the sheet showed: the first so many. */
  readonly known: number;
}

const SEAL_LENGTH = 12;

export function sealRowKey(hash: ElevKey, key: RowKey): string {
  const text = textOf(key);
  return `${text}.${sealOf(hash, text)}`;
}

/** The key that was sealed; undefined for anything else. */
export function openRowKey(hash: ElevKey, sealed: string): RowKey | undefined {
  const match = /^([\w-]+)\.(\d{1,4})\.(\d{1,6})\.([\w-]{27})\.([\w-]{12})$/.exec(sealed);
  if (match === null) return undefined;
  const [, skole = '', forloeb, known, elevKey = '', seal = ''] = match;
  const key = { skole, elevKey, forloeb: Number(forloeb), known: Number(known) };
  const expected = sealOf(hash, textOf(key));
  return timingSafeEqual(Buffer.from(expected), Buffer.from(seal)) ? key : undefined;
}

function textOf({ skole, forloeb, known, elevKey }: RowKey): string {
  return `${skole}.${forloeb}.${known}.${elevKey}`;
}

function sealOf(hash: ElevKey, text: string): string {
  return hash(`row ${text}`).slice(0, SEAL_LENGTH);
}
