/**
 * A graph with every name replaced by a code, for showing to people who may see the shape and not the names. What the graph
 * says stays: labels, kinds, levels, times, counts, actions. What could name somebody or something becomes a code or goes;
 * a property that is new in the model goes until this file says that it may stay.
 */
import type { Properties, PropertyValue } from '../model/properties.ts';
import type { EdgeRecord, Evidence, NodeRecord } from '../model/records.ts';
import { buildGraph } from './build.ts';
import type { Graph } from './graph.ts';

/** From a text to its digest: at least 12 hex digits, the same for the same text, not to be guessed without the key. */
export type Digest = (text: string) => string;

/** Node properties that name nobody. */
const NODE_KEPT = new Set([
  'kind', 'provider', 'environment', 'createdAt', 'missing', 'since', 'until', 'isNhi', 'thirdParty', 'enabled', 'tier0', 'lastUsedAt', 'mfa',
  'grantedActions', 'usedActions', 'activeHours', 'activity', 'status', 'expiresAt', 'lastRotatedAt', 'lastUsedService', 'lastUsedRegion', 'active', 'leftAt',
  'privileged', 'version', 'updatedAt', 'attachmentCount', 'public', 'sensitivity', 'time', 'action', 'outcome', 'errorCode', 'region',
  'rule', 'severity', 'firstSeen', 'lastSeen', 'format', 'exportedAt', 'importedAt', 'records', 'problems',
]);
/** Node properties that are one name each. */
const NODE_CODED = new Set(['sourceIp', 'fingerprint', 'sha256']);
/** Edge properties that name nobody. */
const EDGE_KEPT = new Set([
  'since', 'until', 'level', 'actions', 'conditional', 'conditionalDeny', 'externalId', 'count', 'denied', 'firstSeen', 'lastSeen',
  'days', 'path', 'certainty', 'at', 'expiresAt',
]);

/** Stands for anyone at all in AWS policies, and so names nobody. */
const ANYONE = 'aws:*';

/** The code of a thing: its label and a digest, as `identity-3fa9b2c1d0e4`. */
export function pseudonym(digest: Digest, label: string, uid: string): string {
  if (uid === ANYONE) return uid;
  // A deleted principal is known by the form of its id alone, which tells nothing of whose it was.
  const prefix = /^(deleted:[A-Za-z]+:|AIDA|AROA)/.exec(uid)?.[1] ?? '';
  if (prefix.startsWith('A')) return `${prefix}${digest(uid).slice(0, 17).toUpperCase()}`;
  return `${prefix}${label.toLowerCase()}-${digest(uid).slice(0, 12)}`;
}

/** The graph in codes, at the same version. Two graphs with the same digest give the same codes to the same things. */
export function pseudonymisedGraph(graph: Graph, digest: Digest): Graph {
  const codes = graph.nodes.map(({ uid, label }) => pseudonym(digest, label, uid));
  const scopes = graph.scopes.map((scope) => codedScope(digest, scope));
  const codeOf = (uid: string): string => {
    const index = graph.indexOf(uid);
    return index === -1 ? `import-${digest(uid).slice(0, 12)}` : codes[index]!;
  };
  const evidenceOf = ({ import: by, file, at }: Evidence): Evidence => ({ import: codeOf(by), file: codedFile(digest, file), at: /^(line|byte) \d+$/.test(at) ? at : codedText(digest, at) });
  const nodes = graph.nodes.map((node, index): NodeRecord => ({
    uid: codes[index]!,
    label: node.label,
    properties: nodeProperties(digest, node.properties, codes[index]!),
    evidence: node.evidence.map((entry) => ({ ...evidenceOf(entry), scope: codedScope(digest, entry.scope) })),
  }));
  const edges: EdgeRecord[] = [];
  const { from, to, scope } = graph.columns;
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    edges.push({
      kind: graph.edgeKind(edge),
      from: codes[from[edge]!]!,
      to: codes[to[edge]!]!,
      scope: scopes[scope[edge]!]!,
      properties: edgeProperties(digest, graph.edgeProperties(edge), codeOf),
      evidence: graph.edgeEvidence(edge).map(evidenceOf),
    });
  }
  return buildGraph(graph.version, nodes, edges).graph;
}

function nodeProperties(digest: Digest, properties: Properties, code: string): Properties {
  const coded: Record<string, PropertyValue> = { name: code };
  for (const [name, value] of Object.entries(properties)) {
    if (NODE_KEPT.has(name)) coded[name] = value;
    else if (NODE_CODED.has(name)) coded[name] = codedText(digest, value as string);
    else if (name === 'tags') coded[name] = (value as readonly string[]).map((tag) => codedTag(digest, tag)).sort();
    else if (name === 'origins') coded[name] = (value as readonly string[]).map((origin) => codedOrigin(digest, origin)).sort();
    else if (name === 'userAgent') coded[name] = productOf(digest, value as string);
  }
  return coded;
}

