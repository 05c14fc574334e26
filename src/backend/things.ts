/** Things and links as the protocol shows them, and all that the inspector shows of one. */
import { indexOfUid } from '../graph/find.ts';
import type { Graph } from '../graph/graph.ts';
import { mergeEdges, mergedConditional, mergedLevel, mergedProperties, type MergedEdge } from '../graph/links.ts';
import { reach } from '../graph/reach.ts';
import { EDGE_KINDS } from '../model/labels.ts';
import type { Properties } from '../model/properties.ts';
import { EVIDENCE_LIMIT, type Change } from '../model/records.ts';
import type { EvidenceMode } from '../model/walk.ts';
import type { Output } from '../protocol/procedures.ts';
import type { Link, Thing } from '../protocol/shapes.ts';
import type { OpenCase } from './open-case.ts';

const RELATIONS_SHOWN = 50;
const HISTORY_SHOWN = 50;

/** What each orphan reason code means, in words for people. */
export const ORPHAN_REASONS: Readonly<Record<string, string>> = {
  'never-owned': 'No export names an owner.',
  'owner-left': 'Every owner has left or is inactive.',
  'owner-unknown': 'The owner named is not in the directory that was imported.',
  'team-empty': 'The owning team has no active member.',
  'owner-non-human': 'The owner is itself a non-human identity.',
};

export function thingAt({ graph, derived }: Pick<OpenCase, 'graph' | 'derived'>, index: number): Thing {
  const { uid, label, properties } = graph.node(index);
  const flag = (name: string): boolean => properties[name] === true;
  const text = (name: string): string | null => (properties[name] as string | undefined) ?? null;
  return {
    uid,
    label,
    name: graph.name(index),
    kind: text('kind'),
    provider: text('provider'),
    environment: text('environment'),
    isNhi: (properties['isNhi'] as boolean | undefined) ?? null,
    orphanReasons: [...(derived().orphanReasons.get(uid) ?? [])],
    tier0: flag('tier0'),
    sensitivity: (properties['sensitivity'] as number | undefined) ?? null,
    stale: derived().stale.has(uid),
    thirdParty: flag('thirdParty'),
    missing: flag('missing'),
    closed: graph.isClosed(index),
  };
}

/** `view` binds the case's graph so that methods keep their receiver. */
export function viewOf(openCase: OpenCase): Pick<OpenCase, 'graph' | 'derived'> {
  return { graph: openCase.graph, derived: () => openCase.derived() };
}

export function linkOf(graph: Graph, merged: MergedEdge): Link {
  const properties = mergedProperties(graph, merged);
  const number = (name: string): number | null => (properties[name] as number | undefined) ?? null;
  const text = (name: string): string | null => (properties[name] as string | undefined) ?? null;
  return {
    kind: merged.kind,
    from: graph.uid(merged.from),
    to: graph.uid(merged.to),
    level: mergedLevel(graph, merged) ?? null,
    conditional: mergedConditional(graph, merged),
    count: number('count'),
    denied: number('denied'),
    firstSeen: text('firstSeen'),
    lastSeen: text('lastSeen'),
    records: merged.edges.length,
  };
}

/** A merged edge with its properties and evidence. */
export function detailedLink(graph: Graph, merged: MergedEdge) {
  const evidence = merged.edges.flatMap((edge) => graph.edgeEvidence(edge).map((entry) => ({ ...entry, scope: graph.edgeScope(edge) })));
  return { link: linkOf(graph, merged), properties: mutable(mergedProperties(graph, merged)), evidence: evidence.slice(0, EVIDENCE_LIMIT) };
}

