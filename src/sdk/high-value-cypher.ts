/** Cypher of graph/high-value: what an attacker is after. */
import { CROWN_JEWEL } from '../model/labels.ts';

/** True for a crown jewel `t`. */
export function crownJewelCypher(t: string): string {
  return `coalesce(${t}.sensitivity >= ${CROWN_JEWEL}, false)`;
}

/** True for `t` that is a crown jewel or of tier 0, or a container that somebody escalates to. */
export function highValueCypher(t: string): string {
  return `(${crownJewelCypher(t)} OR coalesce(${t}.tier0, false)
  OR (${t}:Container AND EXISTS { (${t})<-[up:CAN_ESCALATE_TO]-(:Entity) WHERE up.until IS NULL }))`;
}
