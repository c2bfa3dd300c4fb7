// docs/regler.md: the rules in Danish, made from the rules the program counts by.
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
  ].join('\n');
}