export async function describeThing(openCase: OpenCase, uid: string, signal: AbortSignal): Promise<Output<'thing.get'>> {
  const { graph } = openCase;
  const view = viewOf(openCase);
  const index = indexOfUid(graph, uid);
  const { properties, evidence } = graph.node(index);
  const out = mergeEdges(graph, openEdges(graph, graph.outEdges(index)));
  const incoming = mergeEdges(graph, openEdges(graph, graph.inEdges(index)));
  const owners = out.filter(({ kind }) => kind === 'OWNED_BY');
  const credentials = incoming.filter(({ kind }) => kind === 'AUTHENTICATES_AS');
  const reasons = view.derived().orphanReasons.get(uid) ?? [];
  return {
    thing: thingAt(view, index),
    properties: mutable(properties),
    evidence: evidence.map((entry) => ({ ...entry })),
    owners: owners.map((merged) => {
      const { properties: facts, evidence: why } = detailedLink(graph, merged);
      return { thing: thingAt(view, merged.to), source: (facts['source'] as string | undefined) ?? null, evidence: why };
    }),
    orphanReasons: reasons.map((code) => ({ code, text: ORPHAN_REASONS[code] ?? code })),
    credentials: credentials.map(({ from }) => ({ thing: thingAt(view, from), properties: mutable(graph.node(from).properties) })),
    relations: [...relations(view, out, 'out'), ...relations(view, incoming, 'in')],
    reach: {
      granted: countReach(graph, index, 'forward', 'granted', signal),
      observed: countReach(graph, index, 'forward', 'observed', signal),
      exposure: countReach(graph, index, 'backward', 'granted', signal),
    },
    history: (await openCase.store.history({ uid, limit: HISTORY_SHOWN })).map(historyEntry),
  };
}

function relations(view: Pick<OpenCase, 'graph' | 'derived'>, merged: readonly MergedEdge[], direction: 'out' | 'in') {
  return EDGE_KINDS.map((kind) => ({ kind, edges: merged.filter((edge) => edge.kind === kind) }))
    .filter(({ edges }) => edges.length > 0)
    .map(({ kind, edges }) => ({
      kind,
      direction,
      total: edges.length,
      items: edges.slice(0, RELATIONS_SHOWN).map((edge) => ({
        thing: thingAt(view, direction === 'out' ? edge.to : edge.from),
        ...detailedLink(view.graph, edge),
      })),
    }));
}

function openEdges(graph: Graph, edges: Int32Array): Int32Array {
  return edges.filter((edge) => graph.isOpen(edge));
}

function countReach(graph: Graph, index: number, direction: 'forward' | 'backward', mode: EvidenceMode, signal: AbortSignal): number {
  return reach(graph, [index], direction, { mode }, signal).reached.length;
}

function historyEntry({ time, import: by, operation, subject, before, after }: Change) {
  const what = 'node' in subject ? subject.node : `${subject.kind} ${subject.from} → ${subject.to}`;
  return { time, import: by, operation, subject: what, before: mutable(before), after: mutable(after) };
}

/** Protocol properties are plain mutable data; lists are copied so that the graph's own stay untouched. */
export function mutable(properties: Properties): Record<string, string | number | boolean | string[]> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name, typeof value === 'object' ? [...value] : value]),
  );
}

/** Neighbours not yet drawn: nearest in uid order, with every link to what is drawn. */
export function neighboursOf(openCase: OpenCase, uid: string, drawn: readonly string[], limit: number): Output<'thing.neighbours'> {
  const { graph } = openCase;
  const view = viewOf(openCase);
  const index = indexOfUid(graph, uid);
  const shown = new Set(drawn.map((known) => graph.indexOf(known)).filter((known) => known !== -1));
  shown.add(index);
  const found = new Set<number>();
  for (const edge of openEdges(graph, graph.outEdges(index))) found.add(graph.columns.to[edge]!);
  for (const edge of openEdges(graph, graph.inEdges(index))) found.add(graph.columns.from[edge]!);
  const candidates = [...found].filter((candidate) => !shown.has(candidate) && graph.label(candidate) !== 'Import').sort((a, b) => a - b);
  const added = candidates.slice(0, limit);
  for (const neighbour of added) shown.add(neighbour);
  const edges = new Set<number>();
  for (const neighbour of [...added, index]) {
    for (const edge of openEdges(graph, graph.outEdges(neighbour))) if (shown.has(graph.columns.to[edge]!)) edges.add(edge);
    for (const edge of openEdges(graph, graph.inEdges(neighbour))) if (shown.has(graph.columns.from[edge]!)) edges.add(edge);
  }
  return {
    things: added.map((neighbour) => thingAt(view, neighbour)),
    links: mergeEdges(graph, edges).map((merged) => linkOf(graph, merged)),
    more: candidates.length - added.length,
  };
}
