/** Where secrets belong: places that are made to hold them. Cypher of the same stands in sdk/secret-store-cypher. */
import type { Graph } from './graph.ts';

/** Kinds of resources that are made to hold secrets, in lower case without the signs below. */
export const SECRET_STORE_KINDS: readonly string[] = [
  'secret', 'secrets', 'secretmanager', 'secretsmanager', 'secretstore', 'secretmanagersecret', 'secretsmanagersecret',
  'parameter', 'ssmparameter', 'parameterstore',
  'vault', 'vaultsecret', 'keyvault', 'keyvaultsecret', 'keyvaultkey', 'keyvaultcertificate', 'azurekeyvault', 'passwordvault', 'passwordmanager', 'pam', 'hsm', 'cloudhsm',
  'k8ssecret', 'kubernetessecret', 'actionssecret', 'githubsecret', 'organizationsecret', 'repositorysecret', 'environmentsecret', 'cisecret',
];
/** How a secret store shows a secret to those who may read it: a value of `how` on EXPOSES. */
export const AS_SECRET_STORE = 'secret_store';
/** A place whose kind nobody tells may still be named as a store is: `arn:aws:secretsmanager:…`, `vault://…`, `…/secrets/…`. */
export const NAMED_AS_SECRET_STORE = '(secretsmanager|parameter|vault|secrets?)[:/.]';
const NAMED = new RegExp(NAMED_AS_SECRET_STORE, 'i');

/** True for a resource that is a secret store, and for any place that shows the secret as one (`how` of the EXPOSES edge). */
export function isSecretStore(graph: Graph, place: number, how: string | undefined): boolean {
  if (how === AS_SECRET_STORE) return true;
  if (graph.label(place) !== 'Resource') return false;
  const kind = graph.text(place, 'kind');
  return kind === undefined ? NAMED.test(graph.uid(place)) : SECRET_STORE_KINDS.includes(kind.toLowerCase().replaceAll(/[ ._-]/g, ''));
}
