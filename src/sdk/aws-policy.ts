/** AWS policy documents as exports carry them, brought to one shape. Deciding what they allow is iam's work. */
import { isJsonObject } from './json-fields.ts';
import type { PrincipalType } from './aws.ts';

/** A policy document as JSON, and its statements in one shape. */
export interface PolicyDocument {
  /** Compact JSON text. */
  readonly text: string;
  readonly statements: readonly PolicyStatement[];
}

export interface PolicyStatement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  readonly principals: readonly { readonly type: PrincipalType; readonly value: string }[];
  /** True when the statement says `NotPrincipal`, whatever it holds. */
  readonly notPrincipal: boolean;
  /** Condition keys as the document spells them (AWS compares them without case), sorted. Empty: unconditional. */
  readonly conditionKeys: readonly string[];
}

const PRINCIPAL_TYPES: readonly string[] = ['AWS', 'Service', 'Federated', 'CanonicalUser'] satisfies PrincipalType[];

/**
 * Reads a document given as a JSON object (AWS CLI), as JSON text, or as URL-encoded JSON text (SDK, raw API).
 * Undefined when it is none of these or holds a statement that is no object or has no valid Effect.
 */
export function readPolicyDocument(value: unknown): PolicyDocument | undefined {
  const document = typeof value === 'string' ? parseDocument(value) : value;
  if (!isJsonObject(document)) return undefined;
  const entries = Array.isArray(document.Statement) ? (document.Statement as unknown[]) : [document.Statement];
  const statements = entries.map(readStatement);
  if (statements.includes(undefined)) return undefined;
  return { text: JSON.stringify(document), statements: statements as PolicyStatement[] };
}

/** Allows every action on every resource under no condition: the policy of an administrator. */
export function allowsEverything(document: PolicyDocument): boolean {
  return document.statements.some(
    ({ effect, actions, resources, conditionKeys }) =>
      effect === 'Allow' &&
      conditionKeys.length === 0 &&
      resources.includes('*') &&
      actions.some((action) => action === '*' || action === '*:*'),
  );
}

function parseDocument(text: string): unknown {
  return parse(text) ?? parse(decoded(text) ?? '');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Not JSON as it stands; the caller tries the decoded text, and undefined means neither was.
    return undefined;
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray `%`: the text was not URL-encoded.
    return undefined;
  }
}

function readStatement(entry: unknown): PolicyStatement | undefined {
  if (!isJsonObject(entry)) return undefined;
  const { Effect: effect } = entry;
  if (effect !== 'Allow' && effect !== 'Deny') return undefined;
  return {
    effect,
    actions: texts(entry.Action),
    notActions: texts(entry.NotAction),
    resources: texts(entry.Resource),
    notResources: texts(entry.NotResource),
    principals: principals(entry.Principal),
    notPrincipal: entry.NotPrincipal !== undefined,
    conditionKeys: conditionKeys(entry.Condition),
  };
}

function texts(value: unknown): string[] {
  return (Array.isArray(value) ? (value as unknown[]) : [value]).filter((entry) => typeof entry === 'string');
}

function principals(value: unknown): PolicyStatement['principals'] {
  if (value === '*') return [{ type: 'AWS', value: '*' }];
  if (!isJsonObject(value)) return [];
  return Object.entries(value)
    .filter(([type]) => PRINCIPAL_TYPES.includes(type))
    .flatMap(([type, names]) => texts(names).map((name) => ({ type: type as PrincipalType, value: name })));
}

function conditionKeys(value: unknown): string[] {
  if (!isJsonObject(value)) return [];
  const keys = Object.values(value).flatMap((operands) => (isJsonObject(operands) ? Object.keys(operands) : []));
  return [...new Set(keys)].sort();
}
