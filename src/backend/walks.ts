/** Walks as the window draws them: grouped, put into a sentence, with a handle for the things behind each group. */
import { AppError } from '../base/errors.ts';
import { parseTime } from '../base/time.ts';
import { indexOfUid } from '../graph/find.ts';
import type { Graph } from '../graph/graph.ts';
import { countWalked, drawnLinks, groupReach, weight, type NodeGroup } from '../graph/group.ts';
import { mergeEdges } from '../graph/links.ts';
import { reach, type Direction, type Reach } from '../graph/reach.ts';
import { shortestPath } from '../graph/shortest-path.ts';
import { CROWN_JEWEL, type EdgeKind } from '../model/labels.ts';
import { COMPROMISE_KINDS, followedKinds, type EvidenceMode, type WalkFilter } from '../model/walk.ts';
import type { Output, ParsedInput } from '../protocol/procedures.ts';
import type { WalkView } from '../protocol/shapes.ts';
import type { OpenCase } from './open-case.ts';
import { detailedLink, thingAt, viewOf } from './things.ts';

interface HeldView {
  readonly client: string;
  readonly graph: Graph;
  readonly outcome: Reach;
  readonly groups: ReadonlyMap<string, NodeGroup>;
}

const HELD_PER_CLIENT = 8;

export class Walks {
  readonly #held = new Map<string, HeldView>();
  #next = 1;

  run(openCase: OpenCase, client: string, input: ParsedInput<'walk.run'>, signal: AbortSignal): WalkView {
    const { graph } = openCase;
    const { direction } = input;
    const filter = readFilter(input.filter);
    const seeds = [...new Set(input.seeds.map((uid) => indexOfUid(graph, uid)))];
    const outcome = reach(graph, seeds, direction, filter, signal);
    const inMode = (mode: EvidenceMode): Reach => (mode === filter.mode ? outcome : reach(graph, seeds, direction, { ...filter, mode }, signal));
    const granted = inMode('granted');
    const observed = inMode('observed');
    const edges = countWalked(graph, outcome.hops, filter);
    const grouping = groupReach(graph, seeds, outcome, input.budget, new Set(input.open), edges);
    const view = this.#hold(client, { client, graph, outcome, groups: new Map(grouping.groups.map((group) => [group.id, group])) });
    const counts = countLabels(graph, outcome.reached);
    const crownJewels = outcome.reached.filter((index) => graph.property(index, 'sensitivity') === CROWN_JEWEL);
    const tier0 = outcome.reached.filter((index) => graph.property(index, 'tier0') === true).length;
    const bound = viewOf(openCase);
    const evidence = (index: number): EvidenceMode =>
      granted.hops[index]! >= 0 ? (observed.hops[index]! >= 0 ? 'both' : 'granted') : observed.hops[index]! >= 0 ? 'observed' : 'both';
    return {
      view,
      direction,
      seeds: seeds.map((index) => thingAt(bound, index)),
      sentence: sentence(graph, seeds, direction, outcome, counts, crownJewels, observed, filter),
      reached: outcome.reached.length,
      crownJewels: crownJewels.length,
      tier0,
      maximumHop: outcome.reached.length === 0 ? 0 : outcome.hops[outcome.reached.at(-1)!]!,
      labels: counts,
      granted: granted.reached.length,
      observed: observed.reached.length,
      leftOut: outcome.leftOut,
      nodes: grouping.single.map((index) => ({ thing: thingAt(bound, index), hop: outcome.hops[index]!, evidence: evidence(index) })),
      groups: grouping.groups.map((group) => this.#group(openCase, group)),
      links: drawnLinks(graph, grouping, outcome, direction, filter).map((link) => ({ ...link, kinds: [...link.kinds].sort() as EdgeKind[] })),
    };
  }

  #group(openCase: OpenCase, { id, hop, label, kind, provider, members }: NodeGroup): WalkView['groups'][number] {
    const { graph } = openCase;
    const { orphanReasons } = openCase.derived();
    return {
      id,
      hop,
      label,
      kind: kind ?? null,
      provider: provider ?? null,
      count: members.length,
      sensitive: members.filter((index) => Number(graph.property(index, 'sensitivity') ?? 0) >= 2).length,
      orphaned: members.filter((index) => orphanReasons.has(graph.uid(index))).length,
      named: members.slice(0, 3).map((index) => ({ uid: graph.uid(index), name: graph.name(index) })),
    };
  }

  members(openCase: OpenCase, input: ParsedInput<'walk.members'>): Output<'walk.members'> {
    const held = this.#held.get(input.view);
    if (!held || held.graph !== openCase.graph) {
      throw new AppError('bad-request', 'This view is no longer held: the case changed or the view was closed. Run the walk again.', { detail: { view: input.view } });
    }
    const { outcome, graph } = held;
    let indexes: readonly number[];
    if (input.group === undefined) {
      indexes = [...outcome.reached].sort((a, b) => outcome.hops[a]! - outcome.hops[b]! || weight(graph, b) - weight(graph, a) || a - b);
    } else indexes = held.groups.get(input.group)?.members ?? [];
    const bound = viewOf(openCase);
    return {
      total: indexes.length,
      members: indexes.slice(input.offset, input.offset + input.limit).map((index) => ({ thing: thingAt(bound, index), hop: outcome.hops[index]! })),
    };
  }

