// The profiles that ship with the program, to the letter of the contract.
import type { WrittenProfile } from './profile.ts';

const aarsager: WrittenProfile['aarsager'] = {
  Sygdom: 'sygdom',
  S: 'sygdom',
  'Ekstraordinær frihed': 'ekstraordinaer-frihed',
  Lovligt: 'ekstraordinaer-frihed',
  L: 'ekstraordinaer-frihed',
  Ulovligt: 'ulovligt',
  U: 'ulovligt',
  'For sent': 'none',
  F: 'none',
};

const amounts = { Hel: 1, Halv: 0.5 };

const written: Readonly<Record<string, WrittenProfile>> = {
  dagsliste: {
    shape: 'day',
    dates: ['dd-MM-yyyy'],
    columns: {
      institutionsnummer: 'Institutionsnr',
      elevId: 'ElevID',
      navn: 'Navn',
      klasse: 'Klasse',
      klassetrin: 'Klassetrin',
      dato: 'Dato',
      aarsag: 'Fraværsårsag',
      omfang: 'Omfang',
      registreret: 'Registreret',
    },
    aarsager,
    amounts,
  },
  lektionsliste: {
    shape: 'lesson',
    dates: ['dd-MM-yyyy'],
    columns: {
      institutionsnummer: 'Institutionsnr',
      elevId: 'ElevID',
      klasse: 'Klasse',
      dato: 'Dato',
      lektion: 'Lektion',
      lektionerIAlt: 'LektionerIAlt',
      aarsag: 'Fraværsårsag',
    },
    aarsager,
  },
  intervalliste: {
    shape: 'interval',
    dates: ['dd-MM-yyyy'],
    columns: {
      institutionsnummer: 'Institutionsnr',
      elevId: 'ElevID',
      klasse: 'Klasse',
      fra: 'Fra',
      til: 'Til',
      aarsag: 'Fraværsårsag',
      omfang: 'Omfang',
    },
    aarsager,
    amounts,
  },
  maanedsskema: {
    shape: 'month-grid',
    columns: {
      institutionsnummer: 'Institutionsnr',
      klasse: 'Klasse',
      elevId: 'ElevID',
      aar: 'År',
      maaned: 'Måned',
    },
    aarsager,
  },
  elevliste: {
    dates: ['dd-MM-yyyy'],
    columns: {
      institutionsnummer: 'Institutionsnr',
      elevId: 'ElevID',
      fornavn: 'Fornavn',
      efternavn: 'Efternavn',
      klasse: 'Klasse',
      klassetrin: 'Klassetrin',
      indmeldt: 'Indmeldt',
      udmeldt: 'Udmeldt',
      beskyttet: 'Beskyttet',
    },
  },
  'tea-elev': {
    // Elev.txt of Tabulex TEA: the first line is the skoleår alone, and every line ends with a ¤. Its description has the
    // elev's id first, its sample the skole's number; which it is, the numbers tell.
    delimiter: '¤',
    header: false,
    columns: {
      elevId: [1, 2],
      institutionsnummer: [2, 1],
      fornavn: 4,
      efternavn: 5,
      klassetrin: 11,
      klasse: 14,
    },
  },
};

export const builtinProfiles: ReadonlyMap<string, WrittenProfile> = new Map(Object.entries(written));