function edgeProperties(digest: Digest, properties: Properties, codeOf: (uid: string) => string): Properties {
  const coded: Record<string, PropertyValue> = {};
  for (const [name, value] of Object.entries(properties)) {
    if (EDGE_KEPT.has(name)) coded[name] = value;
    else if (name === 'credentials') coded[name] = (value as readonly string[]).map(codeOf).sort();
    else if (name === 'justification' || name === 'ticket' || name === 'source') coded[name] = codedText(digest, value as string);
    else if (name === 'conditionKeys') coded[name] = (value as readonly string[]).map((key) => codedConditionKey(digest, key)).sort();
    else if (name === 'how' && isPlainWord(value as string)) coded[name] = value;
  }
  return coded;
}

/** The code of a text that is no thing's. */
export const codedText = (digest: Digest, text: string): string => `text-${digest(text).slice(0, 12)}`;

/** How a secret is exposed, in a word: `env`, `repo`. A sentence may name somebody. */
export const isPlainWord = (text: string): boolean => /^[a-z_-]{1,20}$/.test(text);

/** The ending stays: it says what kind of export it was. */
function codedFile(digest: Digest, file: string): string {
  const ending = /(\.[a-z]{1,5}){1,2}$/.exec(file)?.[0] ?? '';
  return file === '-' ? file : `file-${digest(file).slice(0, 12)}${ending}`;
}

/** `<importer>:<what it covers>`: the importer stays. */
function codedScope(digest: Digest, scope: string): string {
  const colon = scope.indexOf(':');
  const importer = colon === -1 ? '' : scope.slice(0, colon);
  return /^[a-z][a-z-]*$/.test(importer) ? `${importer}:${digest(scope).slice(0, 12)}` : codedText(digest, scope);
}

/** Of `key=value` a key of plain letters stays; a tag that is one text may be a name. */
function codedTag(digest: Digest, tag: string): string {
  const equals = tag.indexOf('=');
  if (equals === -1) return codedText(digest, tag);
  const [key, value] = [tag.slice(0, equals), tag.slice(equals + 1)];
  return `${/^[A-Za-z][A-Za-z_-]{0,20}$/.test(key) ? key : codedText(digest, key)}=${codedText(digest, value)}`;
}

/** `<sort> <value>=<first>/<last>`: regions are the provider's words; a network, a host or a program may be somebody's own. */
function codedOrigin(digest: Digest, origin: string): string {
  const [, sort = '', value = '', times = ''] = /^(\S+) (.*)=([^=]*)$/.exec(origin) ?? [];
  const known = sort === 'region' || (sort === 'service' && value.endsWith('.amazonaws.com')) || (sort === 'agent' && PRODUCT.test(value));
  return `${sort} ${known ? value : codedText(digest, value)}=${times}`;
}

/** Programs that everybody has; another may be named after whoever wrote it. */
const PRODUCT = /^\[?(Mozilla|AWS-Console|S3Console|console\.amazonaws\.com|signin\.amazonaws\.com|aws-cli|aws-sdk-[a-z]+|Boto3|Botocore|CloudShell|kubectl|gcloud|az-cli|AZURECLI|PowerShell|S3 Browser|Terraform|HashiCorp|curl)/i;

/** Identity providers that everybody may use. */
const SHARED_ISSUERS = new Set([
  'accounts.google.com', 'cognito-identity.amazonaws.com', 'graph.facebook.com', 'www.amazon.com', 'token.actions.githubusercontent.com', 'gitlab.com',
  'app.terraform.io', 'agent.buildkite.com',
]);

/** `aws:SourceIp` stays; of `aws:PrincipalTag/<tag>` the tag, and of `<issuer>:<claim>` an issuer of one's own, become codes. */
export function codedConditionKey(digest: Digest, key: string): string {
  const [, service, rest] = /^([a-z0-9-]+:[A-Za-z0-9-]+)(?:\/(.*))?$/s.exec(key) ?? [];
  if (service !== undefined) return rest === undefined ? service : `${service}/${codedText(digest, rest)}`;
  const [, issuer, claim] = /^(.+):([A-Za-z_]{1,20})$/s.exec(key) ?? [];
  if (issuer === undefined) return codedText(digest, key);
  return `${SHARED_ISSUERS.has(issuer) ? issuer : codedText(digest, issuer)}:${claim}`;
}

/** The product alone, without the versions and comments that tell one machine from another; a code for one of somebody's own. */
export function productOf(digest: Digest, userAgent: string): string {
  return PRODUCT.exec(userAgent)?.[0] ?? codedText(digest, userAgent);
}
