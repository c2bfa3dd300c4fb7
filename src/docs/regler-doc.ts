// docs/regler.md: the rules in Danish, made from the rules the program counts by.
import { stepText } from '../domain/forloeb/forloeb-regler.ts';
import { forloebSteps } from '../domain/forloeb/steps.ts';
import { regler } from '../domain/regler.ts';

export function reglerDocument(): string {
  const sections = Map.groupBy(regler(), ({ emne }) => emne);
  const parts = [...sections].map(([emne, ofSection]) => {
    const rows = ofSection.map(({ nummer, tekst }) => `| ${nummer} | ${tekst.replaceAll('|', '\\|')} |`);
    return [`## ${emne}`, '', '| Regel | Hvad der gælder |', '| --- | --- |', ...rows, ''].join('\n');
  });
  return [
    '# Regler',
    '',
    'Denne side er dannet af programmet (`npm run docs`) og skal ikke rettes i hånden. Tallene er politikkens; en kommune',
    'kan ændre dem i konfigurationen. De samme regler står i hvert regneark på arket »Sådan er der talt«.',
    '',
    ...parts,
    ...stepTable(),
  ].join('\n');
}

/** The forløbspakke, step by step. */
function stepTable(): string[] {
  const rows = forloebSteps.map((step) => `| ${step.id} | ${step.activity} | ${stepText(step)} |`);
  return [
    '## Forløbspakkens trin',
    '',
    '| Trin | Aktivitet | Hvem, frist og politikkens ord |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ];
}
