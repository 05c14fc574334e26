/** What a decision leaves on an edge: under which conditions it holds, and the statements that made it. */
import type { Decision, StatementReference } from '../../iam/index.ts';
import type { Graph } from '../../graph/graph.ts';
import type { DerivedProperties } from '../batch.ts';

/** Scope of everything that follows from AWS exports. */
export const SCOPE = 'derived:aws';
/** Of a pair's rights that hold only under conditions, where others hold without: an edge of its own. */
export const CONDITIONAL_SCOPE = 'derived:aws-conditional';
/** Of an earlier derivation: nothing may follow from what followed, or the answer would depend on how often it was asked. */
export function isDerived(graph: Graph, edge: number): boolean {
  return graph.edgeScope(edge).startsWith('derived:');
}

/** Of the statements behind one edge as many are kept; the first say why it holds. */
const STATEMENT_LIMIT = 8;

export type Outcome = Pick<Decision, 'conditional' | 'conditionKeys' | 'conditionalDeny' | 'statements'>;

export function outcomeProperties({ conditional, conditionKeys, conditionalDeny, statements }: Outcome): DerivedProperties {
  return {
    // Where a Deny that cannot be decided may stand against it, it may not hold: a walk that leaves out what is conditional leaves it out.
    conditional: conditional || conditionalDeny || undefined,
    conditionKeys: conditionKeys.length > 0 ? conditionKeys : undefined,
    conditionalDeny: conditionalDeny || undefined,
    statements: statements.length > 0 ? shared(statements.slice(0, STATEMENT_LIMIT).map(statementText)) : undefined,
  };
}

/** One JSON text for each statement, keys in one order, so that equal statements are equal texts. */
function statementText({ kind, policy, name, version, statement, sid, effect }: StatementReference): string {
  const key = `${kind} ${effect} ${statement} ${version} ${sid} ${policy} ${name}`;
  let text = texts.get(key);
  if (text === undefined) {
    if (texts.size >= SHARED_LIMIT) texts.clear();
    texts.set(key, (text = JSON.stringify({ effect, policy, name, version, statement, sid, kind })));
  }
  return text;
}

/** Hundreds of thousands of edges rest on some thousand statements: equal texts, and equal lists of them, are one in memory. */
const SHARED_LIMIT = 100_000;
const texts = new Map<string, string>();
const lists = new Map<string, readonly string[]>();

function shared(list: readonly string[]): readonly string[] {
  const key = list.join(' ');
  const known = lists.get(key);
  if (known) return known;
  if (lists.size >= SHARED_LIMIT) lists.clear();
  lists.set(key, list);
  return list;
}
