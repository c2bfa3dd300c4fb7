// R3: the three lawful categories. All three are added; "for sent" and teaching elsewhere are no absence.

export type Fravaersaarsag = 'sygdom' | 'ekstraordinaer-frihed' | 'ulovligt';

/**
 * R8: the order in which a day is filled when several categories claim it; what comes first leaves less for the
 * rest, so that doubt never counts against the family. Also the order in which categories are shown.
 */
export const fravaersaarsager: readonly Fravaersaarsag[] = ['sygdom', 'ekstraordinaer-frihed', 'ulovligt'];

/** What a row's code means: a category, or `none` for a code that is known to be no absence (R3). */
export type Aarsagskode = Fravaersaarsag | 'none';

export const aarsagskoder: readonly Aarsagskode[] = [...fravaersaarsager, 'none'];

export type PerAarsag<T> = Readonly<Record<Fravaersaarsag, T>>;
