// R62, R70, R71, R73: lives through a day with the real program on exports full of distinctive names, ids and CPR
// numbers, in good and in broken rows. Then everything that it wrote anywhere is searched for them.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import PostalMime from 'postal-mime';
import { openElevKey } from '../../state/elev-key.ts';
import { openSqlite } from '../../state/sqlite.ts';
import { BIN } from '../e2e/exec.ts';
import { ABSALON, baseConfig, layFile, skoledage, skoler, TREKRONER, writeKommune } from '../e2e/export.ts';
import { filesUnder } from '../e2e/folder.ts';
import { zipText } from '../zip-text.ts';

const SECRET = 'kodeord-som-ingen-maa-se';

interface Elev {
  readonly skole: string;
  readonly id: string;
  readonly fornavn: string;
  readonly efternavn: string;
  readonly cpr: string;
}

/** Nobody is called this, and month 13 to 24 makes the numbers impossible. */
const elever: Elev[] = [
  { skole: ABSALON, id: 'ELV70011', fornavn: 'Zqvist', efternavn: 'Hjælmsløv', cpr: '311399-7011' },
  { skole: ABSALON, id: 'ELV70012', fornavn: 'Øxzilia', efternavn: 'Væbnervang', cpr: '3114997012' },
  { skole: TREKRONER, id: 'ELV70021', fornavn: 'Kwåbine', efternavn: 'Ziffermand', cpr: '311599-7021' },
  { skole: TREKRONER, id: 'ELV70022', fornavn: 'Jyxbert', efternavn: 'Qvæstor', cpr: '3116997022' },
];

const PROFILE = {
  columns: {
    institutionsnummer: 'Institutionsnr',
    elevId: 'ElevID',
    cpr: 'CPR',
    navn: 'Navn',
    klasse: 'Klasse',
    dato: 'Dato',
    aarsag: 'Årsag',
    omfang: 'Omfang',
  },
  shape: 'day',
  aarsager: { Sygdom: 'sygdom' },
  amounts: { Hel: 1 },
};

const navnOf = ({ fornavn, efternavn }: Elev): string => `${fornavn} ${efternavn}`;
const danish = (day: string): string => day.split('-').toReversed().join('-');

/** Rows that can be read, and for every elev one of each way in which columns slip or cells are mixed up. */
function exportText(days: readonly string[]): string {
  const rows = elever.flatMap((elev) => {
    const { skole, id, cpr } = elev;
    const navn = navnOf(elev);
    const day = danish(days[0] ?? '');
    return [
      ...days.map((one) => [skole, id, cpr, navn, '5A', danish(one), 'Sygdom', 'Hel'].join(';')),
      [id, cpr, navn, '5A', day, 'Sygdom', 'Hel', skole].join(';'),
      [navn, id, cpr, navn, '5A', day, 'Sygdom', 'Hel'].join(';'),
      [cpr, id, cpr, navn, '5A', day, 'Sygdom', 'Hel'].join(';'),
      [skole, id, cpr, navn, '5A', navn, 'Sygdom', 'Hel'].join(';'),
      [skole, id, cpr, navn, '5A', cpr, 'Sygdom', 'Hel'].join(';'),
      [skole, id, cpr, '', '5A', day, elev.fornavn, 'Hel'].join(';'),
      [skole, id, navn, '', '5A', day, elev.efternavn, 'Hel'].join(';'),
      [skole, id, cpr, navn, '5A', day, cpr, 'Hel'].join(';'),
      [skole, id, cpr, navn, '5A', day, 'Sygdom', navn].join(';'),
      [skole, id, cpr, navn, '5A', day, 'Sygdom', cpr].join(';'),
      [skole, id, cpr, navn].join(';'),
      [skole, id, cpr, navn, '5A', day, 'Sygdom', 'Hel', navn].join(';'),
      [skole, id, cpr, navn, navn, day, 'Sygdom', 'Hel'].join(';'),
    ];
  });
  return `${['Institutionsnr;ElevID;CPR;Navn;Klasse;Dato;Årsag;Omfang', ...rows].join('\n')}\n`;
}

/** What is looked for; nobody but that elev's skole may see it. */
interface Needle {
  readonly kind: 'name' | 'cpr' | 'id' | 'secret';
  readonly text: string;
  readonly skole: string;
}

