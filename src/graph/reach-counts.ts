/**
 * How much every node reaches, exactly, for all nodes at once: what reaches each other is condensed into components, and
 * the sets that components reach are bits, taken in blocks of targets so that memory stays bounded.
 */
import { throwIfAborted } from '../base/abort.ts';
import type { WalkFilter } from '../model/walk.ts';
import { stronglyConnected, successorsOf, type Successors } from './components.ts';
import type { Graph } from './graph.ts';
import { PASS, edgeFilter } from './passes.ts';

/** A walk that goes as far as it can. */
export type EndlessFilter = Omit<WalkFilter, 'hops'>;

export interface ReachCounts {
  /** By node index: how many nodes it reaches forward, itself left out. */
  readonly count: Int32Array;
  /** By node index: the sum of `weightOf` over them. */
  readonly weight: Float64Array;
}

/**
 * For each node what `reach(graph, [node], 'forward', filter)` would find, counted and weighed. Sums are exact where the
 * weights are whole numbers. Throws `aborted`.
 */
export function reachCounts(graph: Graph, filter: EndlessFilter, weightOf: (node: number) => number, signal?: AbortSignal): ReachCounts {
  const [count, weight] = reachSums(graph, filter, [() => 1, weightOf], signal);
  return { count: Int32Array.from(count!), weight: weight! };
}

/** The same for any number of measures in one pass: for each, by node index, its sum over what the node reaches. */
export function reachSums(graph: Graph, filter: EndlessFilter, measures: readonly ((node: number) => number)[], signal?: AbortSignal): Float64Array[] {
  throwIfAborted(signal);
  const values = measures.map((measure) => Float64Array.from({ length: graph.nodeCount }, (_, node) => measure(node)));
  return sumsBeyond(graph.nodeCount, arcsOf(graph, filter), values, signal);
}

/** Arcs as pairs of nodes: those that a walk goes on from, and those that reach their end and lead no further. */
export interface ReachArcs {
  readonly throughFrom: Int32Array;
  readonly throughTo: Int32Array;
  readonly lastFrom: Int32Array;
  readonly lastTo: Int32Array;
}

/** For each of `values` (by node): by node, its sum over all other nodes that the node reaches over the arcs. */
export function sumsBeyond(nodeCount: number, arcs: ReachArcs, values: readonly Float64Array[], signal?: AbortSignal): Float64Array[] {
  const condensed = condense(nodeCount, arcs);
  const targets = targetsOf(nodeCount, condensed, values);
  const ofComponent = sumOverReach(condensed, targets, signal);
  return values.map((value, measure) => value.map((own, node) => ofComponent[measure]![condensed.of[node]!]! - own));
}

function arcsOf(graph: Graph, filter: EndlessFilter): ReachArcs {
  const pass = edgeFilter(graph, filter);
  const { from, to } = graph.columns;
  const verdicts = new Uint8Array(graph.edgeCount);
  let [throughCount, lastCount] = [0, 0];
  for (let edge = 0; edge < verdicts.length; edge++) {
    const verdict = pass(edge);
    verdicts[edge] = verdict;
    if (verdict === PASS.through) throughCount++;
    else if (verdict === PASS.last) lastCount++;
  }
  const ends = (verdict: number, size: number, column: Int32Array): Int32Array => {
    const picked = new Int32Array(size);
    for (let edge = 0, position = 0; position < size; edge++) if (verdicts[edge] === verdict) picked[position++] = column[edge]!;
    return picked;
  };
  return {
    throughFrom: ends(PASS.through, throughCount, from),
    throughTo: ends(PASS.through, throughCount, to),
    lastFrom: ends(PASS.last, lastCount, from),
    lastTo: ends(PASS.last, lastCount, to),
  };
}

interface Condensed {
  /** By node. */
  readonly of: Int32Array;
  readonly count: number;
  /** By component: the other components that arcs lead through to, each once; all of lower number. */
  readonly through: Successors;
  /** By component: nodes that a last arc leads to. */
  readonly last: Successors;
}

function condense(nodeCount: number, { throughFrom, throughTo, lastFrom, lastTo }: ReachArcs): Condensed {
  const { of, count } = stronglyConnected(nodeCount, successorsOf(nodeCount, throughFrom, throughTo));
  const component = (node: number): number => of[node]!;
  return {
    of,
    count,
    through: eachOnce(count, successorsOf(count, throughFrom.map(component), throughTo.map(component))),
    last: successorsOf(count, lastFrom.map(component), lastTo),
  };
}

/** Without repeated successors, and without a component's arcs to itself. */
function eachOnce(count: number, { offsets, targets }: Successors): Successors {
  const seenBy = new Int32Array(count).fill(-1);
  const kept = new Int32Array(targets.length);
  const keptOffsets = new Int32Array(count + 1);
  let size = 0;
  for (let component = 0; component < count; component++) {
    seenBy[component] = component;
    for (let position = offsets[component]!, end = offsets[component + 1]!; position < end; position++) {
      const target = targets[position]!;
      if (seenBy[target] === component) continue;
      seenBy[target] = component;
      kept[size++] = target;
    }
    keptOffsets[component + 1] = size;
  }
  return { offsets: keptOffsets, targets: kept.subarray(0, size) };
}

/**
 * What gets a bit. The members of a component are reached together and share one, but for those that a last arc reaches
 * alone: each of these has its own. What counts for nothing in any measure has none.
 */
