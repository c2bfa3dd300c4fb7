// What is stored about one elev, for the one who answers a request for insight or erasure (R75). No name: state knows none.
import { fravaersaarsager } from '../../domain/fravaersaarsag.ts';
import { dato } from '../../domain/dato.ts';
import { exactText, toDays } from '../../domain/fravaersdage.ts';
import type { Fravaersdage } from '../../domain/fravaersdage.ts';
import type { Change } from '../../domain/comparison.ts';
import type { Indsatstrin } from '../../domain/indsatstrin.ts';
import type { Erasure, Person } from '../../job/person.ts';
import type { PersonMail, PersonResult } from '../../state/person.ts';
import { withoutCpr } from '../../text/cpr.ts';
import { changeText, dageTal, datoText, plural, trinText } from '../../text/da.ts';
import { table } from '../output.ts';

export function personJson({ elevId, stored, files, inExport }: Person): Record<string, unknown> {
  const { results, told, other, mails } = stored;
  return {
    elevId: withoutCpr(elevId),
    stored: isStored({ stored, files }),
    results: results.map(resultJson),
    told: told.map((row) => ({
      institutionsnummer: row.skole,
      kvartal: row.kvartal,
      ...daysJson(row.fravaersdage),
      indsatstrin: row.indsatstrin,
      basis: row.basis,
      asOf: row.as_of,
      run: row.run_id,
    })),
    other: Object.fromEntries(other),
    mails: mails.map(mailJson),
    files,
    inExport: inExport ?? null,
  };
}

function resultJson(row: PersonResult): Record<string, unknown> {
  return {
    run: row.run_id,
    asOf: row.as_of,
    institutionsnummer: row.skole,
    kvartal: row.kvartal,
    ...daysJson(row.fravaersdage),
    perAarsag: Object.fromEntries(
      fravaersaarsager.map((aarsag) => [
        aarsag,
        toDays(
          (aarsag === 'ekstraordinaer-frihed' ? row.ekstraordinaer_frihed : row[aarsag]) as Fravaersdage,
        ),
      ]),
    ),
    indsatstrin: row.indsatstrin,
    basis: row.basis,
    change: row.change,
    told:
      row.told_indsatstrin === null
        ? null
        : {
            indsatstrin: row.told_indsatstrin,
            basis: row.told_basis,
            ...(row.told_fravaersdage === null ? {} : daysJson(row.told_fravaersdage)),
            asOf: row.told_as_of,
          },
  };
}

function daysJson(amount: number): Record<string, unknown> {
  return { fravaersdage: toDays(amount as Fravaersdage), exact: exactText(amount as Fravaersdage) };
}

function mailJson(mail: PersonMail): Record<string, unknown> {
  return {
    institutionsnummer: mail.skole,
    asOf: mail.asOf,
    status: mail.status,
    deliveredAt: mail.deliveredAt ?? null,
    recipients: mail.recipients,
    attachment: mail.attachment,
  };
}

function isStored({ stored, files }: Pick<Person, 'stored' | 'files'>): boolean {
  const { results, told, other, mails } = stored;
  return results.length + told.length + other.size + mails.length + files.length > 0;
}

export function personText(person: Person): string {
  const { stored, files } = person;
  if (!isStored(person)) return ['Der er intet gemt om eleven.', ...exportLines(person)].join('\n');
  const { results, told, other, mails } = stored;
  return [
    `Gemt om eleven (tilstanden kender eleven ved en nøgle, ikke ved id eller navn)`,
    ...section('Resultater', [
      ['Til og med', 'Skole', 'Kvartal', 'Dage', 'Trin', 'Ændring'],
      ...results.map((row) => [
        datoText(dato(row.as_of)),
        row.skole,
        row.kvartal,
        dageTal(row.fravaersdage as Fravaersdage),
        trinText[row.indsatstrin as Indsatstrin],
        changeText[row.change as Change],
      ]),
    ]),
    ...section('Hvad teamet har hørt', [
      ['Skole', 'Kvartal', 'Dage', 'Trin', 'Til og med'],
      ...told.map((row) => [
        row.skole,
        row.kvartal,
        dageTal(row.fravaersdage as Fravaersdage),
        trinText[row.indsatstrin as Indsatstrin],
        datoText(dato(row.as_of)),
      ]),
    ]),
    ...[...other].flatMap(([name, rows]) => [
      '',
      `Tabellen ${name}`,
      ...rows.map((row) => `  ${Object.entries(row).map(fieldText).join(', ')}`),
    ]),
    ...section('Mails med et ark, der nævner eleven', [
      ['Skole', 'Til og med', 'Status', 'Modtagere'],
      ...mails.map((mail) => [
        mail.skole,
        datoText(dato(mail.asOf)),
        mailStatusText[mail.status],
        mail.recipients.join(', '),
      ]),
    ]),
    ...(files.length === 0 ? [] : ['', 'Filer, der nævner eleven', ...files.map((file) => `  ${file}`)]),
    ...exportLines(person),
  ].join('\n');
}

export function erasureJson(erasure: Erasure): Record<string, unknown> {
  const { stored, files, inExport, remains, elevId } = erasure;
  return {
    elevId: withoutCpr(elevId),
    erased: {
      results: stored.results.length,
      told: stored.told.length,
      other: Object.fromEntries([...stored.other].map(([name, rows]) => [name, rows.length])),
      files,
    },
    remains,
    mailsSent: stored.mails.filter(({ status }) => status === 'sent').map(mailJson),
    inExport: inExport ?? null,
  };
}

export function erasureText(erasure: Erasure): string {
  const { stored, files, remains } = erasure;
  if (!isStored(erasure)) return ['Der er intet gemt om eleven.', ...exportLines(erasure)].join('\n');
  const others = [...stored.other.values()].reduce((sum, rows) => sum + rows.length, 0);
  const rows = stored.results.length + stored.told.length + others;
  const sent = stored.mails.filter(({ status }) => status === 'sent');
  return [
    `Slettet om eleven: ${plural(rows, 'række', 'rækker')} i tilstanden og ${plural(files.length, 'fil', 'filer')} på drevet.`,
    remains === 0
      ? 'Efterprøvet: Elevens nøgle findes ikke længere nogen steder i databasens filer.'
      : 'Elevens nøgle findes stadig i databasens filer. Meld det som en fejl i programmet.',
    ...files.map((file) => `  ${file}`),
    ...(sent.length === 0
      ? []
      : [
          'Ark, der nævner eleven, er sendt med disse mails. Bed modtagerne om at slette dem:',
          ...sent.map((mail) => `  ${datoText(dato(mail.asOf))}  ${mail.recipients.join(', ')}`),
        ]),
    ...exportLines(erasure),
    'Sikkerhedskopier er ikke rørt; se docs/persondata.md.',
  ].join('\n');
}

function section(heading: string, rows: readonly (readonly string[])[]): string[] {
  return rows.length < 2 ? [] : ['', heading, table(rows)];
}

function fieldText([name, value]: readonly [string, unknown]): string {
  return `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`;
}

function exportLines({ inExport }: Person): string[] {
  if (inExport === undefined)
    return ['', 'Der er ingen eksport at læse, så det vides ikke, om eleven står i den.'];
  return inExport
    ? [
        '',
        'Eleven står i eksporten fra fraværssystemet, så næste kørsel regner på eleven igen. Se tallene med: fravaer explain',
      ]
    : [];
}

const mailStatusText: Readonly<Record<PersonMail['status'], string>> = {
  pending: 'venter',
  sending: 'på vej',
  sent: 'sendt',
  failed: 'ikke sendt',
  superseded: 'erstattet af en senere',
};