const needles: Needle[] = [
  { kind: 'secret', text: SECRET, skole: '' },
  ...elever.flatMap(({ skole, id, fornavn, efternavn, cpr }): Needle[] => [
    { kind: 'name', text: fornavn, skole },
    { kind: 'name', text: efternavn, skole },
    { kind: 'cpr', text: cpr, skole },
    { kind: 'cpr', text: cpr.replace('-', ''), skole },
    { kind: 'id', text: id, skole },
  ]),
];

function needlesIn(text: string): Needle[] {
  const folded = text.toLowerCase();
  return needles.filter((needle) => folded.includes(needle.text.toLowerCase()));
}

interface Output {
  readonly command: string;
  readonly printed: string;
}

interface Day {
  readonly outputs: readonly Output[];
  /** Everything that lies in the kommune's folder but the exports, by path. */
  readonly files: ReadonlyMap<string, Buffer>;
  readonly temporary: readonly string[];
  readonly keys: readonly string[];
}

/** Nights and commands, some of which fail, while somebody reads the database, so that its log stays and can be searched. */
async function liveThroughADay(root: string): Promise<Day> {
  const { smtpConfig, folderConfig } = configs();
  const [folder, temporary] = [path.join(root, 'kommune'), path.join(root, 'tmp')];
  for (const one of [folder, temporary]) mkdirSync(one);
  const configFile = writeKommune(folder, { config: smtpConfig });
  const outputs: Output[] = [];
  const fravaer = (...args: string[]): void => {
    const { stdout, stderr } = spawnSync(process.execPath, [BIN, ...args, '--config', configFile], {
      encoding: 'utf8',
      env: { ...process.env, FRAVAER_SMTP_PASSWORD: SECRET, TMPDIR: temporary },
    });
    outputs.push({ command: args.join(' '), printed: `${stdout}\n${stderr}` });
  };
  writeFileSync(path.join(folder, 'kilde.yaml'), JSON.stringify(PROFILE));
  const stateFile = path.join(folder, 'var/fravaer.sqlite');
  const keys = await openState(stateFile);
  const reader = new DatabaseSync(stateFile, { readOnly: true });
  reader.exec('begin; select * from run');
  const days = skoledage('2026-10-01', 32);
  const [first, second] = elever.map(navnOf);

  layFile(folder, 'fravaer.csv', exportText(days.slice(0, 8)), '2026-11-19');
  fravaer('check', '--dato', '2026-11-19');
  fravaer('check', '--dato', '2026-11-19', '--json');
  fravaer('run', '--dry-run', '--dato', '2026-11-19', '--verbose');
  fravaer('run', '--dato', '2026-11-19', '--verbose');
  fravaer('send', '--verbose');
  writeFileSync(configFile, JSON.stringify(folderConfig));
  layFile(folder, 'fravaer.csv', exportText(days.slice(0, 12)), '2026-11-20');
  layFile(folder, 'fravaer-2.csv', `${exportText(days.slice(0, 1)).slice(0, 120)}"${first}\n`, '2026-11-20');
  layFile(folder, 'fravaer-3.csv', `${elever[1]?.cpr};${second}\n`, '2026-11-20');
  fravaer('run', '--dato', '2026-11-20', '--verbose');
  fravaer('run', '--dato', '2026-11-20', '--json', '--verbose');
  fravaer('explain', 'ELV70011', '--dato', '2026-11-20');
  fravaer('explain', elever[0]?.cpr ?? '', '--dato', '2026-11-20');
  fravaer('explain', first ?? '', '--dato', '2026-11-20', '--json');
  fravaer('person', 'show', 'ELV70011');
  fravaer('person', 'show', elever[0]?.cpr ?? '', '--json');
  fravaer('history', '--json');
  const files = new Map([...filesUnder(folder)].filter(([name]) => !name.startsWith('indbakke')));
  reader.close();

  layFile(folder, 'fravaer.csv', `${first};${elever[0]?.cpr}\n`, '2026-11-20');
  fravaer('run', '--dato', '2026-11-20');
  fravaer('person', 'erase', 'ELV70021');
  fravaer('purge');
  return { outputs, files, temporary: readdirSync(temporary), keys };
}

