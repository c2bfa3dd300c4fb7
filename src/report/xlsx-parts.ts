// What exceljs leaves wrong or out in the parts of an xlsx, put right in the finished file: links inside the workbook are no
// links to another file, and pictures have a text for those who do not see them.
import type { SheetModel } from './sheet.ts';

type Change = (xml: string) => string;

/** The changes to make, by the name of the part. Sheets and drawings are numbered in the order of the workbook. */
export function partChanges(sheets: readonly SheetModel[]): ReadonlyMap<string, Change> {
  const changes = new Map<string, Change>();
  sheets.forEach((_, index) => {
    changes.set(`xl/worksheets/sheet${index + 1}.xml`, withoutLinkIds);
    changes.set(`xl/worksheets/_rels/sheet${index + 1}.xml.rels`, withoutLinkRelations);
  });
  const pictures = sheets.map(({ picture }) => picture).filter((picture) => picture !== undefined);
  pictures.forEach(({ alt }, index) => {
    changes.set(`xl/drawings/drawing${index + 1}.xml`, (xml) => withAltText(xml, alt));
  });
  return changes;
}

/** A place in the same workbook is a `location`; an id makes Excel look for a file besides. */
function withoutLinkIds(xml: string): string {
  return xml.replace(/<hyperlink [^>]*location=[^>]*>/g, (link) => link.replace(/ r:id="[^"]*"/, ''));
}

function withoutLinkRelations(xml: string): string {
  return xml.replace(/<Relationship [^>]*relationships\/hyperlink"[^>]*\/>/g, '');
}

function withAltText(xml: string, alt: string): string {
  return xml.replace(/<xdr:cNvPr /g, `<xdr:cNvPr descr="${escapeAttribute(alt)}" `);
}

function escapeAttribute(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`);
}
