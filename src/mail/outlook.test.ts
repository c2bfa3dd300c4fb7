// What Outlook on Windows, which lays a mail out as Word would, does not do: none of it stands in a mail. The list is from
// docs/adr/0423; a real Outlook is not at hand.
import { describe, expect, it } from 'vitest';
import { goldenMails } from '../test/golden-mails.ts';

interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly style: ReadonlyMap<string, string>;
}

/** The tags that Outlook sees, without the head and what is for others or for it alone. */
function tagsOf(html: string): Tag[] {
  const body = html.slice(html.indexOf('<body')).replaceAll(/<!--[^]*?-->/g, '');
  return [...body.matchAll(/<([a-z]\w*)((?:\s+[\w-]+(?:="[^"]*")?)*)\s*\/?>/g)].map(
    ([, name = '', rest = '']) => {
      const attributes = new Map(
        [...rest.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value] as const),
      );
      const declarations = (attributes.get('style') ?? '').split(';').filter((text) => text.includes(':'));
      return { name, attributes, style: new Map(declarations.map(declarationOf)) };
    },
  );
}

function declarationOf(text: string): readonly [string, string] {
  const [property = '', ...value] = text.split(':');
  return [property.trim(), value.join(':').trim()];
}

const NEVER =
  /^(display|position|float|flex.*|grid.*|background|background-image|transform|box-shadow|opacity|clip.*|object-fit)$/;
const ROOM_IS_KEPT = new Set(['td', 'th']);

const rules: readonly (readonly [string, (tag: Tag) => boolean])[] = [
  [
    'is laid out with tables alone',
    ({ name }) => /^(div|span|section|article|header|footer|svg|button|video|form|input)$/.test(name),
  ],
  [
    'uses no way of placing things that Word does not know',
    ({ name, style }) =>
      [...style.keys()].some((property) => NEVER.test(property)) &&
      !(name === 'img' && style.get('display') === 'block'),
  ],
  [
    'gives room inside cells only',
    ({ name, style }) =>
      !ROOM_IS_KEPT.has(name) && !/^0?$/.test((style.get('padding') ?? '').replaceAll(/\b0(px)?\b|\s/g, '')),
  ],
  [
    'puts no margin on a cell or a table',
    ({ name, style }) => /^(t[dhr]|table)$/.test(name) && style.has('margin'),
  ],
  [
    'says every width as an attribute, too',
    ({ name, attributes, style }) =>
      /^(table|td|th|img)$/.test(name) &&
      (style.has('width') || style.has('max-width')) &&
      !attributes.has('width'),
  ],
  [
    'gives every picture its width, height and text',
    ({ name, attributes }) =>
      name === 'img' &&
      !(
        /^\d+$/.test(attributes.get('width') ?? '') &&
        /^\d+$/.test(attributes.get('height') ?? '') &&
        attributes.has('alt')
      ),
  ],
  [
    'names no size or colour in a way that Word does not know',
    ({ attributes }) => /var\(|calc\(|rgba?\(|\dr?em\b|\dv[wh]\b/.test(attributes.get('style') ?? ''),
  ],
  [
    'tells screen readers that its tables are for layout, save those of figures',
    ({ name, attributes }) =>
      name === 'table' && !attributes.has('role') && attributes.get('style') !== 'border-collapse:collapse;',
  ],
];

describe.each(Object.entries(goldenMails))('the mail »%s« in Outlook', (_name, build) => {
  const { html } = build();

  it.each(rules)('%s', (_rule, isFault) => {
    const faults = tagsOf(html).filter(isFault);

    expect(faults.map(({ name, attributes }) => [name, attributes.get('style')])).toEqual([]);
  });

  it('is 640 pixels wide and has letters that Windows has', () => {
    expect(html).toContain('<!--[if mso]><table role="presentation" width="640"');
    expect(html).toMatch(/<!--\[if mso\]>\s*<style>\s*body, [^}]*font-family: Arial, sans-serif/);
    expect(html.match(/<!--\[if mso\]>/g)).toHaveLength(html.match(/<!\[endif\]-->/g)?.length ?? 0);
  });
});

it('finds what it looks for', () => {
  const bad =
    '<body><div style="display:flex">x</div><p style="padding:4px 0">x</p><ul style="padding:0 0 0 20px"></ul><td style="max-width:9px;margin:0">x</td><img src="cid:a" width="9" alt=""><table></table><p style="width:2em">x</p></body>';

  const found = rules.map(([, isFault]) => tagsOf(bad).filter(isFault).length);

  expect(found).toEqual([1, 1, 2, 1, 1, 1, 1, 1]);
});