function configs(): { readonly smtpConfig: object; readonly folderConfig: object } {
  const base = {
    ...baseConfig,
    skoler: skoler.map((skole) => ({
      ...skole,
      skoleleder: [`leder.${skole.institutionsnummer}@kommune.example`],
    })),
    sources: { fravaer: [{ files: 'indbakke/fravaer*.csv', profile: './kilde.yaml' }] },
    gates: { rejectedShare: 1 },
  };
  // Nobody listens on port 1.
  const smtp = { host: '127.0.0.1', port: 1, user: 'fravaer', passwordEnv: 'FRAVAER_SMTP_PASSWORD' };
  return {
    smtpConfig: { ...base, mail: { ...baseConfig.mail, transport: 'smtp', smtp } },
    folderConfig: base,
  };
}

async function openState(stateFile: string): Promise<string[]> {
  const db = await openSqlite(stateFile);
  const elevKey = await openElevKey(stateFile, db);
  await db.destroy();
  return elever.map(({ id }) => elevKey(id));
}

/** Commands whose answer is about elever by id; everything else is about nobody. */
const MAY_PRINT_IDS = /^(run .*--json|explain ELV)/;

/** A workbook's skole, by its name. */
function ownerOf(name: string): string {
  return /fravaer-(\d{6})\.xlsx$/.exec(name)?.[1] ?? 'nobody';
}

async function mailParts(eml: Buffer): Promise<{ words: string; workbooks: [string, string][] }> {
  const { attachments, ...words } = await PostalMime.parse(eml);
  const workbooks = attachments.map(({ filename, content }): [string, string] => [
    filename ?? '',
    zipText(Buffer.from(content as ArrayBuffer)),
  ]);
  return { words: JSON.stringify(words), workbooks };
}

/** What was searched, and what was found where it must not be. */
export interface Scan {
  readonly commands: number;
  readonly files: number;
  readonly bytes: number;
  /** Names, ids, CPR numbers and secrets that were looked for. */
  readonly needles: number;
  readonly leaks: readonly string[];
  /** `kind skole` of what was met at all, so that a search that finds nothing anywhere is seen. */
  readonly seen: ReadonlySet<string>;
  /** What the program left in the folder for temporary files. */
  readonly temporary: readonly string[];
  /** The database's files, and the keys by which they know the elever. */
  readonly state: readonly Buffer[];
  readonly keys: readonly string[];
}

type Permission = (needle: Needle) => boolean;

/** Lives through the day in an empty folder and searches all of it. */
export async function scanADay(root: string): Promise<Scan> {
  const { outputs, files, temporary, keys } = await liveThroughADay(root);
  const leaks: string[] = [];
  const seen = new Set<string>();
  let bytes = 0;
  const search = (place: string, text: string, mayHold: Permission = () => false): void => {
    bytes += text.length;
    for (const needle of needlesIn(text)) {
      seen.add(`${needle.kind} ${needle.skole}`);
      if (!mayHold(needle)) leaks.push(`${place}: ${needle.kind} ${needle.text}`);
    }
  };
  for (const { command, printed } of outputs)
    search(`fravaer ${command}`, printed, ({ kind }) => kind === 'id' && MAY_PRINT_IDS.test(command));
  for (const [name, content] of files) {
    search(`name of ${name}`, name);
    for (const { place, text, owner } of await textsIn(name, content)) search(place, text, ownedBy(owner));
  }
  const state = [...files].filter(([name]) => /sqlite(-wal)?$/.test(name)).map(([, content]) => content);
  const counts = { commands: outputs.length, files: files.size, bytes, needles: needles.length };
  return { ...counts, leaks, seen, temporary, state, keys };
}

/** Names may stand in the workbook of their own skole. */
function ownedBy(owner: string): Permission {
  return ({ kind, skole }) => kind === 'name' && skole === owner;
}

interface Text {
  readonly place: string;
  readonly text: string;
  readonly owner: string;
}

/** A file as texts to search: what is packed, unpacked. */
async function textsIn(name: string, content: Buffer): Promise<Text[]> {
  if (name.endsWith('.xlsx')) return [{ place: name, text: zipText(content), owner: ownerOf(name) }];
  if (!name.endsWith('.eml'))
    return [{ place: name, text: content.toString('latin1') + content.toString('utf8'), owner: 'nobody' }];
  const { words, workbooks } = await mailParts(content);
  const attached = workbooks.map(([filename, text]) => ({
    place: `${name} ${filename}`,
    text,
    owner: ownerOf(filename),
  }));
  return [{ place: name, text: words, owner: 'nobody' }, ...attached];
}
