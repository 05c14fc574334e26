/** Fields of a form, read from a query's JSON Schema: text, numbers, yes or no, a choice, a list of texts, a time. */

import { propertyTitle } from '../parts/format.ts';

export interface ParameterField {
  readonly name: string;
  readonly title: string;
  /** What it means, in the query's words. */
  readonly about: string | undefined;
  readonly type: 'text' | 'integer' | 'boolean' | 'yes-no' | 'choice' | 'texts';
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
}

/** In the schema's order. A property whose type no form has a field for is left out; the query's default counts then. */
export function parameterFields(parameters: Readonly<Record<string, unknown>>): ParameterField[] {
  const schema = parameters as Schema;
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const concrete = property.type || property.enum ? property : (property.anyOf?.find(({ type }) => type !== 'null') ?? property);
    const type = typeOf(concrete);
    if (!type) return [];
    return {
      name,
      title: propertyTitle(name),
      about: property.description ?? concrete.description,
      // Not given is a third answer, which a box to tick can't say.
      type: type === 'boolean' && property.default === undefined ? 'yes-no' : type,
      choices: (concrete.enum ?? []).map(String),
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

function typeOf({ type, enum: choices }: Schema): ParameterField['type'] | undefined {
  if (choices) return 'choice';
  switch (typeof type === 'string' ? type : type?.find((one) => one !== 'null')) {
    case 'string':
      return 'text';
    case 'integer':
    case 'number':
      return 'integer';
    case 'boolean':
      return 'boolean';
    case 'array':
      return 'texts';
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
      return trimmed.split(/[\s,]+/).filter((part) => part !== '');
    default:
      return trimmed;
  }
}

export function showField(value: unknown): string {
  if (value === undefined || value === null) return '';
  return Array.isArray(value) ? value.join('\n') : String(value);
}
