// Keys of bytes, seen as whole 32-bit words -> the numbers 0, 1, 2 … in the order in which they were added.

const FIRST_SLOTS = 1 << 10;
const FIRST_WORDS = 1 << 12;
/** Past so much all are forgotten: a file of nothing but distinct keys must not fill the memory. */
const MAX_WORDS = 1 << 24;

/** Multiplier of FNV-1a. */
const HASH_PRIME = 0x01000193;
const HASH_SEED = 0x811c9dc5 | 0;

export interface KeyTable {
  /** The number of the key that stands in the words from `from` to `to`; -1 when it has none. */
  readonly find: (from: number, to: number) => number;
  /** Adds the key that was looked for last and not found. Its number is 0 when all others had to be forgotten. */
  readonly add: (from: number, to: number) => number;
}

/** An open hash table that keeps its keys one behind the other. */
interface Keys {
  /** Where keys stand that are looked for. */
  readonly words: Int32Array;
  count: number;
  /** The number of a key at its hash, or after; -1 where there is none. */
  slots: Int32Array;
  hashes: Int32Array;
  /** Where each key begins in `arena`, and the next one. */
  starts: Int32Array;
  arena: Int32Array;
  /** After each key the one that was found next, when it was found last: lessons follow each other, as dates do. */
  followers: Int32Array;
  last: number;
}

/** A table of keys that are written into `words` to be looked for. */
export function createKeyTable(words: Int32Array, maxWords = MAX_WORDS): KeyTable {
  const keys: Keys = {
    words,
    count: 0,
    slots: new Int32Array(FIRST_SLOTS).fill(-1),
    hashes: new Int32Array(FIRST_SLOTS),
    starts: new Int32Array(FIRST_SLOTS + 1),
    arena: new Int32Array(FIRST_WORDS),
    followers: new Int32Array(FIRST_SLOTS),
    last: 0,
  };
  return {
    find: (from, to) => {
      const follower = keys.followers[keys.last] ?? 0;
      const number = isKey(keys, follower, from, to) ? follower : lookUp(keys, from, to);
      if (number !== -1) follow(keys, number);
      return number;
    },
    add: (from, to) => {
      if ((keys.starts[keys.count] ?? 0) + to - from > maxWords) forget(keys);
      if (keys.count * 2 >= keys.slots.length) grow(keys);
      const number = append(keys, from, to);
      follow(keys, number);
      return number;
    },
  };
}

function lookUp(keys: Keys, from: number, to: number): number {
  const { slots, hashes } = keys;
  const hash = hashOf(keys.words, from, to);
  const mask = slots.length - 1;
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const number = slots[slot] ?? -1;
    if (number === -1) return -1;
    if (hashes[number] === hash && isKey(keys, number, from, to)) return number;
  }
}

function isKey({ words, arena, starts, count }: Keys, number: number, from: number, to: number): boolean {
  const shift = (starts[number] ?? 0) - from;
  if (number >= count || (starts[number + 1] ?? 0) - shift !== to) return false;
  for (let at = from; at < to; at += 1) if (words[at] !== arena[at + shift]) return false;
  return true;
}

function follow(keys: Keys, number: number): void {
  keys.followers[keys.last] = number;
  keys.last = number;
}

function append(keys: Keys, from: number, to: number): number {
  const number = keys.count;
  const start = keys.starts[number] ?? 0;
  const end = start + to - from;
  if (end > keys.arena.length) keys.arena = longer(keys.arena, Math.max(end, keys.arena.length * 2));
  keys.arena.set(keys.words.subarray(from, to), start);
  const hash = hashOf(keys.words, from, to);
  keys.hashes[number] = hash;
  keys.starts[number + 1] = end;
  keys.count += 1;
  place(keys, hash, number);
  return number;
}

function place({ slots }: Keys, hash: number, number: number): void {
  const mask = slots.length - 1;
  let slot = hash & mask;
  while (slots[slot] !== -1) slot = (slot + 1) & mask;
  slots[slot] = number;
}

function forget(keys: Keys): void {
  keys.slots.fill(-1);
  keys.count = 0;
  keys.last = 0;
}

function grow(keys: Keys): void {
  const length = keys.slots.length * 2;
  keys.hashes = longer(keys.hashes, length);
  keys.starts = longer(keys.starts, length + 1);
  keys.followers = longer(keys.followers, length);
  keys.slots = new Int32Array(length).fill(-1);
  for (let number = 0; number < keys.count; number += 1) place(keys, keys.hashes[number] ?? 0, number);
}

function hashOf(words: Int32Array, from: number, to: number): number {
  let hash = HASH_SEED;
  for (let at = from; at < to; at += 1) {
    hash = Math.imul(hash ^ (words[at] ?? 0), HASH_PRIME);
    // Multiplying carries nothing down: without this, only the first byte of each word would tell slots apart.
    hash ^= hash >>> 15;
  }
  return hash;
}

function longer(numbers: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length);
  larger.set(numbers);
  return larger;
}
