// A mail as HTML: tables for layout and room only inside their cells, because Outlook on Windows sets nothing else reliably; inline
// styles, because some programs drop the rest; a small <style> for dark mode and narrow screens. No images but the mail's own, no
// scripts, no links out. Why so: docs/adr/0423. Pure.
import { cidOf } from './document.ts';
import type { Block, Figure, Item, MailDocument, Tone } from './document.ts';
import { markup, toHtml } from './html.ts';
import type { Raw } from './html.ts';

const FONT = "font-family:'Segoe UI',Helvetica,Arial,sans-serif;";
const TEXT = `${FONT}font-size:15px;line-height:22px;color:#1f2933;`;
const SMALL = `${FONT}font-size:13px;line-height:19px;color:#52606d;`;
const RULE = 'border-top:1px solid #e4e7eb;';

/** The card less its padding. */
const PICTURE_WIDTH = 584;

const EDGE: Readonly<Record<Tone, string>> = {
  massivt: '#b42318',
  bekymrende: '#c2700c',
  'tidlig-indsats': '#1f6f8b',
  neutral: '#7b8794',
};

const EDGE_IN_THE_DARK: Readonly<Record<Tone, string>> = {
  massivt: '#f47c6c',
  bekymrende: '#e0993f',
  'tidlig-indsats': '#4fa9c9',
  neutral: '#9aa5b1',
};

/** The edge stands on the left of a row and on the top of a figure. */
function edgeStyle([tone, colour]: readonly [string, string]): Raw {
  return markup`.${tone} { border-left-color: ${colour} !important; } .tile.${tone} { border-top-color: ${colour} !important; }
    `;
}

/** Attribute selectors would be dropped by Outlook on the web; classes are not. `!important` beats the inline styles. */
const STYLE = markup`
  :root { color-scheme: light dark; supported-color-schemes: light dark; }
  @media (prefers-color-scheme: dark) {
    .page { background-color: #15191e !important; }
    .card { background-color: #1f252c !important; border-color: #38424d !important; }
    .ink { color: #e6eaee !important; }
    .soft { color: #aab4bf !important; }
    .rule { border-top-color: #38424d !important; }
    ${Object.entries(EDGE_IN_THE_DARK).map(edgeStyle)}
    .tile { background-color: #29313a !important; }
    .warn { background-color: #3a2c10 !important; border-color: #d69e2e !important; }
  }
  @media (max-width: 480px) {
    .pad { padding-left: 16px !important; padding-right: 16px !important; }
    .outer { padding: 0 !important; }
    .cell { padding: 6px 2px !important; font-size: 12px !important; }
    .name { overflow-wrap: anywhere; hyphens: auto; }
  }`;

/** For Outlook on Windows: a font it has, cells without room around them, pictures in the size they ask for. */
const OUTLOOK = markup`<!--[if mso]>
  <style>
    body, table, td, th, p, h1, h2, li, b { font-family: Arial, sans-serif !important; }
    table { mso-table-lspace: 0pt; mso-table-rspace: 0pt; }
  </style>
  <xml><o:OfficeDocumentSettings><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml>
  <![endif]-->`;

export function renderHtml({ subject, title, subtitle, blocks, footer }: MailDocument): string {
  const body = markup`
    <tr><td class="pad" style="padding:24px 28px 4px 28px;">
      <h1 class="ink" style="margin:0;${FONT}font-size:22px;line-height:28px;font-weight:600;color:#1f2933;">${title}</h1>
      <p class="soft" style="margin:4px 0 0 0;${SMALL}">${subtitle}</p>
    </td></tr>
    ${blocks.map(blockRow)}
    <tr><td class="pad" style="padding:20px 28px 24px 28px;">
      ${inCell(markup`<td class="soft rule" style="padding-top:14px;${RULE}${SMALL}">${footer}</td>`)}
    </td></tr>`;
  return toHtml(page(subject, body));
}

function page(subject: string, rows: Raw): Raw {
  return markup`<!DOCTYPE html>
<html lang="da" xmlns="http://www.w3.org/1999/xhtml" xmlns:o="urn:schemas-microsoft-com:office:office">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <meta name="supported-color-schemes" content="light dark">
  <title>${subject}</title>
  <style>${STYLE}
  </style>
  ${OUTLOOK}
</head>
<body class="page" style="margin:0;padding:0;background-color:#eef1f4;">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:#eef1f4;">
<tr><td class="outer" align="center" style="padding:20px 8px;">
  <!--[if mso]><table role="presentation" width="640" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
  <table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" border="0"
    style="max-width:640px;background-color:#ffffff;border:1px solid #d9dee3;text-align:left;">${rows}
  </table>
  <!--[if mso]></td></tr></table><![endif]-->
</td></tr>
</table>
</body>
</html>
`;
}

function blockRow(block: Block): Raw {
  return markup`<tr><td class="pad" style="padding:16px 28px 0 28px;">${blockBody(block)}</td></tr>`;
}

function blockBody(block: Block): Raw {
  switch (block.kind) {
    case 'lead':
      return markup`<p class="ink" style="margin:0;${FONT}font-size:17px;line-height:25px;color:#1f2933;">${block.text}</p>`;
    case 'note':
      return markup`<p class="ink" style="margin:0;${TEXT}">${block.text}</p>`;
    case 'warning':
      return warningBox(block.heading, block.lines);
    case 'items':
      return markup`${heading(block.heading)}${itemTable(block.items)}`;
    case 'figures':
      return markup`${heading(block.heading)}${figureTable(block.figures)}${block.note === undefined ? undefined : markup`<p class="soft" style="margin:8px 0 0 0;${SMALL}">${block.note}</p>`}`;
    case 'lines':
      return markup`${heading(block.heading)}${bulletList(block.lines)}`;
    case 'workbook':
      return markup`${heading(block.heading)}<p class="ink" style="margin:0 0 8px 0;${TEXT}">${block.text}</p>${block.path === undefined ? undefined : pathLine(block.path)}`;
    case 'picture':
      return markup`${heading(block.heading)}${pictureOf(block)}`;
    case 'table':
      return markup`${heading(block.heading)}${dataTable(block)}`;
  }
}

