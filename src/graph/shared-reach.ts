/** What several seeds reach, and which of them reach it: memory goes with the nodes and with how many different sets there are. */
import type { WalkFilter } from '../model/walk.ts';
import type { Graph } from './graph.ts';
import { SEEDS_AT_ONCE, walkTogether } from './walk-together.ts';

export interface SharedReach {
  /** By node index: fewest edges from the nearest of the seeds that reach it; -1 for what none reaches. */
  readonly nearest: Int32Array;
  /** By node index: the most, over the seeds that reach it, of each one's fewest edges. */
  readonly farthest: Int32Array;
  /** By node index: how many seeds reach it. A seed counts as reached where another seed reaches it. */
  reachedBy(index: number): number;
  /** Which these are, ascending. Things that the same seeds reach share one list. */
  seedsOf(index: number): readonly number[];
}

/** What each of `seeds` (distinct, ascending) reaches, going forward. Throws `aborted`. */
export function sharedReach(graph: Graph, seeds: readonly number[], filter: WalkFilter, signal?: AbortSignal): SharedReach {
  const nearest = new Int32Array(graph.nodeCount).fill(-1);
  const farthest = new Int32Array(graph.nodeCount).fill(-1);
  const setOf = new Int32Array(graph.nodeCount);
  const sets = new SeedSets();
  const walk = walkTogether(graph, 'forward', filter, signal);
  for (let first = 0; first < seeds.length; first += SEEDS_AT_ONCE) {
    const batch = seeds.slice(first, first + SEEDS_AT_ONCE);
    const arrived = walk(batch, (node, _bits, hop) => {
      if (nearest[node] === -1 || hop < nearest[node]!) nearest[node] = hop;
      if (hop > farthest[node]!) farthest[node] = hop;
    });
    sets.begin(batch);
    for (let node = 0; node < arrived.length; node++) if (arrived[node] !== 0) setOf[node] = sets.with(setOf[node]!, arrived[node]!);
  }
  return { nearest, farthest, reachedBy: (index) => sets.size(setOf[index]!), seedsOf: (index) => sets.seeds(setOf[index]!) };
}

/** Mask numbers are below the number of nodes, set numbers below that times the batches: their product stays exact. */
const MASKS = 2 ** 24;

/** Sets of seeds, numbered; each is an earlier one and what one batch adds to it. Number 0 is the empty set. */
class SeedSets {
  readonly #batches: (readonly number[])[] = [[]];
  readonly #previous = [0];
  readonly #mask = [0];
  readonly #batchOf = [0];
  readonly #size = [0];
  /** Written out once asked for. */
  readonly #lists = new Map<number, readonly number[]>([[0, []]]);
  #maskNumbers = new Map<number, number>();
  #numbers = new Map<number, number>();

  begin(batch: readonly number[]): void {
    this.#batches.push(batch);
    this.#maskNumbers = new Map();
    this.#numbers = new Map();
  }

  /** The set with those of the batch added that `mask` has a bit for. */
  with(set: number, mask: number): number {
    let maskNumber = this.#maskNumbers.get(mask);
    if (maskNumber === undefined) this.#maskNumbers.set(mask, (maskNumber = this.#maskNumbers.size));
    const key = set * MASKS + maskNumber;
    let number = this.#numbers.get(key);
    if (number === undefined) {
      const batch = this.#batches.length - 1;
      number = this.#previous.push(set) - 1;
      this.#mask.push(mask);
      this.#batchOf.push(batch);
      this.#size.push(this.#size[set]! + this.#added(number).length);
      this.#numbers.set(key, number);
    }
    return number;
  }

  size(set: number): number {
    return this.#size[set]!;
  }

  seeds(set: number): readonly number[] {
    let list = this.#lists.get(set);
    if (list === undefined) {
      const parts: number[][] = [];
      for (let part = set; part !== 0; part = this.#previous[part]!) parts.push(this.#added(part));
      this.#lists.set(set, (list = parts.reverse().flat()));
    }
    return list;
  }

  #added(set: number): number[] {
    return this.#batches[this.#batchOf[set]!]!.filter((_seed, place) => (this.#mask[set]! & (1 << place)) !== 0);
  }
}
