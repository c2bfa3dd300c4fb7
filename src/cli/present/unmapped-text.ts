// R4: fraværskoder that no profile maps, as lines to paste into one. What a code means is never guessed: `???` is no
// value, so a line that nobody has filled in is refused.
import { aarsagskoder } from '../../domain/fravaersaarsag.ts';
import type { UnmappedCode } from '../../job/check.ts';
import { plural } from '../../text/da.ts';

export function unmappedLines(unmapped: readonly UnmappedCode[]): string[] {
  return [...Map.groupBy(unmapped, ({ profile }) => profile)].flatMap(([profile, codes]) => [
    ...(isBuiltin(profile)
      ? [`Profilen ${profile} er indbygget: brug en kopi som fil, se docs/datakilder.md`]
      : []),
    `Sæt linjerne ind under aarsager i profilen ${profile}, og skriv ${aarsagskoder.join(', ')} i stedet for ???`,
    ...codes.map(yamlLine),
  ]);
}

/** A profile in a file is named by its path. */
function isBuiltin(profile: string): boolean {
  return !/[./\\]/.test(profile);
}

/** `"Feriefri": ???   # 40 rækker` */
function yamlLine({ code, rows }: UnmappedCode): string {
  const count = plural(rows, 'række', 'rækker');
  if (code === '…') return `# ${count} med koder, der kan være navne; se stederne nedenfor`;
  return `  ${JSON.stringify(code)}: ???   # ${count}`;
}
