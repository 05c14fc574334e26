/** Who owns a non-human identity, and why nobody does: the one place where that is judged. */
import type { Graph } from './graph.ts';

/** Most telling first. */
export const ORPHAN_REASONS = ['never-owned', 'owner-left', 'owner-unknown', 'team-empty', 'owner-non-human'] as const;
export type OrphanReason = (typeof ORPHAN_REASONS)[number];

/** Principals that stand for a provider or an outside world, which nobody in the company can own. */
export const UNOWNABLE_KINDS: readonly string[] = ['aws_service', 'external', 'federated'];

/** What an owner is measured against; worked out once per graph. */
export interface Directory {
  /** Any Owner was described by an export: an owner that none describes is then unknown. */
  readonly known: boolean;
  /** Any Owner is a member of another: a team without members is then empty. */
  readonly memberships: boolean;
  readonly now: string;
  /** What is known of each owner so far: a team of a thousand members may own ten thousand identities. */
  readonly faults: Map<number, OrphanReason | undefined>;
}

export function directoryOf(graph: Graph, now: string): Directory {
  let known = false;
  let memberships = false;
  for (const index of graph.withLabel('Owner')) {
    if (!graph.isClosed(index) && graph.property(index, 'missing') !== true) known = true;
    if (!memberships) memberships = members(graph, index).length > 0;
    if (known && memberships) break;
  }
  return { known, memberships, now, faults: new Map() };
}

/** True for identities whose ownership is judged: non-human, open, described by an export, and ownable. */
export function isJudged(graph: Graph, index: number): boolean {
  return (
    graph.property(index, 'isNhi') === true &&
    !graph.isClosed(index) &&
    graph.property(index, 'missing') !== true &&
    !UNOWNABLE_KINDS.includes(graph.text(index, 'kind') ?? '')
  );
}

/** Indexes of the present owners, ascending. */
export function ownersOf(graph: Graph, index: number): number[] {
  const owners = new Set<number>();
  for (const edge of graph.outEdges(index)) {
    if (graph.edgeKind(edge) === 'OWNED_BY' && graph.isOpen(edge)) owners.add(graph.columns.to[edge]!);
  }
  return [...owners].sort((a, b) => a - b);
}

/** Why a judged identity counts as orphaned, sorted; empty when at least one owner is good. */
export function orphanReasons(graph: Graph, index: number, directory: Directory): OrphanReason[] {
  const owners = ownersOf(graph, index);
  if (owners.length === 0) return ['never-owned'];
  const faults = new Set<OrphanReason>();
  for (const owner of owners) {
    const fault = ownerFault(graph, owner, directory);
    if (fault === undefined) return [];
    faults.add(fault);
  }
  return [...faults].sort();
}

/** Why this one does not count as an owner; undefined when it is a good one. */
export function ownerFault(graph: Graph, owner: number, directory: Directory): OrphanReason | undefined {
  if (directory.faults.has(owner)) return directory.faults.get(owner);
  const fault = judgeOwner(graph, owner, directory);
  directory.faults.set(owner, fault);
  return fault;
}

function judgeOwner(graph: Graph, owner: number, directory: Directory): OrphanReason | undefined {
  if (graph.label(owner) === 'Identity') {
    if (graph.property(owner, 'isNhi') === true) return 'owner-non-human';
    return graph.isClosed(owner) || graph.property(owner, 'enabled') === false ? 'owner-left' : undefined;
  }
  if (graph.text(owner, 'kind') === 'service') return 'owner-non-human';
  if (hasLeft(graph, owner, directory.now)) return 'owner-left';
  const missing = graph.property(owner, 'missing') === true;
  if (missing) return directory.known ? 'owner-unknown' : undefined;
  if (graph.text(owner, 'kind') !== 'team' || !directory.memberships) return undefined;
  const active = members(graph, owner).some((member) => graph.property(member, 'missing') !== true && !hasLeft(graph, member, directory.now));
  return active ? undefined : 'team-empty';
}

/** True for an owner who is inactive or has left by `now`. */
export function hasLeft(graph: Graph, owner: number, now: string): boolean {
  const leftAt = graph.text(owner, 'leftAt');
  return graph.property(owner, 'active') === false || graph.isClosed(owner) || (leftAt !== undefined && leftAt <= now);
}

function members(graph: Graph, owner: number): number[] {
  const found: number[] = [];
  for (const edge of graph.inEdges(owner)) {
    const member = graph.columns.from[edge]!;
    if (graph.edgeKind(edge) === 'MEMBER_OF' && graph.isOpen(edge) && graph.label(member) === 'Owner') found.push(member);
  }
  return found;
}
