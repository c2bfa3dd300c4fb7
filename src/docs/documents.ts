// The documents that are made from the program and committed, so that people can read them; a test compares.
import { configSchemaDocument } from './config-schema.ts';
import { reglerDocument } from './regler-doc.ts';

export interface GeneratedDocument {
  readonly file: URL;
  readonly content: string;
}

export function documents(): GeneratedDocument[] {
  return [
    { file: at('regler.md'), content: reglerDocument() },
    { file: at('config.schema.json'), content: configSchemaDocument() },
  ];
}

function at(name: string): URL {
  return new URL(`../../docs/${name}`, import.meta.url);
}
