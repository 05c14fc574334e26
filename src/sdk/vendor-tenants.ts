/** Which tenants are a vendor's own, so that what its accounts hold there is its business: in memory and in Cypher alike. */
import type { Graph } from '../graph/graph.ts';
import { openEnds } from './open-ends.ts';
import { isMarkedThirdParty, markedThirdPartyCypher } from './third-party.ts';

/** Identities that customers install in tenants of their own: where one is, the tenant is not its vendor's. */
const INSTALLED_KINDS: readonly string[] = ['github_app', 'oauth_app'];
/** Bits of who is in a tenant. */
const VENDORS = 1;
const OTHERS = 2;

/**
 * A tenant is a vendor's own that is a Container in which all open identities are marked as a third party's, and none is an
 * app that customers install. Gives for an identity a test of things: true for one that is in such a tenant beside it, as it
 * is itself.
 */
export function vendorTenants(graph: Graph): (identity: number) => (thing: number) => boolean {
  const inside = new Uint8Array(graph.nodeCount);
  for (const identity of graph.withLabel('Identity')) {
    if (graph.isClosed(identity)) continue;
    const vendors = isMarkedThirdParty(graph, identity) && !INSTALLED_KINDS.includes(graph.text(identity, 'kind') ?? '');
    for (const tenant of openEnds(graph, identity, 'CONTAINED_IN', 'Container')) inside[tenant]! |= vendors ? VENDORS : OTHERS;
  }
  const tenantsOf = (thing: number): number[] => openEnds(graph, thing, 'CONTAINED_IN', 'Container').filter((tenant) => inside[tenant] === VENDORS);
  return (identity) => {
    const tenants = tenantsOf(identity);
    return (thing) => tenants.length > 0 && tenantsOf(thing).some((tenant) => tenants.includes(tenant));
  };
}

/** The same for the open identity `i` and the variable `thing`. */
export function vendorTenantCypher(i: string, thing: string): string {
  return `EXISTS {
    MATCH (${i})-[lives:CONTAINED_IN]->(tenant:Entity:Container)
    WHERE lives.until IS NULL AND tenant.until IS NULL
      AND EXISTS { MATCH (${thing})-[lies:CONTAINED_IN]->(tenant) WHERE lies.until IS NULL }
      AND NOT EXISTS {
        MATCH (other:Entity:Identity)-[within:CONTAINED_IN]->(tenant)
        WHERE within.until IS NULL AND other.until IS NULL
          AND (NOT ${markedThirdPartyCypher('other')} OR coalesce(other.kind, '') IN [${INSTALLED_KINDS.map((kind) => `'${kind}'`).join(', ')}])
      }
  }`;
}
