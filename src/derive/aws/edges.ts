/** What a decision leaves on an edge: under which conditions it holds, and the statements that made it. */
import type { Decision, StatementReference } from '../../iam/index.ts';
import type { DerivedProperties } from '../batch.ts';

/** Scope of everything that follows from AWS exports. */
export const SCOPE = 'derived:aws';
/** Of a pair's rights that hold only under conditions, where others hold without: an edge of its own. */
export const CONDITIONAL_SCOPE = 'derived:aws-conditional';
/** Of the statements behind one edge as many are kept; the first say why it holds. */
const STATEMENT_LIMIT = 8;

export type Outcome = Pick<Decision, 'conditional' | 'conditionKeys' | 'conditionalDeny' | 'statements'>;

export function outcomeProperties({ conditional, conditionKeys, conditionalDeny, statements }: Outcome): DerivedProperties {
  return {
    // Where a Deny that cannot be decided may stand against it, it may not hold: a walk that leaves out what is conditional leaves it out.
    conditional: conditional || conditionalDeny || undefined,
    conditionKeys: conditionKeys.length > 0 ? conditionKeys : undefined,
    conditionalDeny: conditionalDeny || undefined,
    statements: statements.length > 0 ? statements.slice(0, STATEMENT_LIMIT).map(statementText) : undefined,
  };
}

/** One JSON text for each statement, keys in one order, so that equal statements are equal texts. */
export function statementText({ kind, policy, name, version, statement, sid, effect }: StatementReference): string {
  return JSON.stringify({ effect, policy, name, version, statement, sid, kind });
}
