/**
 * Which edges a walk follows. A compromise walk goes forward (what can this reach), its mirror asks who can reach this;
 * a revocation walk goes backward over what depends on a thing (what breaks).
 */
import type { AccessLevel, EdgeKind } from './labels.ts';

/** granted: could reach. observed: did reach, in a time window. both: either. */
export const EVIDENCE_MODES = ['granted', 'observed', 'both'] as const;
export type EvidenceMode = (typeof EVIDENCE_MODES)[number];

/** Hold whether or not anyone was seen using them: a key is its identity, a workload runs as its role. */
const STRUCTURAL: readonly EdgeKind[] = ['AUTHENTICATES_AS', 'EXPOSES', 'RUNS_AS', 'MEMBER_OF'];
/** Rights, which observed mode replaces by what the logs show. */
const RIGHTS: readonly EdgeKind[] = ['CAN_ASSUME', 'CAN_ESCALATE_TO', 'CONTROLS', 'CAN_ACCESS'];
const OBSERVATIONS: readonly EdgeKind[] = ['ACCESSED'];

/** Kinds that a compromise walk follows from start to end, by evidence mode. */
export const COMPROMISE_KINDS: Readonly<Record<EvidenceMode, readonly EdgeKind[]>> = {
  granted: [...STRUCTURAL, ...RIGHTS],
  observed: [...STRUCTURAL, ...OBSERVATIONS],
  both: [...STRUCTURAL, ...RIGHTS, ...OBSERVATIONS],
};

/** Kinds that a revocation walk follows from end to start. */
export const REVOCATION_KINDS: readonly EdgeKind[] = ['DEPENDS_ON', 'AUTHENTICATES_AS', 'RUNS_AS'];

/**
 * What it costs to cut one edge of a kind, in work and in what stops: small whole numbers to be weighed against each other,
 * not money. Kinds that no compromise walk follows cost nothing, as they are never cut.
 */
export const CUT_COSTS: Readonly<Partial<Record<EdgeKind, number>>> = {
  /** Taking a secret out of where it lies has no side but good. */
  EXPOSES: 1,
  /** Revoking one credential: its holders need another. */
  AUTHENTICATES_AS: 2,
  /** One statement less in one policy. */
  CAN_ACCESS: 2,
  /** What was used is most likely still needed, but it goes where its grant goes. */
  ACCESSED: 2,
  /** A trust has two sides, and often two teams. */
  CAN_ASSUME: 3,
  /** A member loses all that the group gives, the wanted with the unwanted. */
  MEMBER_OF: 3,
  /** Deployments run over it. */
  CONTROLS: 4,
  /** Several rights together make one way up: which to take away has to be found out. */
  CAN_ESCALATE_TO: 4,
  /** The workload stops until it has another identity. */
  RUNS_AS: 8,
};

/**
 * What narrows a compromise walk. Times are fixed-width UTC text. An edge without the property a filter asks for does
 * not pass that filter, and the answer counts it as left out.
 *
 * Always: an edge that is closed (`until` set) does not count, unless `at` asks for the graph as it stood then; a
 * CAN_ACCESS edge at level `list` reaches its resource and leads no further; an ACCESSED edge of denied attempts alone
 * reaches nothing; a place that exposes a credential of unusable status (inactive, expired, revoked) does not lead to it, unless
 * `at` asks for another time: as a seed such a credential still tells what it opened.
 */
export interface WalkFilter {
  readonly mode: EvidenceMode;
  /** Only edges of these kinds, of those that the mode follows; absent: all of them. */
  readonly relationships?: readonly EdgeKind[];
  /** Longest path, in edges; absent: no limit. */
  readonly hops?: number;
  /** ACCESSED edges whose firstSeen to lastSeen overlaps this window, both ends included. */
  readonly window?: { readonly from?: string; readonly to?: string };
  /** CAN_ACCESS edges at this level or above. */
  readonly minimumLevel?: AccessLevel;
  /** False leaves out edges that hold only under a condition. Default true. */
  readonly conditional?: boolean;
  /** The graph as it stood at this time: `since` at or before it, `until` absent or after it. */
  readonly at?: string;
}

/** The kinds that a walk with this filter follows, in the order of COMPROMISE_KINDS; none when it names none of its mode. */
export function followedKinds({ mode, relationships }: Pick<WalkFilter, 'mode' | 'relationships'>): readonly EdgeKind[] {
  const kinds = COMPROMISE_KINDS[mode];
  return relationships === undefined ? kinds : kinds.filter((kind) => relationships.includes(kind));
}
