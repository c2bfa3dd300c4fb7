// What the fuzzer begins with: one small file per shape and way of writing, and the beginnings of the demo's exports. The
// name of a file before its first point is its profile.
import { globSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Purpose } from '../../read/profile-rules.ts';
import type { WrittenProfile } from '../../read/profile.ts';

export interface Subject {
  readonly name: string;
  readonly profile: string;
  readonly purpose: Purpose;
  readonly bytes: Buffer;
}

const sums: Omit<WrittenProfile, 'columns'> = {
  shape: 'month-sum',
  dates: ['MM-yyyy'],
  aarsager: { Syg: 'sygdom', Fri: 'ekstraordinaer-frihed', Ulovlig: 'ulovligt' },
};

/** Profiles of the corpus that are not built in. */
export const ownProfiles: Readonly<Record<string, WrittenProfile>> = {
  maanedssum: {
    ...sums,
    columns: { institutionsnummer: 'Skole', elevId: 'Elev', dato: 'Måned', aarsag: 'Årsag', omfang: 'Dage' },
  },
  'maanedssum-bred': { ...sums, columns: { institutionsnummer: 'Skole', elevId: 'Elev', dato: 'Måned' } },
  cpr: {
    shape: 'day',
    columns: { institutionsnummer: 'Skole', cpr: 'CPR', dato: 'Dato', aarsag: 'Kode' },
    aarsager: { S: 'sygdom' },
  },
};

const rosters = new Set(['elevliste', 'tea-elev']);
const DEMO_BYTES = 6000;

export function loadSubjects(): readonly Subject[] {
  const corpus = path.join(import.meta.dirname, 'corpus');
  const demo = path.join(import.meta.dirname, '..', '..', '..', 'fixtures', 'demo', 'naetter');
  const nights = globSync('*/*.csv', { cwd: demo }).toSorted();
  return [
    ...readdirSync(corpus)
      .toSorted()
      .map((name) => subject(name, name.split('.')[0] ?? '', readFileSync(path.join(corpus, name)))),
    ...nights.map((name) => {
      const profile = path.basename(name).startsWith('elever') ? 'elevliste' : 'dagsliste';
      return subject(name, profile, beginning(readFileSync(path.join(demo, name))));
    }),
  ];
}

/** Whole lines, so that the file is sound before it is spoilt. */
function beginning(bytes: Buffer): Buffer {
  return bytes.subarray(0, bytes.lastIndexOf('\n', DEMO_BYTES) + 1);
}

function subject(name: string, profile: string, bytes: Buffer): Subject {
  return { name, profile, purpose: rosters.has(profile) ? 'elever' : 'fravaer', bytes };
}
