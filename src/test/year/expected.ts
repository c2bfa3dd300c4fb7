// The calendar of the scripted year, worked out by hand from the rule book and a wall calendar. Absalons Skole:
//
//   Asger  5 days on Mon 7 Sep, 11 on Tue 15 Sep. Samtale Mon 21 Sep: F2A-C Mon 5 Oct, F2D Mon 12 Oct and F3 Mon 19 Oct, the
//          first in efterårsferie and so Mon 19 Oct too; F3.1-3 Mon 9 Nov. Handleplan 19 Oct: F4 near Mon 14 Dec, due Mon 11 Jan.
//          Held 7 Jan, closed 1 Feb. In K2 5 days on Fri 9 Apr, 11 on Mon 19 Apr. Samtale Mon 26 Apr: F2A-C Mon 10 May, F2D Mon
//          17 May, which is 2. pinsedag and so Tue 18; F3 Mon 24 May; F3.1-3 Mon 14 Jun.
//   Carl   concern Tue 20 Oct, samtale Tue 27 Oct: F2A-C Tue 10 Nov, F2D Tue 17 Nov; no handleplan.
//   Bella  from Mon 16 Nov. Handleplan Fri 25 Sep: F4 near Fri 20 Nov, due Fri 18 Dec. Held Tue 5 Jan, late: near Tue 2 Mar, due
//          Tue 30 Mar, the first day after påske. Held that day: near Tue 25 May, due Tue 22 Jun. Held that day.
//
// Trekroner Skole:
//
//   Bella  5 days on Fri 21 Aug, 11 on Mon 31 Aug, 21 on Mon 14 Sep. Samtale Tue 1 Sep: F2A-C Tue 15 Sep, F2D Tue 22 Sep, F3 Tue
//          29 Sep, F3.1-3 Tue 20 Oct. In K4 5 days on Wed 7 Oct: known from her forløb.
//   Dina   5 days on Fri 23 Oct, 11 on Mon 2 Nov. Samtale Tue 1 Dec: F2A-C Tue 15 Dec, F2D Tue 22 Dec (a weekday of juleferie, and so
//          Mon 4 Jan), F3 Tue 29 Dec, likewise Mon 4 Jan; F3.1-3 Tue 19 Jan. Handleplan Fri 22 Jan: F4 near Fri 19 Mar, due Fri
//          16 Apr. Held Wed 14 Apr: near Wed 9 Jun, due Wed 7 Jul, in sommerferie. In K1 5 days on Fri 5 Feb and 11 on Mon 22
//          Feb, both known; 21 on Mon 8 Mar.
import { ABSALON, TREKRONER } from './kommune.ts';

/** Every mail that goes out because something is new or due, with the news of its subject. */
export const newsMails: Readonly<Record<string, readonly string[]>> = {
  [ABSALON]: [
    '2026-09-07 1 ny', // Asger, tidlig indsats
    '2026-09-15 1 steget', // Asger, bekymrende
    '2026-09-28 3 frister', // Asger, F2A-C near
    '2026-10-12 1 frist', // Asger, F3 near; F2D was done on 9 October
    '2026-10-20 1 ny', // Carl, by concern
    '2026-11-02 2 frister', // Asger, F3.2 and F3.3 near; F3.1 is done
    '2026-11-03 3 frister', // Carl, F2A-C near
    '2026-11-10 2 frister', // Asger, F3.3 overdue; Carl, F2D near
    '2026-11-16 1 ny', // Bella, moved here, tidlig indsats in K4
    '2026-11-20 1 frist', // Bella, F4 near
    '2026-12-14 1 frist', // Asger, F4 near
    '2026-12-19 1 frist', // Bella, F4 overdue
    '2027-03-02 1 frist', // Bella, F4 near
    '2027-04-09 1 ny', // Asger, tidlig indsats again
    '2027-04-19 1 steget', // Asger, bekymrende again: the first forløb is closed
    '2027-05-03 3 frister', // Asger, F2A-C near
    '2027-05-11 4 frister', // Asger, F2A-C overdue, F2D near
    '2027-05-17 1 frist', // Asger, F3 near
    '2027-05-19 1 frist', // Asger, F2D overdue
    '2027-05-25 2 frister', // Asger, F3 overdue; Bella, F4 near
    '2027-06-07 3 frister', // Asger, F3.1-3 near
    '2027-06-15 3 frister', // Asger, F3.1-3 overdue
  ],
  [TREKRONER]: [
    '2026-08-21 1 ny', // Bella, tidlig indsats
    '2026-08-31 1 steget', // Bella, bekymrende
    '2026-09-08 3 frister', // Bella, F2A-C near
    '2026-09-14 1 steget', // Bella, massivt: higher than known
    '2026-09-22 1 frist', // Bella, F3 near; F2D was done on 15 September
    '2026-10-23 1 ny', // Dina, tidlig indsats
    '2026-11-02 1 steget', // Dina, bekymrende
    '2026-12-21 3 frister', // Dina, F2A-C overdue the day the samtale is typed in
    '2026-12-28 2 frister', // Dina, F2D and F3 near
    '2027-01-05 2 frister', // Dina, F2D and F3 overdue
    '2027-01-12 3 frister', // Dina, F3.1-3 near
    '2027-01-20 3 frister', // Dina, F3.1-3 overdue
    '2027-03-08 1 steget', // Dina, massivt: higher than known
    '2027-03-19 1 frist', // Dina, F4 near
    '2027-06-09 1 frist', // Dina, F4 near
  ],
};