function heading(text: string): Raw {
  return markup`<h2 class="ink" style="margin:0 0 8px 0;${FONT}font-size:16px;line-height:22px;font-weight:600;color:#1f2933;">${text}</h2>`;
}

function warningBox(title: string, lines: readonly string[]): Raw {
  const paragraphs = lines.map((line) => markup`<p class="ink" style="margin:4px 0 0 0;${TEXT}">${line}</p>`);
  return inCell(markup`
    <td class="warn" style="padding:12px 16px;background-color:#fdf3d8;border-left:4px solid #b7791f;">
      <h2 class="ink" style="margin:0;${TEXT}font-weight:600;">${title}</h2>${paragraphs}
    </td>`);
}

/** A box of one cell: a paragraph's own padding and width are not kept by Outlook. */
function inCell(cell: Raw): Raw {
  return markup`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>${cell}</tr></table>`;
}

function itemTable(items: readonly Item[]): Raw {
  return markup`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">${items.map(itemRow)}</table>`;
}

function itemRow({ label, what, step, tone }: Item): Raw {
  const next =
    step === undefined
      ? undefined
      : markup`<p class="soft" style="margin:2px 0 0 0;${SMALL}"><b class="ink" style="color:#1f2933;">${step.who}:</b> ${step.what}. <b class="ink" style="color:#1f2933;">${step.when}.</b></p>`;
  return markup`<tr>
    <td class="ink rule ${tone}" width="98" valign="top" style="box-sizing:border-box;width:98px;padding:9px 8px 10px 10px;${RULE}border-left:4px solid ${EDGE[tone]};${TEXT}font-weight:600;">${label}</td>
    <td class="rule" valign="top" style="padding:9px 0 10px 4px;${RULE}">
      <p class="ink" style="margin:0;${TEXT}">${what}.</p>${next}
    </td></tr>`;
}

function figureTable(figures: readonly Figure[]): Raw {
  const width = `${Math.floor(100 / figures.length)}%`;
  const cells = figures.map(
    ({ label, value, tone }, index) => markup`${index === 0 ? undefined : gap()}
    <td class="tile ${tone}" width="${width}" valign="top" style="width:${width};padding:10px 12px;background-color:#f3f5f7;border-top:3px solid ${EDGE[tone]};">
      <p class="soft" style="margin:0;${SMALL}">${label}</p>
      <p class="ink" style="margin:2px 0 0 0;${FONT}font-size:22px;line-height:28px;font-weight:600;color:#1f2933;">${value}</p>
    </td>`,
  );
  return markup`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>${cells}</tr></table>`;
}

function gap(): Raw {
  return markup`<td width="8" style="width:8px;font-size:1px;line-height:1px;">&nbsp;</td>`;
}

function bulletList(lines: readonly string[]): Raw {
  const items = lines.map((line) => markup`<li class="ink" style="margin:0 0 5px 0;${TEXT}">${line}</li>`);
  return markup`<ul style="margin:0 0 0 20px;padding:0;">${items}</ul>`;
}

function pathLine(path: string): Raw {
  return inCell(
    markup`<td class="ink tile" style="padding:8px 12px;background-color:#f3f5f7;font-family:Consolas,'Courier New',monospace;font-size:13px;line-height:19px;color:#1f2933;word-break:break-all;">${path}</td>`,
  );
}

/** On white in dark mode too, for the picture's letters are dark. Outlook does not keep the shape of a picture without a height. */
function pictureOf({ name, picture }: Extract<Block, { kind: 'picture' }>): Raw {
  const height = Math.round((PICTURE_WIDTH * picture.height) / picture.width);
  return markup`<img src="cid:${cidOf(name)}" width="${PICTURE_WIDTH}" height="${height}" alt="${picture.alt}" style="display:block;width:100%;max-width:${PICTURE_WIDTH}px;height:auto;border:0;background-color:#ffffff;">`;
}

function dataTable({ columns, rows, total }: Extract<Block, { kind: 'table' }>): Raw {
  const heads = columns.map(
    (column, index) =>
      markup`<th scope="col" class="soft cell" align="${alignOf(index)}" valign="bottom" style="padding:6px 4px;${SMALL}font-weight:600;text-align:${alignOf(index)};">${column}</th>`,
  );
  const body = rows.map((row) => dataRow(row, 'normal'));
  const foot = total === undefined ? undefined : dataRow(total, '600');
  return markup`<table width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse;"><thead><tr>${heads}</tr></thead><tbody>${body}${foot}</tbody></table>`;
}

function dataRow(row: readonly string[], weight: string): Raw {
  const style = (index: number): string =>
    `padding:7px 4px;${RULE}${TEXT}font-weight:${weight};text-align:${alignOf(index)};`;
  const cells = row.map((cell, index) =>
    index === 0
      ? markup`<th scope="row" class="ink rule cell name" valign="top" style="${style(index)}">${cell}</th>`
      : markup`<td class="ink rule cell" valign="top" style="${style(index)}">${cell}</td>`,
  );
  return markup`<tr>${cells}</tr>`;
}

function alignOf(index: number): string {
  return index === 0 ? 'left' : 'right';
}
