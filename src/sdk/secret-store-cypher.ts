/** Cypher of graph/secret-store: where secrets belong. */
import { AS_SECRET_STORE, NAMED_AS_SECRET_STORE, SECRET_STORE_KINDS } from '../graph/secret-store.ts';

/** True where the workload or resource `p` exposes by the relationship `e` as a secret store does; uses `$storeKinds`. */
export function secretStoreCypher(p: string, e: string): string {
  return `(coalesce(${e}.how, '') = '${AS_SECRET_STORE}' OR (${p}:Resource AND CASE
    WHEN ${p}.kind IS NULL THEN ${p}.uid =~ '(?is).*${NAMED_AS_SECRET_STORE}.*'
    ELSE reduce(kind = toLower(${p}.kind), sign IN [' ', '.', '-', '_'] | replace(kind, sign, '')) IN $storeKinds END))`;
}

/** Parameters that it uses. */
export const SECRET_STORE_PARAMETERS: Readonly<Record<string, unknown>> = { storeKinds: SECRET_STORE_KINDS };
