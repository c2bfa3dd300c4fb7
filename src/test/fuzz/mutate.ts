// Makes files hostile: by any byte, by what exports are made of, by length, and inside of what is packed.
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Random } from '../../../fixtures/generator/random.ts';
import { openZip, unpackEntry } from '../../read/xlsx/zip.ts';
import { zipOf } from '../zip-of.ts';

/** What tears exports apart. */
const tokens = [
  '"',
  '""',
  ';',
  ',',
  '\t',
  '¤',
  '\n',
  '\r',
  '\r\n',
  '\u0000',
  '\uFEFF',
  '\u00A0',
  'Ã¦',
  '�',
  "'",
  '\\',
  '31-02-2026',
  '2026-10-01',
  '01-10-2026 08:00',
  '1/1-2026',
  '46296',
  '½',
  '1/0',
  '-1',
  '1e9',
  '0,3333333',
  'Ulovligt',
  'Q',
  'I alt',
  'Total',
  '265001',
  '777777',
  '0113011234',
  '=1+1',
  '<c t="s">',
  '</row>',
  '<![CDATA[',
  'r="ZZZ9"',
  '&#x110000;',
  '__proto__',
  'constructor',
  '9'.repeat(400),
].map((token) => Buffer.from(token));

type Mutation = (bytes: Buffer, random: Random) => Buffer;

const flip: Mutation = (bytes, random) => {
  const changed = Buffer.from(bytes);
  for (let count = random.int(1, 8); count > 0 && changed.length > 0; count -= 1) {
    changed[random.int(0, changed.length - 1)] = random.int(0, 255);
  }
  return changed;
};

const insert: Mutation = (bytes, random) => {
  const at = random.int(0, bytes.length);
  return Buffer.concat([bytes.subarray(0, at), random.pick(tokens), bytes.subarray(at)]);
};

const cut: Mutation = (bytes, random) => bytes.subarray(0, random.int(0, bytes.length));

const remove: Mutation = (bytes, random) => {
  const [from, to] = rangeIn(bytes, random);
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
};

const double: Mutation = (bytes, random) => {
  const [from, to] = rangeIn(bytes, random);
  return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
};

/** Something short a great many times: a field, a line or a row without end. */
const repeat: Mutation = (bytes, random) => {
  const at = random.int(0, bytes.length);
  const piece = random.chance(0.5) ? random.pick(tokens) : bytes.subarray(at, at + random.int(1, 40));
  const times = random.int(1, 200_000 / Math.max(1, piece.length));
  return Buffer.concat([
    bytes.subarray(0, at),
    Buffer.concat(Array<Buffer>(times).fill(piece)),
    bytes.subarray(at),
  ]);
};

const shuffleLines: Mutation = (bytes, random) => {
  const lines = bytes.toString('latin1').split('\n');
  return Buffer.from(lines.toSorted(() => random.next() - 0.5).join('\n'), 'latin1');
};

const reencode: Mutation = (bytes, random) => {
  const text = bytes.toString(random.pick(['utf8', 'latin1']));
  return Buffer.from(text, random.pick(['utf8', 'latin1', 'utf16le']));
};

const anyBytes: Mutation = (_, random) =>
  Buffer.from(Array.from({ length: random.int(0, 2000) }, () => random.int(0, 255)));

const mutations: readonly Mutation[] = [
  flip,
  flip,
  insert,
  insert,
  cut,
  remove,
  double,
  repeat,
  shuffleLines,
  reencode,
];

function rangeIn(bytes: Buffer, random: Random): readonly [number, number] {
  const from = random.int(0, bytes.length);
  return [from, random.int(from, bytes.length)];
}

/** One hostile file. Half of the packed ones are sound outside and spoilt within. */
export async function mutate(bytes: Buffer, random: Random): Promise<Buffer> {
  if (random.chance(0.02)) return anyBytes(bytes, random);
  if (random.chance(0.5)) {
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) return gzipSync(spoil(gunzipSync(bytes), random));
    if (bytes[0] === 0x50 && bytes[1] === 0x4b) return spoilParts(bytes, random);
  }
  return spoil(bytes, random);
}

function spoil(bytes: Buffer, random: Random): Buffer {
  let spoilt = bytes;
  for (let count = random.int(1, 4); count > 0; count -= 1) spoilt = random.pick(mutations)(spoilt, random);
  return spoilt;
}

async function spoilParts(zip: Buffer, random: Random): Promise<Buffer> {
  const parts = [];
  const entries = [...openZip(zip).values()];
  const chosen = random.pick(entries);
  for (const entry of entries) {
    const chunks: Buffer[] = [];
    for await (const chunk of unpackEntry(entry, Infinity)) chunks.push(chunk);
    const content = Buffer.concat(chunks);
    const isSpoilt = entry === chosen || random.chance(0.2);
    parts.push({ name: entry.name, content: isSpoilt ? spoil(content, random) : content });
  }
  return zipOf(parts);
}