  why(openCase: OpenCase, input: ParsedInput<'walk.why'>, signal: AbortSignal): Output<'walk.why'> {
    const { graph } = openCase;
    const bound = viewOf(openCase);
    const from = indexOfUid(graph, input.from);
    const path = shortestPath(graph, from, indexOfUid(graph, input.to), readFilter(input.filter), signal);
    return {
      things: path.length === 0 ? [] : [from, ...path.map((step) => step.to)].map((index) => thingAt(bound, index)),
      steps: path.map((step) => ({
        from: graph.uid(step.from),
        to: graph.uid(step.to),
        links: mergeEdges(graph, step.edges).map((merged) => detailedLink(graph, merged)),
      })),
    };
  }

  close(view: string): void {
    this.#held.delete(view);
  }

  /** Lets go of views on other versions than the present one, which would keep those graphs in memory. */
  keepOnly(graph: Graph | undefined): void {
    for (const [view, held] of this.#held) if (held.graph !== graph) this.#held.delete(view);
  }

  disconnect(client: string): void {
    for (const [view, held] of this.#held) if (held.client === client) this.#held.delete(view);
  }

  /** A client that never closes its views loses its oldest, so that what is held stays bounded. */
  #hold(client: string, held: HeldView): string {
    const mine = [...this.#held].filter(([, other]) => other.client === client);
    if (mine.length >= HELD_PER_CLIENT) this.#held.delete(mine[0]![0]);
    const view = `view-${this.#next++}`;
    this.#held.set(view, held);
    return view;
  }
}

/** Times of a filter in fixed width. Throws `bad-request` naming the field. */
function readFilter({ window, at, ...rest }: WalkFilter): WalkFilter {
  if (followedKinds(rest).length === 0) {
    const message = `In mode ${rest.mode} a walk follows none of these relationships. Name some of ${COMPROMISE_KINDS[rest.mode].join(', ')}.`;
    throw new AppError('bad-request', message, { detail: { field: 'filter.relationships' } });
  }
  const time = (text: string | undefined, field: string): string | undefined => {
    const read = text === undefined ? undefined : parseTime(text);
    if (text === undefined || read !== undefined) return read;
    throw new AppError('bad-request', `"${text}" is no time; write it as 2026-11-24 or 2026-11-24T16:50:00Z.`, { detail: { field } });
  };
  return {
    ...rest,
    window: window && { from: time(window.from, 'filter.window.from'), to: time(window.to, 'filter.window.to') },
    at: time(at, 'filter.at'),
  };
}

function countLabels(graph: Graph, indexes: Int32Array): { name: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const index of indexes) counts.set(graph.label(index), (counts.get(graph.label(index)) ?? 0) + 1);
  return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

const PLURALS: Readonly<Record<string, [string, string]>> = {
  Identity: ['identity', 'identities'],
  Credential: ['credential', 'credentials'],
  Resource: ['resource', 'resources'],
  Workload: ['workload', 'workloads'],
  Group: ['group', 'groups'],
  Container: ['account or project', 'accounts or projects'],
};

function counted(count: number, name: string): string {
  const [one, many] = PLURALS[name] ?? [name.toLowerCase(), `${name.toLowerCase()}s`];
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

function sentence(
  graph: Graph,
  seeds: readonly number[],
  direction: Direction,
  { reached, hops }: Reach,
  counts: readonly { name: string; count: number }[],
  crownJewels: Int32Array,
  observed: Reach,
  filter: WalkFilter,
): string {
  const subject = seeds.length === 1 ? graph.name(seeds[0]!) : `${seeds.length} things`;
  const list = listed(counts.map(({ name, count }) => counted(count, name)));
  if (direction === 'backward') {
    return reached.length === 0 ? `Nothing can reach ${subject}.` : `${subject} can be reached by ${list}.`;
  }
  if (reached.length === 0) return `${subject} reaches nothing.`;
  // Reached things come nearest first.
  const nearest = crownJewels.length === 0 ? 0 : hops[crownJewels[0]!]!;
  const jewels =
    crownJewels.length === 0
      ? ''
      : `, ${crownJewels.length} of them crown ${crownJewels.length === 1 ? 'jewel' : 'jewels'}, nearest in ${nearest} ${nearest === 1 ? 'hop' : 'hops'}`;
  const used = filter.mode === 'observed' ? '' : `; ${observed.reached.length.toLocaleString('en')} ${observed.reached.length === 1 ? 'was' : 'were'} seen in use`;
  return `${subject} reaches ${list}${jewels}${used}.`;
}

function listed(parts: readonly string[]): string {
  return parts.length <= 1 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