interface Targets {
  /** By bit, for each measure: the sum over the nodes that share it. Bits of equal sums stand together. */
  readonly sums: readonly Float64Array[];
  /** By component: its own bits. */
  readonly own: Successors;
  /** By node: its bit, or -1. */
  readonly bitOf: Int32Array;
}

function targetsOf(nodeCount: number, { of, count, last }: Condensed, values: readonly Float64Array[]): Targets {
  const group = new Int32Array(nodeCount);
  const alone = new Uint8Array(nodeCount);
  for (const node of last.targets) alone[node] = 1;
  const shared = new Int32Array(count).fill(-1);
  const componentOf: number[] = [];
  for (let node = 0; node < nodeCount; node++) {
    const component = of[node]!;
    let number = alone[node] === 1 ? -1 : shared[component]!;
    if (number === -1) {
      number = componentOf.push(component) - 1;
      if (alone[node] === 0) shared[component] = number;
    }
    group[node] = number;
  }
  const unsorted = values.map((value) => {
    const sums = new Float64Array(componentOf.length);
    for (let node = 0; node < nodeCount; node++) sums[group[node]!]! += value[node]!;
    return sums;
  });
  // Bits whose sums are alike can be counted by the word.
  const counted = Int32Array.from(componentOf.keys()).filter((number) => unsorted.some((sums) => sums[number] !== 0));
  const order = counted.sort((a, b) => {
    for (const sums of unsorted) if (sums[a] !== sums[b]) return sums[a]! - sums[b]!;
    return componentOf[a]! - componentOf[b]! || a - b;
  });
  const bit = new Int32Array(componentOf.length).fill(-1);
  for (let position = 0; position < order.length; position++) bit[order[position]!] = position;
  return {
    sums: unsorted.map((sums) => Float64Array.from(order, (number) => sums[number]!)),
    own: successorsOf(count, order.map((number) => componentOf[number]!), Int32Array.from(order.keys())),
    bitOf: group.map((number) => bit[number]!),
  };
}

/** At most so much for the bits of one block. */
const BLOCK_BYTES = 64 * 1024 * 1024;
/** Words of a component in one block: enough to make up for walking the arcs again, few enough for the processor's cache. */
const MOST_WORDS = 64;

function sumOverReach({ count, through, last }: Condensed, { sums, own, bitOf }: Targets, signal: AbortSignal | undefined): Float64Array[] {
  const totals = sums.map(() => new Float64Array(count));
  const bits = sums[0]?.length ?? 0;
  const width = Math.max(1, Math.min(MOST_WORDS, Math.ceil(bits / 32), Math.floor(BLOCK_BYTES / 4 / Math.max(1, count))));
  const words = new Int32Array(count * width);
  /** By component: whether it has any bit in this block. */
  const filled = new Uint8Array(count);
  const lastBits = { offsets: last.offsets, targets: last.targets.map((node) => bitOf[node]!) };
  for (let first = 0; first < bits; first += width * 32) {
    throwIfAborted(signal);
    words.fill(0);
    filled.fill(0);
    const end = Math.min(bits, first + width * 32);
    for (const { offsets, targets } of [own, lastBits]) {
      for (let component = 0; component < count; component++) {
        for (let position = offsets[component]!, stop = offsets[component + 1]!; position < stop; position++) {
          const bit = targets[position]!;
          if (bit < first || bit >= end) continue;
          words[component * width + ((bit - first) >>> 5)]! |= 1 << ((bit - first) & 31);
          filled[component] = 1;
        }
      }
    }
    spread(count, through, words, width, filled);
    addUp(totals, sums, first, end, words, width, filled);
  }
  return totals;
}

/** Successors have lower numbers, and so are complete when their turn as a part of others comes. */
function spread(count: number, { offsets, targets }: Successors, words: Int32Array, width: number, filled: Uint8Array): void {
  for (let component = 0; component < count; component++) {
    const start = component * width;
    for (let position = offsets[component]!, stop = offsets[component + 1]!; position < stop; position++) {
      const target = targets[position]!;
      if (filled[target] === 0) continue;
      filled[component] = 1;
      const other = target * width;
      for (let word = 0; word < width; word++) words[start + word]! |= words[other + word]!;
    }
  }
}

function addUp(totals: readonly Float64Array[], sums: readonly Float64Array[], first: number, end: number, words: Int32Array, width: number, filled: Uint8Array): void {
  const alike = new Uint8Array(width);
  for (let word = 0; word < width; word++) {
    const [from, to] = [first + word * 32, Math.min(end, first + word * 32 + 32) - 1];
    alike[word] = sums.every((sum) => sum[from] === sum[to]) ? 1 : 0;
  }
  for (let component = 0; component < filled.length; component++) {
    if (filled[component] === 0) continue;
    for (let word = 0; word < width; word++) {
      let rest = words[component * width + word]!;
      if (rest === 0) continue;
      const from = first + word * 32;
      if (alike[word] === 1) {
        const count = ones(rest);
        for (let measure = 0; measure < sums.length; measure++) totals[measure]![component]! += count * sums[measure]![from]!;
        continue;
      }
      for (; rest !== 0; rest &= rest - 1) {
        const bit = from + 31 - Math.clz32(rest & -rest);
        for (let measure = 0; measure < sums.length; measure++) totals[measure]![component]! += sums[measure]![bit]!;
      }
    }
  }
}

/** How many bits of a word are set. */
function ones(word: number): number {
  let sum = word - ((word >>> 1) & 0x55555555);
  sum = (sum & 0x33333333) + ((sum >>> 2) & 0x33333333);
  return Math.imul((sum + (sum >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
