/** The changed graph against one built from changed records. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGraph } from '../../src/graph/build.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { WHAT_IF_SCOPE, WHAT_IF_TIME, whatIf } from '../../src/graph/what-if.ts';
import type { EdgeRecord } from '../../src/model/records.ts';
import { caseGraph } from '../support/query-case.ts';
import { randomGraph } from '../support/random-graph.ts';
import { seeds } from './walk-arbitraries.ts';

/** All that a graph says, for comparison. */
function contents(graph: Graph) {
  const edges = Array.from({ length: graph.edgeCount }, (_, edge) => ({ ...graph.edge(edge), flags: graph.columns.flags[edge], level: graph.columns.level[edge], times: [graph.columns.since[edge], graph.columns.until[edge], graph.columns.firstSeen[edge], graph.columns.lastSeen[edge]] }));
  const adjacency = Array.from({ length: graph.nodeCount }, (_, node) => [[...graph.outEdges(node)], [...graph.inEdges(node)]]);
  return { nodes: graph.nodes, edges, adjacency, labels: graph.nodes.map((_, node) => graph.label(node)), indexes: graph.nodes.map(({ uid }) => graph.indexOf(uid)) };
}

describe('whatIf', () => {
  it('is the graph of the changed records, and leaves the given one as it is', () => {
    const pairs = fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 3 });
    fc.assert(
      fc.property(seeds, fc.array(fc.nat(), { maxLength: 2 }), fc.array(fc.nat(), { maxLength: 3 }), pairs, (seed, disabled, cutEdges, added) => {
        const graph = caseGraph(randomGraph(seed));
        const before = JSON.stringify(contents(graph));
        const uidOf = (number: number): string => graph.uid(number % graph.nodeCount);
        const disable = disabled.map(uidOf);
        const cut = graph.edgeCount === 0 ? [] : cutEdges.map((number) => graph.edge(number % graph.edgeCount)).map(({ kind, from, to }, position) => (position === 0 ? { from, to } : { kind, from, to }));
        const add = added.map(([from, to]) => ({ kind: 'CAN_ACCESS' as const, from: uidOf(from), to: uidOf(to), level: 'list' as const }));
        const changed = whatIf(graph, { disable, cut, add });
        const gone = (edge: EdgeRecord): boolean =>
          disable.includes(edge.from) || disable.includes(edge.to) || cut.some(({ kind, from, to }) => from === edge.from && to === edge.to && (kind === undefined || kind === edge.kind));
        const until = <Item extends { properties: object }>(item: Item) => ({ ...item, properties: { ...item.properties, until: WHAT_IF_TIME } });
        const edges = Array.from({ length: graph.edgeCount }, (_, edge) => graph.edge(edge)).map((edge) => (gone(edge) ? until(edge) : edge));
        const more = [...new Map(add.map((edge) => [`${edge.from} ${edge.to}`, edge])).values()].map(({ level, ...edge }) => ({ ...edge, scope: WHAT_IF_SCOPE, properties: { since: WHAT_IF_TIME, level }, evidence: [] }));
        const { graph: built } = buildGraph(graph.version, graph.nodes.map((node) => (disable.includes(node.uid) ? until(node) : node)), [...edges, ...more]);
        expect(contents(changed)).toEqual(contents(built));
        expect(JSON.stringify(contents(graph))).toBe(before);
      }),
      { numRuns: 300 },
    );
  });

  const graph = caseGraph({ nodes: [['Identity', 'a'], ['Resource', 'b']], edges: [['a', 'CAN_ACCESS', 'b', { level: 'read' }]] });

  it('takes the higher level of two that are added', () => {
    const add = (['write', 'read'] as const).map((level) => ({ kind: 'CAN_ACCESS' as const, from: 'a', to: 'b', level }));
    expect(whatIf(graph, { add }).edgeLevel(1)).toBe('write');
  });

  it('refuses what is not there', () => {
    const refused = (change: Parameters<typeof whatIf>[1], code: string) => expect(() => whatIf(graph, change)).toThrow(expect.objectContaining({ code }) as Error);
    refused({ disable: ['c'] }, 'identity-unknown');
    refused({ cut: [{ from: 'a', to: 'c' }] }, 'identity-unknown');
    refused({ add: [{ kind: 'CAN_ASSUME', from: 'c', to: 'a' }] }, 'identity-unknown');
    refused({ cut: [{ kind: 'CAN_ASSUME', from: 'a', to: 'b' }] }, 'bad-request');
    refused({ cut: [{ from: 'b', to: 'a' }] }, 'bad-request');
  });
});
