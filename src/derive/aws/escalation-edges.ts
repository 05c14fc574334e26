/** CAN_ESCALATE_TO: what the escalation catalogue finds, as edges. */
import { escalationPath } from '../../iam/index.ts';
import type { DerivedBatch } from '../batch.ts';
import { mentionAccount } from './administrators.ts';
import { SCOPE, outcomeProperties } from './edges.ts';
import { escalations } from './escalation.ts';
import type { Estate } from './estate.ts';

/** Who may assume what has edges of its own kind (trust.ts). */
const TOLD_ELSEWHERE: ReadonlySet<string> = new Set(['sts-001']);

/** @returns uids of principals that hold their account by escalation, proven and without a condition */
export function deriveEscalations(estate: Estate, administrators: ReadonlySet<string>, derived: DerivedBatch): Set<string> {
  const holders = new Set<string>();
  for (const found of escalations(estate, administrators, TOLD_ELSEWHERE)) {
    const { from, to, paths, certainty } = found;
    const target = typeof to === 'string' ? to : mentionAccount(to.account, derived);
    if (typeof to === 'string' && estate.graph.indexOf(to) === -1) continue;
    const how = paths.map((id) => escalationPath(id)!.title).join('; ');
    derived.edge('CAN_ESCALATE_TO', from, target, SCOPE, { path: paths.join(', '), how, certainty, ...outcomeProperties(found) }, [estate.byUid.get(from)!.index]);
    if (typeof to !== 'string' && certainty === 'proven' && !found.conditional && !found.conditionalDeny) holders.add(from);
  }
  return holders;
}
