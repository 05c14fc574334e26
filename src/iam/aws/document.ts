/** Policy documents, compiled once: thousands of principals share one text. */
import { compileStatement, type Statement } from './statement.ts';

export type { StatedPrincipal } from './principal-term.ts';
export type { Statement } from './statement.ts';
export type { Condition } from './condition.ts';

export interface CompiledDocument {
  readonly text: string;
  /** In the document's order: a statement's `index` is its place. */
  readonly statements: readonly Statement[];
  readonly allows: readonly Statement[];
  readonly denies: readonly Statement[];
}

/** Documents met, by text; emptied when their texts take this many characters. */
const compiled = new Map<string, CompiledDocument | undefined>();
const CHARACTERS_AT_MOST = 16 * 1024 * 1024;
let characters = 0;

/** The version from which on `${…}` is a variable; a document without one is of the version before. */
const WITH_VARIABLES = '2012-10-17';

/**
 * Compiles the JSON text of a policy document, or hands out what the same text was compiled to before. Undefined when
 * it is none: no JSON object, no statement, or a statement that is no object or has no valid Effect. Never throws.
 */
export function compileDocument(text: string): CompiledDocument | undefined {
  if (compiled.has(text)) return compiled.get(text);
  const document = readDocument(text);
  characters += text.length;
  if (characters > CHARACTERS_AT_MOST) {
    compiled.clear();
    characters = text.length;
  }
  compiled.set(text, document);
  return document;
}

function readDocument(text: string): CompiledDocument | undefined {
  const document = parse(text);
  if (!isObject(document)) return undefined;
  const entries: readonly unknown[] = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
  const statements: Statement[] = [];
  for (const [index, entry] of entries.entries()) {
    const statement = isObject(entry) ? compileStatement(entry, index, document.Version === WITH_VARIABLES) : undefined;
    if (!statement) return undefined;
    statements.push(statement);
  }
  return {
    text,
    statements,
    allows: statements.filter(({ effect }) => effect === 'Allow'),
    denies: statements.filter(({ effect }) => effect === 'Deny'),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Not JSON: no policy document, which the caller is told by undefined.
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
