/** Trust in a role as its records tell it, for the rules on who is let in: one record for each export that says so. */
import type { Graph } from '../graph/graph.ts';
import type { Properties } from '../model/properties.ts';
import { parseArn } from './aws.ts';
import { shellCommand } from './shell.ts';

/** The properties of open CAN_ASSUME records into a role, by the identity trusted, ascending; those of itself left out. */
export function trustInto(graph: Graph, role: number): (readonly [principal: number, records: readonly Properties[]])[] {
  const trusted = new Map<number, Properties[]>();
  for (const edge of graph.inEdges(role)) {
    const principal = graph.columns.from[edge]!;
    if (graph.edgeKind(edge) !== 'CAN_ASSUME' || !graph.isOpen(edge) || principal === role || graph.label(principal) !== 'Identity') continue;
    const records = trusted.get(principal);
    if (records) records.push(graph.edgeProperties(edge));
    else trusted.set(principal, [graph.edgeProperties(edge)]);
  }
  return [...trusted].sort(([a], [b]) => a - b);
}

/** The condition keys of one record, as the policy spells them. */
export function conditionKeysOf(record: Properties): readonly string[] {
  return (record['conditionKeys'] as readonly string[] | undefined) ?? [];
}

/** What records say together: every key that one of them asks for, sorted, and since when the first of them stands. */
export function trustTold(records: readonly Properties[]): { readonly conditionKeys: readonly string[]; readonly since: string | undefined } {
  const times = records.map((record) => record['since'] as string | undefined).filter((time) => time !== undefined);
  return { conditionKeys: [...new Set(records.flatMap(conditionKeysOf))].sort(), since: times.sort()[0] };
}

/** The same as a subquery over `records`, a list of relationships: binds `conditionKeys` and `since`. */
export function trustToldCypher(records: string): string {
  return `CALL (${records}) {
  UNWIND ${records} AS record
  RETURN min(record.since) AS since
}
CALL (${records}) {
  UNWIND ${records} AS record
  UNWIND coalesce(record.conditionKeys, []) AS key
  WITH DISTINCT key ORDER BY key
  RETURN collect(key) AS conditionKeys
}`;
}

/** The command that puts another trust policy in the place of an AWS role's; the file is for whoever runs it to write. Undefined for others. */
export function trustPolicyCommand(uid: string): string | undefined {
  const arn = parseArn(uid);
  if (arn?.service !== 'iam' || arn.type !== 'role') return undefined;
  return shellCommand(['aws', 'iam', 'update-assume-role-policy', '--role-name', arn.name, '--policy-document', 'file://trust-policy.json']);
}