/** Besides Sundays: the first night of all, and the first Monday after a Sunday on which K1 had no data yet. */
export const otherSummaries = ['2026-08-10', '2027-01-04'];
export const sundayWithoutData = '2027-01-03';

/** Every step of every forløb at the end of the year: step, frist, status, done on. */
export const frister: Readonly<Record<string, readonly string[]>> = {
  'Asger 1': [
    'F1 – done 2026-09-21',
    'F2A 2026-10-05 done 2026-09-30',
    'F2B 2026-10-05 done 2026-10-01',
    'F2C 2026-10-05 done 2026-10-05',
    'F2D 2026-10-19 done 2026-10-09',
    'F3 2026-10-19 done 2026-10-19',
    'F3.1 2026-11-09 done 2026-10-26',
    'F3.2 2026-11-09 done 2026-11-05',
    'F3.3 2026-11-09 done-late 2026-11-12',
    'F4 2027-01-11 done 2027-01-07',
    'F5 – done 2027-02-01',
  ],
  'Asger 2': [
    'F1 – done 2027-04-26',
    'F2A 2027-05-10 overdue',
    'F2B 2027-05-10 overdue',
    'F2C 2027-05-10 overdue',
    'F2D 2027-05-18 overdue',
    'F3 2027-05-24 overdue',
    'F3.1 2027-06-14 overdue',
    'F3.2 2027-06-14 overdue',
    'F3.3 2027-06-14 overdue',
    'F4 – upcoming',
    'F5 – upcoming',
  ],
  'Bella 1': [
    'F1 – done 2026-09-01',
    'F2A 2026-09-15 done 2026-09-14',
    'F2B 2026-09-15 done 2026-09-14',
    'F2C 2026-09-15 done 2026-09-14',
    'F2D 2026-09-22 done 2026-09-15',
    'F3 2026-09-29 done 2026-09-25',
    'F3.1 2026-10-20 done 2026-10-08',
    'F3.2 2026-10-20 done 2026-10-08',
    'F3.3 2026-10-20 done 2026-10-08',
    'F4 2026-12-18 done-late 2027-01-05',
    'F4 2027-03-30 done 2027-03-30',
    'F4 2027-06-22 done 2027-06-22',
    'F4 2027-09-14 upcoming',
    'F5 – upcoming',
  ],
  'Carl 1': [
    'F1 – done 2026-10-27',
    'F2A 2026-11-10 done 2026-11-06',
    'F2B 2026-11-10 done 2026-11-06',
    'F2C 2026-11-10 done 2026-11-06',
    'F2D 2026-11-17 done 2026-11-13',
    'F3 – not-needed',
    'F3.1 – not-needed',
    'F3.2 – not-needed',
    'F3.3 – not-needed',
    'F5 – done 2027-01-20',
  ],
  'Dina 1': [
    'F1 – done 2026-12-01',
    'F2A 2026-12-15 done-late 2027-01-22',
    'F2B 2026-12-15 done-late 2027-01-22',
    'F2C 2026-12-15 done-late 2027-01-22',
    'F2D 2027-01-04 done-late 2027-01-22',
    'F3 2027-01-04 done-late 2027-01-22',
    'F3.1 2027-01-19 done-late 2027-01-22',
    'F3.2 2027-01-19 done-late 2027-01-22',
    'F3.3 2027-01-19 done-late 2027-01-22',
    'F4 2027-04-16 done 2027-04-14',
    // 7 July is no skoledag; the skoleår after is not in the kalender, so its weekdays count from Mon 2 August.
    'F4 2027-08-02 due-soon',
    'F5 – upcoming',
  ],
};

