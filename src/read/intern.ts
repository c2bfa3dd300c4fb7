// Bytes -> text, each distinct text decoded once: an export repeats a few hundred dates, codes and klasser and a few
// thousand ids over hundreds of thousands of rows.

/** Past so many texts all are forgotten: a file of nothing but distinct texts must not fill the memory. */
const MAX_TEXTS = 1 << 20;
const FIRST_SLOTS = 1 << 12;

/** Seed and multiplier of FNV-1a. */
export const HASH_SEED = 0x811c9dc5;
export const HASH_PRIME = 0x01000193;

export interface Interner {
  /** The text of `bytes` from `start` to `end`, whose FNV-1a hash is `hash`. */
  readonly textOf: (bytes: Uint8Array, start: number, end: number, hash: number) => string;
}

/** An open hash table from bytes to text. `decode` is asked once for each distinct run of bytes. */
export function createInterner(decode: (bytes: Uint8Array) => string): Interner {
  let slots = new Int32Array(FIRST_SLOTS).fill(-1);
  let texts: string[] = [];
  let hashes: number[] = [];
  let starts: number[] = [0];
  let arena = new Uint8Array(1 << 16);

  function add(bytes: Uint8Array, start: number, end: number, hash: number): string {
    if (texts.length >= MAX_TEXTS) forget();
    else if (texts.length * 2 >= slots.length) growSlots();
    const text = decode(bytes.subarray(start, end));
    const from = starts[texts.length] ?? 0;
    const to = from + end - start;
    if (to > arena.length) arena = grown(arena, to);
    arena.set(bytes.subarray(start, end), from);
    slots[freeSlot(slots, hash)] = texts.length;
    texts.push(text);
    hashes.push(hash);
    starts.push(to);
    return text;
  }

  function forget(): void {
    slots = new Int32Array(FIRST_SLOTS).fill(-1);
    texts = [];
    hashes = [];
    starts = [0];
  }

  function growSlots(): void {
    slots = new Int32Array(slots.length * 2).fill(-1);
    for (const [index, hash] of hashes.entries()) slots[freeSlot(slots, hash)] = index;
  }

  function isStoredAt(from: number, bytes: Uint8Array, start: number, end: number): boolean {
    for (let at = start; at < end; at += 1) if (bytes[at] !== arena[from + at - start]) return false;
    return true;
  }

  return {
    textOf: (bytes, start, end, hash) => {
      const mask = slots.length - 1;
      for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
        const index = slots[slot] ?? -1;
        if (index < 0) return add(bytes, start, end, hash);
        if (hashes[index] !== hash) continue;
        const from = starts[index] ?? 0;
        const length = (starts[index + 1] ?? 0) - from;
        if (length === end - start && isStoredAt(from, bytes, start, end)) return texts[index] ?? '';
      }
    },
  };
}

function freeSlot(slots: Int32Array, hash: number): number {
  const mask = slots.length - 1;
  let slot = hash & mask;
  while ((slots[slot] ?? -1) >= 0) slot = (slot + 1) & mask;
  return slot;
}

function grown(bytes: Uint8Array, least: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(least, bytes.length * 2));
  larger.set(bytes);
  return larger;
}
