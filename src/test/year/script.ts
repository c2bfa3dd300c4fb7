// What happens in the year: who is away, who records what on which day. The calendar of what must follow from it is
// worked out by hand in expected.ts.
import { dato } from '../../domain/dato.ts';
import { ABSALON, enrolled, TREKRONER } from './kommune.ts';
import type { Year } from './kommune.ts';

export const script: Year = {
  roster: [
    enrolled('Asger', ABSALON, '5A'),
    enrolled('Bella', TREKRONER, '6B', { udmeldt: dato('2026-11-16') }),
    enrolled('Bella', ABSALON, '6A', { indmeldt: dato('2026-11-16') }),
    enrolled('Carl', ABSALON, '7A'),
    enrolled('Dina', TREKRONER, '8C'),
    enrolled(`x${ABSALON}`, ABSALON, '1A'),
    enrolled(`x${TREKRONER}`, TREKRONER, '1A'),
  ],
  perioder: [
    // 11 days in September, and 11 in April after his forløb was closed.
    { elev: 'Asger', skole: ABSALON, klasse: '5A', from: '2026-09-01', to: '2026-09-15' },
    { elev: 'Asger', skole: ABSALON, klasse: '5A', from: '2027-04-05', to: '2027-04-19' },
    // 21 days in K3, 7 in K4, before she moves.
    { elev: 'Bella', skole: TREKRONER, klasse: '6B', from: '2026-08-17', to: '2026-09-14' },
    { elev: 'Bella', skole: TREKRONER, klasse: '6B', from: '2026-10-01', to: '2026-10-09' },
    // 12 days in K4, 21 in K1 while her forløb runs.
    { elev: 'Dina', skole: TREKRONER, klasse: '8C', from: '2026-10-19', to: '2026-11-03' },
    { elev: 'Dina', skole: TREKRONER, klasse: '8C', from: '2027-02-01', to: '2027-03-08' },
  ],
  recorded: [
    // Asger: everything in time but for one indsats; closed, then a relapse nobody acts on.
    {
      on: '2026-09-21',
      elev: 'Asger',
      skole: ABSALON,
      values: { samtaledato: '2026-09-21', tovholder: 'LK' },
    },
    { on: '2026-10-01', elev: 'Asger', skole: ABSALON, values: { F2A: '2026-09-30', F2B: '2026-10-01' } },
    { on: '2026-10-05', elev: 'Asger', skole: ABSALON, values: { F2C: '2026-10-05' } },
    {
      on: '2026-10-09',
      elev: 'Asger',
      skole: ABSALON,
      values: { F2D: '2026-10-09', 'handleplan-needed': 'ja' },
    },
    { on: '2026-10-19', elev: 'Asger', skole: ABSALON, values: { F3: '2026-10-19' } },
    { on: '2026-10-26', elev: 'Asger', skole: ABSALON, values: { 'F3.1': '2026-10-26' } },
    { on: '2026-11-05', elev: 'Asger', skole: ABSALON, values: { 'F3.2': '2026-11-05' } },
    { on: '2026-11-12', elev: 'Asger', skole: ABSALON, values: { 'F3.3': '2026-11-12' } },
    { on: '2027-01-07', elev: 'Asger', skole: ABSALON, values: { opfoelgning: '2027-01-07' } },
    {
      on: '2027-02-01',
      elev: 'Asger',
      skole: ABSALON,
      values: { tilbagefaldsplan: '2027-02-01', brobygning: 'nej', afsluttet: '2027-02-01' },
    },
    {
      on: '2027-04-26',
      elev: 'Asger',
      skole: ABSALON,
      forloeb: 2,
      values: { samtaledato: '2027-04-26', tovholder: 'LK' },
    },
    // Bella: the talk before she is massivt; her forløb moves with her.
    {
      on: '2026-09-01',
      elev: 'Bella',
      skole: TREKRONER,
      by: 'MB',
      values: { samtaledato: '2026-09-01', tovholder: 'MB' },
    },
    {
      on: '2026-09-14',
      elev: 'Bella',
      skole: TREKRONER,
      by: 'MB',
      values: { F2A: '2026-09-14', F2B: '2026-09-14', F2C: '2026-09-14' },
    },
    {
      on: '2026-09-15',
      elev: 'Bella',
      skole: TREKRONER,
      by: 'MB',
      values: { F2D: '2026-09-15', 'handleplan-needed': 'ja' },
    },
    { on: '2026-09-25', elev: 'Bella', skole: TREKRONER, by: 'MB', values: { F3: '2026-09-25' } },
    {
      on: '2026-10-08',
      elev: 'Bella',
      skole: TREKRONER,
      by: 'MB',
      values: { 'F3.1': '2026-10-08', 'F3.2': '2026-10-08', 'F3.3': '2026-10-08' },
    },
    { on: '2026-11-18', elev: 'Bella', skole: ABSALON, by: 'KP', values: { tovholder: 'KP' } },
    { on: '2027-01-05', elev: 'Bella', skole: ABSALON, by: 'KP', values: { opfoelgning: '2027-01-05' } },
    { on: '2027-03-30', elev: 'Bella', skole: ABSALON, by: 'KP', values: { opfoelgning: '2027-03-30' } },
    { on: '2027-06-22', elev: 'Bella', skole: ABSALON, by: 'KP', values: { opfoelgning: '2027-06-22' } },
    // Carl: never away; his parents are worried.
    {
      on: '2026-10-20',
      elev: 'Carl',
      skole: ABSALON,
      values: { vurdering: '2026-10-20', 'bekymring-fra': 'foraeldre' },
    },
    {
      on: '2026-10-27',
      elev: 'Carl',
      skole: ABSALON,
      values: { samtaledato: '2026-10-27', tovholder: 'LK' },
    },
    {
      on: '2026-11-06',
      elev: 'Carl',
      skole: ABSALON,
      values: { F2A: '2026-11-06', F2B: '2026-11-06', F2C: '2026-11-06' },
    },
    {
      on: '2026-11-13',
      elev: 'Carl',
      skole: ABSALON,
      values: { F2D: '2026-11-13', 'handleplan-needed': 'nej' },
    },
    {
      on: '2027-01-20',
      elev: 'Carl',
      skole: ABSALON,
      values: { tilbagefaldsplan: '2027-01-20', brobygning: 'ja', afsluttet: '2027-01-20' },
    },
    // Dina: the talk is typed in three weeks late, in juleferie; everything else follows late.
    {
      on: '2026-12-21',
      elev: 'Dina',
      skole: TREKRONER,
      by: 'MB',
      values: { samtaledato: '2026-12-01', tovholder: 'MB' },
    },
    {
      on: '2027-01-22',
      elev: 'Dina',
      skole: TREKRONER,
      by: 'MB',
      values: {
        F2A: '2027-01-22',
        F2B: '2027-01-22',
        F2C: '2027-01-22',
        F2D: '2027-01-22',
        'handleplan-needed': 'ja',
        F3: '2027-01-22',
        'F3.1': '2027-01-22',
        'F3.2': '2027-01-22',
        'F3.3': '2027-01-22',
      },
    },
    { on: '2027-04-14', elev: 'Dina', skole: TREKRONER, by: 'MB', values: { opfoelgning: '2027-04-14' } },
  ],
};