/** Night, elev: change, trin and basis as the JSON result has them, whether it is known (R44), and the next step. */
export const stands: readonly (readonly [night: string, elev: string, stand: string, next: string])[] = [
  ['2026-09-15', 'Asger', 'escalated bekymrende dage', 'Skoleleder: Inden næste teammøde'],
  ['2026-09-21', 'Asger', 'unchanged bekymrende dage known', 'Klasseteam: Senest 05-10-2026'],
  ['2026-10-12', 'Asger', 'unchanged ingen dage', 'Tovholder: Senest 19-10-2026'],
  ['2026-11-10', 'Asger', 'unchanged ingen dage', 'Tovholder: Straks; fristen var 09-11-2026'],
  ['2026-11-12', 'Asger', 'unchanged ingen dage', 'Tovholder: Senest 11-01-2027'],
  ['2027-02-01', 'Asger', 'unchanged ingen dage', 'none'],
  ['2027-04-19', 'Asger', 'escalated bekymrende dage', 'Skoleleder: Inden næste teammøde'],
  ['2026-10-07', 'Bella', 'new tidlig-indsats dage known', 'Tovholder: Senest 20-10-2026'],
  ['2026-11-16', 'Bella', 'new tidlig-indsats dage', 'Skoleleder: Straks'],
  ['2026-11-18', 'Bella', 'unchanged tidlig-indsats dage known', 'Tovholder: Senest 18-12-2026'],
  ['2026-10-20', 'Carl', 'new bekymrende vurdering', 'Skoleleder: Inden næste teammøde'],
  [
    '2026-11-13',
    'Carl',
    'unchanged bekymrende vurdering known',
    'Tovholder: Når eleven har regelmæssig skolegang',
  ],
  ['2027-01-02', 'Carl', 'new bekymrende vurdering known', 'Tovholder: Når eleven har regelmæssig skolegang'],
  ['2027-01-20', 'Carl', 'ended ingen dage', 'none'],
  ['2026-12-20', 'Dina', 'unchanged bekymrende dage', 'Skoleleder: Inden næste teammøde'],
  ['2026-12-21', 'Dina', 'unchanged bekymrende dage known', 'Klasseteam: Straks; fristen var 15-12-2026'],
  ['2027-02-05', 'Dina', 'new tidlig-indsats dage known', 'Tovholder: Senest 16-04-2027'],
  ['2027-02-22', 'Dina', 'escalated bekymrende dage known', 'Tovholder: Senest 16-04-2027'],
  ['2027-03-08', 'Dina', 'escalated massivt dage', 'Tovholder: Senest 16-04-2027'],
];

/** Night, elev: since when the samtale is awaited. */
export const awaiting: readonly (readonly [night: string, elev: string, since: string | undefined])[] = [
  ['2026-09-20', 'Asger', '2026-09-15'],
  ['2026-09-21', 'Asger', undefined],
  ['2026-10-26', 'Carl', '2026-10-20'],
  ['2026-12-20', 'Dina', '2026-11-02'],
  ['2027-02-02', 'Asger', undefined],
  ['2027-04-25', 'Asger', '2027-04-19'],
];
