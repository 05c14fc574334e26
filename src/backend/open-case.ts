/** The open case: its store, the graph of its present version, and what is derived from that graph once. */
import { AppError } from '../base/errors.ts';
import { timeText } from '../base/time.ts';
import { buildGraph, emptyGraph } from '../graph/build.ts';
import type { Graph } from '../graph/graph.ts';
import type { Merge } from '../graph/merge.ts';
import { nextGraph } from '../graph/next.ts';
import type { EdgeRecord, NodeRecord } from '../model/records.ts';
import type { Row } from '../sdk/query.ts';
import type { Store } from '../store/store.ts';
import { queryRows } from './query-rows.ts';

const CONFLICT_TRIES = 4;

/** Facts about things that hold for a whole graph version. */
export interface Derived {
  /** uid to orphan reason codes. */
  readonly orphanReasons: ReadonlyMap<string, readonly string[]>;
  /** uids of stale credentials. */
  readonly stale: ReadonlySet<string>;
}

export class OpenCase {
  readonly store: Store;
  readonly title: string;
  readonly sample: boolean;
  /** Fixed-width UTC text when the case is looked at as of a time that is not the present. */
  readonly asOf: string | undefined;
  readonly #now: () => number;
  #graph: Graph = emptyGraph();
  #derived: Derived | undefined;
  #changing: Promise<unknown> = Promise.resolve();

  constructor(store: Store, options: { title: string; sample: boolean; now: () => number; asOf?: string | undefined }) {
    this.store = store;
    this.title = options.title;
    this.sample = options.sample;
    this.asOf = options.asOf;
    const fixed = options.asOf === undefined ? undefined : Date.parse(options.asOf);
    this.#now = fixed === undefined ? options.now : () => fixed;
  }

  /** The time that this case is looked at, fixed-width UTC text: the present, or the one it was opened as of. */
  time(): string {
    return timeText(this.#now());
  }

  get graph(): Graph {
    return this.#graph;
  }

  /** Reads the store's present version into a graph. Throws `aborted`, store errors. */
  async load(signal: AbortSignal, onProgress?: (read: number, total: number | undefined) => void): Promise<void> {
    const nodes: NodeRecord[] = [];
    const edges: EdgeRecord[] = [];
    let version = await this.store.version();
    for await (const batch of this.store.scan({ signal, onProgress })) {
      version = batch.version;
      for (const node of batch.nodes) nodes.push(node);
      for (const edge of batch.edges) edges.push(edge);
    }
    this.#swap(buildGraph(version, nodes, edges).graph);
  }

  /**
   * Works out a change against the present graph, writes it and swaps the graph; one change at a time. When someone
   * else wrote in between, reads the store anew and works the change out again.
   */
  async change(signal: AbortSignal, work: (graph: Graph, now: string) => Merge): Promise<Merge> {
    const before = this.#changing;
    const mine = before.catch(() => undefined).then(() => this.#change(signal, work));
    this.#changing = mine;
    return mine;
  }

  async #change(signal: AbortSignal, work: (graph: Graph, now: string) => Merge): Promise<Merge> {
    for (let attempt = 1; ; attempt++) {
      const graph = this.#graph;
      const time = this.time();
      const merge = work(graph, time);
      const { newNodes, changedNodes, newEdges, changedEdges, changes } = merge;
      if (newNodes.length + changedNodes.length + newEdges.length + changedEdges.length === 0) return merge;
      try {
        const version = await this.store.apply({ base: graph.version, time, newNodes, changedNodes, newEdges, changedEdges, changes }, { signal });
        this.#swap(nextGraph(graph, version, merge));
        return merge;
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'store-conflict' || attempt >= CONFLICT_TRIES) throw error;
        await this.load(signal);
      }
    }
  }

  #swap(graph: Graph): void {
    this.#graph = graph;
    this.#derived = undefined;
  }

  /** Orphans and stale credentials of the present graph; worked out on first use. */
  derived(): Derived {
    this.#derived ??= {
      orphanReasons: new Map(this.#rows('orphaned-identities').map((row) => [row['uid'] as string, row['reasons'] as string[]])),
      stale: new Set(this.#rows('stale-credentials').map((row) => row['uid'] as string)),
    };
    return this.#derived;
  }

  #rows(id: string): Row[] {
    return queryRows(id, this.#graph, {}, { now: this.time(), signal: new AbortController().signal });
  }
}
