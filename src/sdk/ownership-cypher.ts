/**
 * Cypher of graph/ownership: fragments that the ownership queries share, so that both say the same. Uses `$now`.
 * The text is fixed but for names of variables.
 */
import { UNOWNABLE_KINDS } from '../graph/ownership.ts';

/** True for an owner who is inactive or has left. */
export const hasLeftCypher = (owner: string): string =>
  `(coalesce(${owner}.active, true) = false OR ${owner}.until IS NOT NULL OR coalesce(${owner}.leftAt <= $now, false))`;

/** Binds `known` and `memberships`: what owners are measured against. */
export const DIRECTORY_CYPHER = `
WITH EXISTS { MATCH (d:Entity:Owner) WHERE d.until IS NULL AND coalesce(d.missing, false) = false } AS known,
     EXISTS { MATCH (:Entity:Owner)-[r:MEMBER_OF]->(:Entity:Owner) WHERE r.until IS NULL } AS memberships`;

/** True for an identity `i` whose ownership is judged. */
export const JUDGED_CYPHER = `coalesce(i.isNhi, false) AND i.until IS NULL AND coalesce(i.missing, false) = false
  AND NOT coalesce(i.kind, '') IN [${UNOWNABLE_KINDS.map((kind) => `'${kind}'`).join(', ')}]`;

/** Why `o` does not count as an owner, null when it is a good one; needs `known` and `memberships`. */
export const ownerFaultCypher = (o: string): string => `CASE
    WHEN ${o}:Identity AND coalesce(${o}.isNhi, false) THEN 'owner-non-human'
    WHEN ${o}:Identity AND (${o}.until IS NOT NULL OR coalesce(${o}.enabled, true) = false) THEN 'owner-left'
    WHEN ${o}:Identity THEN null
    WHEN coalesce(${o}.kind, '') = 'service' THEN 'owner-non-human'
    WHEN ${hasLeftCypher(o)} THEN 'owner-left'
    WHEN coalesce(${o}.missing, false) THEN CASE WHEN known THEN 'owner-unknown' ELSE null END
    WHEN coalesce(${o}.kind, '') <> 'team' OR NOT memberships THEN null
    WHEN EXISTS { MATCH (m:Entity:Owner)-[r:MEMBER_OF]->(${o}) WHERE r.until IS NULL
      AND coalesce(m.missing, false) = false AND NOT ${hasLeftCypher('m')} } THEN null
    ELSE 'team-empty' END`;

/** A subquery for identity `i` that binds `reasons` (sorted, empty when owned) and `owners` (names, in uid order). */
export const REASONS_CYPHER = `
CALL (i, known, memberships) {
  OPTIONAL MATCH (i)-[owned:OWNED_BY]->(o:Entity) WHERE owned.until IS NULL
  WITH DISTINCT o, known, memberships ORDER BY o.uid
  WITH o, CASE
    WHEN o IS NULL THEN 'never-owned'
    ELSE ${ownerFaultCypher('o')} END AS fault
  WITH collect(fault) AS faults, collect(o) AS found, count(*) AS judged
  CALL (faults) { UNWIND faults AS fault WITH DISTINCT fault ORDER BY fault RETURN collect(fault) AS distinctFaults }
  RETURN CASE WHEN size(faults) < judged THEN [] ELSE distinctFaults END AS reasons,
         [o IN found | coalesce(o.name, o.uid)] AS owners
}`;
