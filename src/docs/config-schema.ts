// docs/config.schema.json: what editors need to help with fravaer.config.yaml, made from the schema that checks it.
import { z } from 'zod';
import { Config } from '../config/schema.ts';

export function configSchemaDocument(): string {
  const schema = z.toJSONSchema(Config, { io: 'input', unrepresentable: 'any' });
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}
