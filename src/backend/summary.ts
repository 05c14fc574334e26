/** What stands in a case, counted: the overview. */
import type { Graph } from '../graph/graph.ts';
import { CROWN_JEWEL } from '../model/labels.ts';
import type { CaseSummary } from '../protocol/shapes.ts';
import { importRecordOf } from './import-records.ts';
import type { OpenCase } from './open-case.ts';

/** Counts open things only; edges too. */
export function summarise(openCase: OpenCase): CaseSummary {
  const { graph, store, title, sample } = openCase;
  const labels = new Counter();
  const identityKinds = new Counter();
  const providers = new Counter();
  let nonHumanIdentities = 0;
  let crownJewels = 0;
  let tier0 = 0;
  for (let index = 0; index < graph.nodeCount; index++) {
    if (graph.isClosed(index)) continue;
    const label = graph.label(index);
    labels.add(label);
    if (graph.property(index, 'sensitivity') === CROWN_JEWEL) crownJewels++;
    if (label !== 'Identity') continue;
    if (graph.property(index, 'tier0') === true) tier0++;
    identityKinds.add(graph.text(index, 'kind') ?? 'unknown');
    providers.add(graph.text(index, 'provider') ?? 'unknown');
    if (graph.property(index, 'isNhi') === true) nonHumanIdentities++;
  }
  const { orphanReasons, stale } = openCase.derived();
  return {
    kind: store.kind,
    location: store.location,
    title,
    sample,
    readOnly: store.readOnly,
    asOf: openCase.asOf ?? null,
    version: graph.version,
    nodes: labels.total,
    edges: countOpenEdges(graph),
    labels: labels.list(),
    identityKinds: identityKinds.list(),
    providers: providers.list(),
    nonHumanIdentities,
    orphaned: orphanReasons.size,
    staleCredentials: stale.size,
    crownJewels,
    tier0,
    imports: [...graph.withLabel('Import')].map((index) => importRecordOf(graph.node(index))).sort((a, b) => (a.importedAt < b.importedAt ? 1 : -1)),
  };
}

function countOpenEdges(graph: Graph): number {
  let open = 0;
  for (let edge = 0; edge < graph.edgeCount; edge++) if (graph.isOpen(edge)) open++;
  return open;
}

class Counter {
  readonly #counts = new Map<string, number>();
  total = 0;

  add(name: string): void {
    this.total++;
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  /** Largest first. */
  list(): { name: string; count: number }[] {
    return [...this.#counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  }
}
