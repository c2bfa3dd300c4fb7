// R43: what came of a returned sheet, in Danish: why a cell, a row or a whole file could not be read.

const problems: Readonly<Record<string, string>> = {
  conflict:
    'Feltet er ændret af en anden, siden arket blev sendt ud. Det, der står i arket »Forløb« nu, gælder; ret det dér.',
  formula: 'Der står en formel. Skriv datoen eller teksten selv.',
  'not-a-date': 'Det er ikke en dato. Skriv for eksempel 20-11-2026.',
  'date-in-future': 'Datoen er ikke kommet endnu. Skriv den dag, det er sket.',
  'before-kvartal': 'Datoen ligger før kvartalet og før forløbet. Er årstallet rigtigt?',
  'unknown-choice': 'Vælg en af mulighederne på listen.',
  'text-too-long': 'Teksten er for lang. Skriv initialer eller rolle.',
  'looks-like-cpr': 'Teksten ligner et CPR-nummer. Skriv initialer eller rolle.',
  'before-samtale': 'Datoen ligger før samtalen med forældrene.',
  'before-handleplan': 'Datoen ligger før handleplanen.',
  'before-vurdering': 'Datoen ligger før vurderingen.',
  'not-ready-to-close':
    'Forløbet kan først afsluttes, når der er en plan mod tilbagefald og taget stilling til brobygning (R42).',
  'row-without-key': 'Rækken er ikke fra rapporten. Skriv i elevens egen række.',
  'elev-moved': 'Eleven går på en anden skole nu. Skolens eget team følger forløbet.',
};

/** Why a cell or a row was not read, and what to do. */
export function returnedProblemText(code: string): string {
  return problems[code] ?? code;
}

const faults: Readonly<Record<string, string>> = {
  unreadable: 'filen kan ikke åbnes',
  'not-a-workbook': 'det er ikke et regneark (.xlsx)',
  'too-large': 'filen er for stor',
  'no-sheet': 'arkene »Forløb« og »Bekymring« er der ikke',
  'no-key': 'ingen rækker har rapportens nøgle',
  'several-skoler': 'der er rækker fra flere skoler i samme fil',
  'unknown-skole': 'skolen findes ikke i konfigurationen',
  'other-skole': 'filen er fra en anden skole',
};

/** Why a whole file was not read. */
export function returnedFaultText(fault: string): string {
  return faults[fault] ?? fault;
}
