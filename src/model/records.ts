/** The records that importers emit, stores keep and the graph is built from. Plain data, JSON-serialisable. */
import type { EdgeKind, NodeLabel } from './labels.ts';
import type { Properties } from './properties.ts';

/** Where a fact was read: enough to open the export and put a finger on it. */
export interface Evidence {
  /** uid of the Import node. */
  readonly import: string;
  /** File name as given to the importer, relative to the folder that was imported; `-` for standard input. */
  readonly file: string;
  /** `line 12`, `byte 4711`, `/RoleDetailList/3` (a JSON pointer) or `event <id>`. */
  readonly at: string;
}

export interface NodeRecord {
  readonly uid: string;
  readonly label: NodeLabel;
  readonly properties: Properties;
  /** One entry for each scope that asserts the node, oldest first. Empty for a thing that was only mentioned. */
  readonly evidence: readonly NodeEvidence[];
}

export interface NodeEvidence extends Evidence {
  /** See EdgeRecord.scope. */
  readonly scope: string;
}

/**
 * One scope's assertion of one edge. Key: kind, from, to and scope. The same edge asserted by two exports is two
 * records, so that each can be closed on its own; whoever shows edges merges them and keeps all evidence.
 */
export interface EdgeRecord {
  readonly kind: EdgeKind;
  readonly from: string;
  readonly to: string;
  /** `<importer id>:<what the export covers>`, as `aws-authorization-details:123456789012`. */
  readonly scope: string;
  /** Without `scope`, which stands above. */
  readonly properties: Properties;
  /** At most EVIDENCE_LIMIT entries, in file order. */
  readonly evidence: readonly Evidence[];
}

export const EVIDENCE_LIMIT = 16;

/** The key under which one edge record is unique in a store. */
export function edgeKey(edge: Pick<EdgeRecord, 'kind' | 'from' | 'to' | 'scope'>): string {
  return `${edge.kind}\u0000${edge.from}\u0000${edge.to}\u0000${edge.scope}`;
}

/** One entry of the change log: what an import did to one node or edge. */
export interface Change {
  /** The store version that the commit made. */
  readonly version: number;
  /** Time of the commit. */
  readonly time: string;
  /** uid of the Import. */
  readonly import: string;
  readonly operation: 'created' | 'updated' | 'closed' | 'reopened';
  readonly subject: { readonly node: string } | { readonly kind: EdgeKind; readonly from: string; readonly to: string };
  /** Properties that differ, as they were before; absent ones are left out, and so are those that logs count up (COUNTED). */
  readonly before: Properties;
  /** The same properties as they are after. */
  readonly after: Properties;
}
