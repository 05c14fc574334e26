/**
 * One key told by two exports: the credential report knows an access key by its slot alone, `list-access-keys` and
 * CloudTrail by its id. Where a user's slot and key were made in the same moment they are the same; what the report
 * says of the slot is then said of the key.
 */
import type { Graph } from '../../graph/graph.ts';
import type { DerivedBatch } from '../batch.ts';
import { SCOPE, isDerived } from './edges.ts';

/** The report rounds to seconds. */
const SAME_MOMENT_MILLISECONDS = 2000;
/** What the report knows better than whoever lists ids. */
const CARRIED = ['status', 'lastRotatedAt', 'lastUsedAt', 'lastUsedService', 'lastUsedRegion'] as const;

/** @param aliases by index of an identity, the indexes under which it is only named */
export function deriveKeys(graph: Graph, aliases: ReadonlyMap<number, readonly number[]>, derived: DerivedBatch): void {
  for (const identity of graph.withLabel('Identity')) {
    if (graph.text(identity, 'provider') !== 'aws') continue;
    const { slots, keys } = accessKeys(graph, [identity, ...(aliases.get(identity) ?? [])]);
    for (const slot of slots) {
      const matching = keys.filter((key) => sameMoment(graph, slot, key));
      // Two keys made within a moment of each other: which is which nobody can tell.
      if (matching.length === 1) same(graph, slot, matching[0]!, derived);
    }
  }
}

function same(graph: Graph, slot: number, key: number, derived: DerivedBatch): void {
  derived.edge('SAME_AS', graph.uid(slot), graph.uid(key), SCOPE, { how: 'same user, made at the same time' }, [slot, key]);
  const carried = CARRIED.map((name) => [name, graph.property(slot, name)] as const).filter(([name, value]) => value !== undefined && isBetter(name, graph, key, value));
  if (carried.length > 0) derived.annotate(graph.uid(key), Object.fromEntries(carried));
}

/** Of two times the later one holds. For the rest the report stands in, unless an export describes the key itself. */
function isBetter(name: (typeof CARRIED)[number], graph: Graph, key: number, value: unknown): boolean {
  const present = graph.property(key, name);
  if (present === undefined) return true;
  if (name === 'lastUsedAt' || name === 'lastRotatedAt') return (value as string) > (present as string);
  return graph.node(key).evidence.length === 0;
}

function accessKeys(graph: Graph, identities: readonly number[]): { readonly slots: readonly number[]; readonly keys: readonly number[] } {
  const slots = new Set<number>();
  const keys = new Set<number>();
  for (const edge of identities.flatMap((identity) => [...graph.inEdges(identity)])) {
    if (graph.edgeKind(edge) !== 'AUTHENTICATES_AS' || !graph.isOpen(edge) || isDerived(graph, edge)) continue;
    const credential = graph.columns.from[edge]!;
    if (graph.isClosed(credential) || graph.text(credential, 'kind') !== 'access_key') continue;
    (graph.uid(credential).startsWith(`${graph.uid(graph.columns.to[edge]!)}#`) ? slots : keys).add(credential);
  }
  return { slots: [...slots].sort((a, b) => a - b), keys: [...keys].sort((a, b) => a - b) };
}

function sameMoment(graph: Graph, slot: number, key: number): boolean {
  const [one, other] = [graph.text(slot, 'createdAt'), graph.text(key, 'createdAt')];
  return one !== undefined && other !== undefined && Math.abs(Date.parse(one) - Date.parse(other)) <= SAME_MOMENT_MILLISECONDS;
}
