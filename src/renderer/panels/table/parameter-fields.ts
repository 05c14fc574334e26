/**
 * Fields of a form, read from a query's JSON Schema: text, numbers, yes or no, a choice or several, things, a list of texts.
 * What takes ids of things says so in its description: `Id of the …`, `Ids of …`, `…, by its id`.
 */

import { propertyTitle } from '../parts/format.ts';

export interface ParameterField {
  readonly name: string;
  readonly title: string;
  /** What it means, in the query's words. */
  readonly about: string | undefined;
  readonly type: 'text' | 'integer' | 'boolean' | 'yes-no' | 'choice' | 'choices' | 'thing' | 'things' | 'texts';
  readonly choices: readonly string[];
  readonly required: boolean;
  readonly initial: unknown;
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
}

interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
}

/** In the schema's order. A property whose type no form has a field for is left out; the query's default counts then. */
export function parameterFields(parameters: Readonly<Record<string, unknown>>): ParameterField[] {
  const schema = parameters as Schema;
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const concrete = property.type || property.enum ? property : (property.anyOf?.find(({ type }) => type !== 'null') ?? property);
    const about = property.description ?? concrete.description;
    const type = typeOf(concrete, about);
    if (!type) return [];
    return {
      name,
      title: propertyTitle(name),
      about,
      // Not given is a third answer, which a box to tick can't say.
      type: type === 'boolean' && property.default === undefined ? 'yes-no' : type,
      choices: (concrete.enum ?? concrete.items?.enum ?? []).map(String),
      // A schema of what comes out of the check lists what has a default as required too.
      required: (schema.required ?? []).includes(name) && property.default === undefined,
      initial: property.default,
      minimum: concrete.minimum,
      maximum: concrete.maximum !== undefined && concrete.maximum < Number.MAX_SAFE_INTEGER ? concrete.maximum : undefined,
    };
  });
}

export function hasRequired(fields: readonly ParameterField[]): boolean {
  return fields.some(({ required }) => required);
}

const IDS = /^ids? of |, by its id\b/i;

function typeOf({ type, enum: choices, items }: Schema, about: string | undefined): ParameterField['type'] | undefined {
  const ids = about !== undefined && IDS.test(about);
  if (choices) return 'choice';
  switch (typeof type === 'string' ? type : type?.find((one) => one !== 'null')) {
    case 'string':
      return ids ? 'thing' : 'text';
    case 'integer':
    case 'number':
      return 'integer';
    case 'boolean':
      return 'boolean';
    case 'array':
      return ids ? 'things' : items?.enum ? 'choices' : 'texts';
    default:
      return undefined;
  }
}

/** What was typed as the query takes it; undefined: not given, so that the query's default counts. */
export function readField(field: ParameterField, text: string): unknown {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  switch (field.type) {
    case 'integer':
      return Number(trimmed);
    case 'boolean':
    case 'yes-no':
      return trimmed === 'true';
    case 'texts':
      // Not at every space or comma: a relationship is three words, and ids of directories hold commas.
      return partsOf(trimmed, /\n|,\s/);
    case 'things':
    case 'choices':
      return partsOf(trimmed, '\n');
    default:
      return trimmed;
  }
}

function partsOf(text: string, separator: string | RegExp): string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

export function showField(value: unknown): string {
  if (value === undefined || value === null) return '';
  return Array.isArray(value) ? value.join('\n') : String(value);
}
