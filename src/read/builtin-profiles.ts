// The profiles that ship with the program, to the letter of the contract.
import type { WrittenProfile } from './profile.ts';

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
    aarsager: {
      Sygdom: 'sygdom',
      S: 'sygdom',
      'Ekstraordinær frihed': 'ekstraordinaer-frihed',
      Lovligt: 'ekstraordinaer-frihed',
      L: 'ekstraordinaer-frihed',
      Ulovligt: 'ulovligt',
      U: 'ulovligt',
      'For sent': 'none',
      F: 'none',
    },
    amounts: { Hel: 1, Halv: 0.5 },
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
};

export const builtinProfiles: ReadonlyMap<string, WrittenProfile> = new Map(Object.entries(written));
