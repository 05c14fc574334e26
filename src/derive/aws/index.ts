/** Everything that follows from AWS exports, over one estate. */
import { parseArn } from '../../sdk/index.ts';
import type { Graph } from '../../graph/graph.ts';
import type { Properties } from '../../model/properties.ts';
import type { DerivedBatch } from '../batch.ts';
import { deriveAccess } from './access.ts';
import { administrators, deriveAccountContents, deriveAdministrators } from './administrators.ts';
import { CONDITIONAL_SCOPE, SCOPE } from './edges.ts';
import { deriveEscalations } from './escalation-edges.ts';
import { gatherEstate, type Estate } from './estate.ts';
import { deriveGrants } from './grants.ts';
import { deriveKeys } from './keys.ts';
import { deriveNames } from './names.ts';
import { gatherTargets } from './targets.ts';
import { deriveTrust } from './trust.ts';
import { deriveRunsAs } from './workloads.ts';

export function deriveAws(graph: Graph, derived: DerivedBatch): void {
  derived.scope(SCOPE);
  derived.scope(CONDITIONAL_SCOPE);
  const estate = gatherEstate(graph);
  const full = administrators(estate);
  deriveTrust(estate, derived);
  deriveAdministrators(full, derived);
  const escalated = deriveEscalations(estate, new Set(full.keys()), derived);
  const holders = new Set([...full.keys(), ...escalated]);
  const targets = gatherTargets(estate);
  deriveAccess(estate, targets, holders, derived);
  deriveAccountContents(estate, targets, derived);
  deriveRunsAs(graph, estate.workloads, derived);
  deriveGrants(estate, derived);
  deriveTiers(estate, holders, derived);
  deriveKeys(graph, deriveNames(estate, derived), derived);
}

/** Whoever holds an account is tier 0; who did by our reckoning and no longer does is taken back. */
function deriveTiers({ graph, principals }: Estate, holders: ReadonlySet<string>, derived: DerivedBatch): void {
  for (const { index, uid, account } of principals) {
    if (holders.has(uid)) derived.annotate(uid, { tier0: true });
    else if (heldBefore(graph, index, account)) derived.annotate(uid, { tier0: false });
  }
}

function heldBefore(graph: Graph, index: number, account: string): boolean {
  for (const edge of graph.outEdges(index)) {
    const target = graph.uid(graph.columns.to[edge]!);
    if (graph.edgeKind(edge) !== 'CAN_ESCALATE_TO' || graph.edgeScope(edge) !== SCOPE || !graph.isOpen(edge)) continue;
    if (parseArn(target)?.account === account && target.endsWith(':root-account') && saidTier0(graph.edgeProperties(edge))) return true;
  }
  return false;
}

/** An escalation that is only potential, or under a condition, never made anyone tier 0: there is nothing to take back. */
const saidTier0 = ({ path, certainty, conditional }: Properties): boolean => path === 'administrator' || (certainty === 'proven' && conditional !== true);
