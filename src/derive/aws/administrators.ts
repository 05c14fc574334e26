/**
 * Principals that hold their whole account: one CAN_ESCALATE_TO edge to it stands for everything they may do. From such an
 * account edges lead on to what is in it, so that a walk from an administrator's key arrives everywhere in the account.
 */
import { decide, type Decision } from '../../iam/index.ts';
import type { Graph } from '../../graph/graph.ts';
import { awsAccountUid } from '../../sdk/index.ts';
import type { DerivedBatch } from '../batch.ts';
import { SCOPE, isDerived, outcomeProperties } from './edges.ts';
import type { Estate, EstatePrincipal } from './estate.ts';
import { allowsAll, bindingPolicies } from './principal-policies.ts';
import type { TargetClass } from './targets.ts';

/** Principals with a policy that allows everything, each with what stands against it. In uid order. */
export function administrators(estate: Estate): Map<string, Administrator> {
  const found = new Map<string, Administrator>();
  for (const one of estate.principals) {
    const administrator = judge(one);
    if (administrator) found.set(one.uid, administrator);
  }
  return found;
}

export interface Administrator {
  readonly principal: EstatePrincipal;
  /** The policy that allows everything. */
  readonly source: string;
  /** proven: nothing known stands against it. potential: a boundary whose document is not known, or a Deny. */
  readonly certainty: 'proven' | 'potential';
  readonly decision: Decision;
}

function judge(one: EstatePrincipal): Administrator | undefined {
  const { principal } = one;
  const full = principal.identityPolicies.find(allowsAll);
  if (!full) return undefined;
  // A boundary that allows less than everything makes it no administrator: what is left is judged like any other's.
  if (principal.boundary && !allowsAll(principal.boundary)) return undefined;
  if (principal.serviceControlPolicies?.some((level) => !level.some(allowsAll))) return undefined;
  const action = one.kind === 'iam_user' ? 'iam:AttachUserPolicy' : 'iam:AttachRolePolicy';
  const request = { principal, action, resource: { arn: one.uid, account: one.account }, context: one.context };
  const decision = decide(one.time === undefined ? request : { ...request, time: one.time });
  const denies = bindingPolicies(principal).some(({ document }) => document.denies.length > 0);
  const contested = denies || principal.boundaryUnknown === true || principal.policiesUnknown === true || !decision.allowed;
  return { principal: one, source: full.id, certainty: contested ? 'potential' : 'proven', decision };
}

export function deriveAdministrators(administrators: ReadonlyMap<string, Administrator>, derived: DerivedBatch): void {
  for (const { principal, source, certainty, decision } of administrators.values()) {
    // Where even the probe is denied, its statements are the denies: they say why it is only potential.
    const properties = { path: 'administrator', certainty, source, ...outcomeProperties({ ...decision, conditional: false, conditionKeys: [], conditionalDeny: false }) };
    derived.edge('CAN_ESCALATE_TO', principal.uid, mentionAccount(principal.account, derived), SCOPE, properties, [principal.index]);
  }
}

/** The account's uid, which from then on is there: an export may describe principals and not say that they have an account. */
export function mentionAccount(account: string, derived: DerivedBatch): string {
  const uid = awsAccountUid(account);
  derived.mention(uid, 'Container', { name: account, kind: 'account', provider: 'aws', nativeId: account });
  return uid;
}

/** What an account holds, for whoever holds the account. Only of accounts that something leads to. */
export function deriveAccountContents({ graph }: Estate, classes: readonly TargetClass[], derived: DerivedBatch): void {
  const held = new Set<string>();
  for (const { kind, to } of derived.batch.edges.values()) if (kind === 'CAN_ESCALATE_TO' && isContainer(graph, to, derived)) held.add(to);
  for (const index of graph.withLabel('Container')) {
    if (graph.inEdges(index).some((edge) => graph.edgeKind(edge) === 'CAN_ESCALATE_TO' && graph.isOpen(edge) && !isDerived(graph, edge))) held.add(graph.uid(index));
  }
  for (const uid of held) {
    const index = graph.indexOf(uid);
    if (index !== -1) for (const thing of contents(graph, index)) hold(graph, uid, thing, derived);
  }
  // A bucket's ARN has no account, and maybe no export says where it is contained.
  for (const { targets } of classes) {
    for (const { account, index } of targets) if (account !== undefined && held.has(awsAccountUid(account))) hold(graph, awsAccountUid(account), index, derived);
  }
}

function isContainer(graph: Graph, uid: string, derived: DerivedBatch): boolean {
  const index = graph.indexOf(uid);
  return index === -1 ? derived.batch.mentioned.get(uid)?.label === 'Container' : graph.label(index) === 'Container';
}

function contents(graph: Graph, account: number): number[] {
  return [...graph.inEdges(account)].filter((edge) => graph.edgeKind(edge) === 'CONTAINED_IN' && graph.isOpen(edge)).map((edge) => graph.columns.from[edge]!);
}

function hold(graph: Graph, account: string, thing: number, derived: DerivedBatch): void {
  if (graph.isClosed(thing)) return;
  const to = graph.uid(thing);
  switch (graph.label(thing)) {
    case 'Identity':
      derived.edge('CAN_ESCALATE_TO', account, to, SCOPE, { path: 'account', certainty: 'proven' }, [thing]);
      break;
    case 'Workload':
      derived.edge('CONTROLS', account, to, SCOPE, { source: 'account' }, [thing]);
      break;
    case 'Resource':
      derived.edge('CAN_ACCESS', account, to, SCOPE, { source: 'account', level: 'admin' }, [thing]);
      break;
    default:
  }
}
