/**
 * Users and roles that an export names without their path: `list-access-keys` and session ARNs know the name alone. Names are
 * unique within an account, so the described principal of that name is meant, and a key of the one is a key of the other.
 */
import { parseArn } from '../../sdk/index.ts';
import type { DerivedBatch } from '../batch.ts';
import { SCOPE, isDerived } from './edges.ts';
import type { Estate, EstatePrincipal } from './estate.ts';

/** @returns by index of a described principal, the indexes under which it is only named */
export function deriveNames(estate: Estate, derived: DerivedBatch): ReadonlyMap<number, readonly number[]> {
  const aliases = new Map<number, number[]>();
  const { graph } = estate;
  const byName = new Map(estate.principals.map((principal) => [key(principal.kind, principal.account, principal.name), principal]));
  const meantBy = (uid: string): EstatePrincipal | undefined => {
    const arn = parseArn(uid);
    return arn?.service === 'iam' && arn.path === '/' ? byName.get(key(`iam_${arn.type}`, arn.account, arn.name)) : undefined;
  };
  for (const index of graph.withLabel('Identity')) {
    if (graph.property(index, 'missing') !== true || graph.isClosed(index)) continue;
    const meant = meantBy(graph.uid(index));
    if (!meant) continue;
    same(graph.uid(index), meant, derived);
    keysOf(estate, index, meant, derived);
    aliases.set(meant.index, [...(aliases.get(meant.index) ?? []), index]);
  }
  // Whom this derivation is the first to name: the next one must find nothing more.
  for (const { uid, label } of derived.batch.mentioned.values()) {
    const meant = label === 'Identity' && graph.indexOf(uid) === -1 ? meantBy(uid) : undefined;
    if (meant) same(uid, meant, derived);
  }
  return aliases;
}

function same(named: string, meant: EstatePrincipal, derived: DerivedBatch): void {
  derived.edge('SAME_AS', named, meant.uid, SCOPE, { how: 'same name in the same account' }, [meant.index]);
}

function keysOf({ graph }: Estate, named: number, meant: EstatePrincipal, derived: DerivedBatch): void {
  for (const edge of graph.inEdges(named)) {
    if (graph.edgeKind(edge) !== 'AUTHENTICATES_AS' || !graph.isOpen(edge) || isDerived(graph, edge)) continue;
    const credential = graph.columns.from[edge]!;
    derived.edge('AUTHENTICATES_AS', graph.uid(credential), meant.uid, SCOPE, { source: 'same name in the same account' }, [credential]);
  }
}

const key = (kind: string, account: string, name: string): string => `${kind} ${account} ${name}`;
