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
 * What narrows a compromise walk. Times are fixed-width UTC text. An edge without the property a filter asks for does
 * not pass that filter, and the answer counts it as left out.
 *
 * Always: an edge that is closed (`until` set) does not count, unless `at` asks for the graph as it stood then; a
 * CAN_ACCESS edge at level `list` reaches its resource and leads no further; an ACCESSED edge of denied attempts alone
 * reaches nothing.
 */
export interface WalkFilter {
  readonly mode: EvidenceMode;
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
