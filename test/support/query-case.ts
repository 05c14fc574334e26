/** The shape of a query's case file: given this small graph, these rows and no others. */
import { buildGraph } from '../../src/graph/build.ts';
import type { Graph } from '../../src/graph/graph.ts';
import type { EdgeKind, NodeLabel } from '../../src/model/labels.ts';
import type { Properties } from '../../src/model/properties.ts';
import type { EdgeRecord, NodeRecord } from '../../src/model/records.ts';
import type { Row } from '../../src/sdk/index.ts';

/** `[label, uid, properties]`; `missing: true` makes it a thing that is only mentioned. */
export type NodeLine = readonly [NodeLabel, string, Properties?];
/** `[from, kind, to, properties]`; two lines of one kind between the same things need a `scope` to differ by. */
export type EdgeLine = readonly [string, EdgeKind, string, Properties?];

export interface QueryCase {
  /** The query's id, also the case file's name. */
  readonly query: string;
  /** Stated once: the answers name what is near and must not be in them, too. */
  readonly nodes: readonly NodeLine[];
  readonly edges: readonly EdgeLine[];
  readonly now?: string;
  readonly asked: readonly {
    readonly title: string;
    readonly parameters?: Readonly<Record<string, unknown>>;
    /** Columns that are compared; all when absent. */
    readonly columns?: readonly string[];
    /** In the query's order. */
    readonly rows: readonly Row[];
  }[];
}

export const CASE_NOW = '2026-06-01T00:00:00.000Z';
const SCOPE = 'case:one';

/** Declares the cases of one query; the default export of test/queries/<id>.case.ts. */
export function queryCase(declared: QueryCase): QueryCase {
  return declared;
}

export function nodeRecords(lines: readonly NodeLine[]): NodeRecord[] {
  return lines.map(([label, uid, properties = {}], position) => ({
    uid,
    label,
    properties: { since: '2026-01-01T00:00:00.000Z', ...properties },
    evidence: properties['missing'] === true ? [] : [{ import: 'import://case/1', file: 'case', at: `line ${position + 1}`, scope: SCOPE }],
  }));
}

export function edgeRecords(lines: readonly EdgeLine[]): EdgeRecord[] {
  return lines.map(([from, kind, to, given = {}], position) => {
    const { scope, ...properties } = given;
    return {
      kind,
      from,
      to,
      scope: (scope as string | undefined) ?? SCOPE,
      properties: { since: '2026-01-01T00:00:00.000Z', ...properties },
      evidence: [{ import: 'import://case/1', file: 'case', at: `line ${position + 1}` }],
    };
  });
}

export function caseGraph({ nodes, edges }: Pick<QueryCase, 'nodes' | 'edges'>): Graph {
  const { graph, danglingEdges } = buildGraph(1, nodeRecords(nodes), edgeRecords(edges));
  if (danglingEdges > 0) throw new Error(`${danglingEdges} edges of this case name things that it does not have`);
  return graph;
}
