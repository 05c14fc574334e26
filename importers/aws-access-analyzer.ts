/**
 * Reads findings of IAM Access Analyzer: `list-findings-v2`, `get-finding-v2` of each, and the older `list-findings` and
 * `get-finding`; alone, one after another, in lists, and beside the analyzer they are of: `{"analyzerArn": …, "findings": […]}`.
 *
 * A file that names the analyzer, first, is the whole truth about it unless a page or the details of a finding are missing.
 * Any other file is so about each finding whose details it has, and about nothing that it does not show.
 */
import {
  JsonFields, accountFacts, arnOfFileName, awsAccountUid, awsThing, defineImporter, edgeFact, isJsonObject, jsonItems,
  jsonPointer, mentionFact, nodeFact, parseArn, principalIdentity, readFindingDetails,
} from '../src/sdk/index.ts';
import type {
  AnalyzedAccess, AwsThing, Fact, FindingDetails, Head, JsonItem, JsonPath, LooseProperties, NamedIdentity,
  NodeLabel, Problem, Source,
} from '../src/sdk/index.ts';

const ID = 'aws-access-analyzer';
const FINDING_FIELDS = [
  'action', 'analyzedAt', 'condition', 'createdAt', 'error', 'findingDetails', 'findingType', 'id', 'isPublic', 'principal',
  'resource', 'resourceControlPolicyRestriction', 'resourceOwnerAccount', 'resourceType', 'sources', 'status', 'updatedAt',
];
const ANALYZER_FIELDS = ['analyzerArn', 'AnalyzerArn', 'analyzer_arn', 'analyzer', 'arn'];
const TOKENS = ['nextToken', 'NextToken'];
const BESIDE = [...ANALYZER_FIELDS, ...TOKENS, 'filter'];
const PATHS = ['findings.*', 'finding', ...FINDING_FIELDS, ...BESIDE].flatMap((path) => [path, `*.${path}`]);
const ACCESS_TYPES = new Set(['ExternalAccess', 'InternalAccess']);
const STATUSES = new Set(['ACTIVE', 'ARCHIVED', 'RESOLVED']);
/** Actions and services that a description lists; of more it gives the number. */
const LISTED = 8;

export default defineImporter({
  id: ID,
  title: 'AWS IAM Access Analyzer findings',
  obtain:
    'a=$(aws accessanalyzer list-analyzers --query "analyzers[0].arn" --output text); for i in $(aws accessanalyzer list-findings-v2 --analyzer-arn $a ' +
    '--query "findings[].[id]" --output text); do aws accessanalyzer get-finding-v2 --analyzer-arn $a --id $i; done | ' +
    'jq -s --arg a $a \'{analyzerArn: $a, findings: .}\' > findings.json   (for each analyzer, without --filter)',
  description: 'Who outside or inside the organization can get at what, as AWS proved it, and keys, roles and permissions that nobody uses.',
  extensions: ['json', 'jsonl', 'ndjson'],
  emits: {
    labels: ['Finding', 'Identity', 'Credential', 'Resource', 'Workload', 'Container'],
    edges: ['FLAGS', 'CAN_ACCESS', 'CAN_ASSUME', 'AUTHENTICATES_AS', 'CONTAINED_IN'],
  },
  recognise,
  read,
});

/** Words of events about findings, of audit logs, and of the previews of a policy that is not in force. */
const OTHERS = /"(?:eventSource|CloudTrailEvent|detail-type|changeType|existingFindingId)"\s*:/;

function recognise({ text }: Head): string | undefined {
  if (!/^\s*[[{]/.test(text) || OTHERS.test(text)) return undefined;
  const isBesideAnalyzer = /"findings"\s*:\s*\[/.test(text) && /:access-analyzer:[^":]*:\d{12}:analyzer\//.test(text);
  if (isBesideAnalyzer) return 'has findings beside an analyzer of IAM Access Analyzer';
  if (!/"resourceOwnerAccount"\s*:/.test(text) || !/"analyzedAt"\s*:/.test(text)) return undefined;
  const isFinding = /"(?:findings?|findingType|findingDetails|condition)"\s*:/.test(text);
  return isFinding ? 'has findings with resourceOwnerAccount, as aws accessanalyzer writes them' : undefined;
}

/** An object of the file that is a finding, or has some in it. */
interface Holder {
  readonly key: string;
  /** ARN; undefined while nothing tells it. */
  analyzer: string | undefined;
  /** Its fields, where it is a finding itself. */
  readonly fields: Record<string, unknown>;
  readonly at: string;
  /** Findings listed in it so far. */
  listed: number;
  token: boolean;
  filtered: boolean;
  /** Every finding was shown with what it says of access. */
  whole: boolean;
}

interface Reading {
  readonly problems: Problem[];
  readonly fileAnalyzer: string | undefined;
  readonly mentioned: Set<string>;
  readonly contained: Set<string>;
  readonly accounts: Set<string>;
  /** By finding: where it stands without its details. */
  readonly bare: Map<string, string>;
  /** By ARN, empty for unknown: what is known of its list, over all its pages. */
  readonly lists: Map<string, { whole: boolean; truncated: string | undefined }>;
  incomplete: boolean;
}

async function* read(source: Source): AsyncGenerator<Fact> {
  const reading: Reading = {
    problems: [], fileAnalyzer: analyzerArn(arnOfFileName(source.name)?.text), mentioned: new Set(), contained: new Set(), accounts: new Set(),
    bare: new Map(), lists: new Map(), incomplete: false,
  };
  let holder: Holder | undefined;
  for await (const item of jsonItems(source, { paths: PATHS })) {
    if ('fact' in item) {
      reading.incomplete = true;
      yield item;
      continue;
    }
    const path = item.path.slice(0, item.pattern.endsWith('findings.*') ? -2 : -1);
    const key = `${item.document} ${jsonPointer(path)}`;
    if (holder?.key !== key) {
      if (holder) yield* close(holder, reading);
      holder = open(key, path, item, reading);
    }
    yield* take(item, holder, reading);
  }
  if (holder) yield* close(holder, reading);
  yield* completeness(reading);
}

function open(key: string, path: JsonPath, item: JsonItem, { fileAnalyzer }: Reading): Holder {
  const at = item.at.startsWith('/') ? jsonPointer(path) || item.at : item.at;
  return { key, analyzer: analyzerArn(path.at(-1)) ?? fileAnalyzer, fields: {}, at, listed: 0, token: false, filtered: false, whole: true };
}

function* take(item: JsonItem, holder: Holder, reading: Reading): Generator<Fact> {
  const name = item.pattern.replace(/^\*\./, '');
  const { value } = item;
  if (name === 'findings.*' || name === 'finding') {
    if (name === 'findings.*') holder.listed++;
    yield* finding(value, item.at, holder, reading);
  } else if (TOKENS.includes(name)) holder.token = typeof value === 'string' && value !== '';
  else if (name === 'filter') holder.filtered = isJsonObject(value) && Object.keys(value).length > 0;
  else if (ANALYZER_FIELDS.includes(name)) takeAnalyzer(analyzerArn(isJsonObject(value) ? value['arn'] : value), item.at, holder, reading);
  else holder.fields[name] = value;
  yield* problems(reading);
}

function takeAnalyzer(arn: string | undefined, at: string, holder: Holder, { problems }: Reading): void {
  if (arn === undefined || arn === holder.analyzer) return;
  if (holder.listed === 0) {
    holder.analyzer = arn;
    return;
  }
  const message =
    'The analyzer stands after its findings: those that are gone from it are left as they were. ' +
    `Put it first: {"analyzerArn": "${arn}", "findings": …}.`;
  problems.push({ fact: 'problem', code: 'unsupported', severity: 'note', message, at });
}

function analyzerArn(value: unknown): string | undefined {
  const arn = typeof value === 'string' ? parseArn(value) : undefined;
  return arn?.service === 'access-analyzer' && arn.type === 'analyzer' ? arn.text : undefined;
}

/** The end of an object: read as a finding if it is one, and what it says of its list. */
function* close(holder: Holder, reading: Reading): Generator<Fact> {
  const { analyzer = '', fields, at, token } = holder;
  if (Object.keys(fields).length > 0) {
    yield* finding(fields, at, { ...holder, whole: !token }, reading);
    if (token) reading.problems.push(truncated(at, 'The details of the finding go on in a page that the file does not have.'));
    yield* problems(reading);
  }
  if (holder.listed === 0) return;
  const whole = holder.whole && !holder.filtered && (reading.lists.get(analyzer)?.whole ?? true);
  reading.lists.set(analyzer, { whole, truncated: token ? at : undefined });
}

function* problems(reading: Reading): Generator<Problem> {
  for (const problem of reading.problems.splice(0)) {
    if (problem.severity === 'error') reading.incomplete = true;
    yield problem;
  }
}

function* finding(value: unknown, at: string, holder: Holder, reading: Reading): Generator<Fact> {
  const fields = new JsonFields(isJsonObject(value) ? value : {}, at, reading.problems);
  const id = fields.text('id');
  if (id === undefined) {
    fields.report(isJsonObject(value) ? 'missing-value' : 'malformed', 'error', 'A finding has no id; it was left out.', 'id');
    return;
  }
  const read = readFinding(fields, id, holder.analyzer);
  yield* describe(read, at, reading);
  if (read.isOpen) yield* accesses(read, at, reading);
  yield* disuse(read, at);
  if (read.isWhole) reading.bare.delete(id);
  else reading.bare.set(id, at);
  if (holder.analyzer !== undefined) holder.whole &&= read.isWhole;
  else if (read.isWhole && holder.whole) yield { fact: 'scope', scope: read.scope, ...(read.asOf === undefined ? {} : { exportedAt: read.asOf }) };
}

interface Finding {
  readonly uid: string;
  readonly scope: string;
  readonly type: string;
  readonly properties: LooseProperties;
  readonly severity: Severity;
  /** ARN of what the finding is about. */
  readonly resource: string | undefined;
  readonly owner: string | undefined;
  readonly details: FindingDetails | undefined;
  /** What it is about still holds: archiving a finding accepts the access, and does not end it. */
  readonly isOpen: boolean;
  /** The file says all of it: who has access, where it is about access. */
  readonly isWhole: boolean;
  readonly asOf: string | undefined;
}

function readFinding(fields: JsonFields, id: string, analyzer: string | undefined): Finding {
  const given = fields.text('resource');
  const resource = given !== undefined && parseArn(given) ? given : undefined;
  if (!resource) {
    const code = given === undefined ? 'missing-value' : 'bad-value';
    fields.report(code, 'warning', 'The finding names no resource by its ARN; it stands alone.', 'resource');
  }
  const details = readFindingDetails(fields, (resource && parseArn(resource)?.partition) ?? 'aws');
  // Shapes without a type are those of analyzers of external access.
  const type = fields.text('findingType') ?? 'ExternalAccess';
  const status = readStatus(fields);
  const error = fields.text('error');
  const isOpen = status !== 'resolved';
  const [analyzedAt, updatedAt] = [fields.time('analyzedAt'), fields.time('updatedAt')];
  const properties = {
    name: resource === undefined ? type : `${type}: ${parseArn(resource)!.name}`,
    kind: 'access_analyzer',
    provider: 'aws',
    nativeId: id,
    rule: type,
    status,
    firstSeen: fields.time('createdAt'),
    lastSeen: updatedAt,
    description: error === undefined ? descriptionOf(details) : `Not analyzed: ${error}`,
  };
  return {
    uid: `access-analyzer:${id}`,
    scope: `${ID}:${analyzer ?? id}`,
    type,
    properties,
    severity: severityOf(type, error, details),
    resource,
    owner: fields.text('resourceOwnerAccount'),
    details,
    isOpen,
    isWhole: !isOpen || !ACCESS_TYPES.has(type) || details !== undefined || error !== undefined,
    asOf: [analyzedAt, updatedAt].filter((time) => time !== undefined).sort().at(-1),
  };
}

function readStatus(fields: JsonFields): string | undefined {
  const status = fields.text('status');
  if (status !== undefined && STATUSES.has(status)) return status.toLowerCase();
  fields.report('bad-value', 'warning', 'status should be ACTIVE, ARCHIVED or RESOLVED; the finding counts as open.', 'status');
  return undefined;
}

type Severity = 'high' | 'medium' | 'low';

/**
 * AWS gives none. Public access is high; access from outside the zone of trust, a long-lived key or a role that nobody
 * uses are medium; access from within, permissions and passwords unused, and what could not be analyzed are low.
 */
function severityOf(type: string, error: string | undefined, details: FindingDetails | undefined): Severity {
  if (error !== undefined) return 'low';
  if (details?.access.some(({ isPublic }) => isPublic)) return 'high';
  return type === 'ExternalAccess' || type === 'UnusedIAMUserAccessKey' || type === 'UnusedIAMRole' ? 'medium' : 'low';
}

function descriptionOf(details: FindingDetails | undefined): string | undefined {
  const access = details?.access.map(({ principals, actions, conditionKeys }) => {
    const condition = conditionKeys.length === 0 ? '' : ` under a condition on ${list(conditionKeys)}`;
    return `Open to ${list(principals.map(({ uid }) => uid))}${condition}: ${list(actions)}`;
  });
  const unused = details?.disuse.flatMap(({ service, actions }) => {
    if (service === undefined) return [];
    return actions.length === 0 ? service : `${service} (${list(actions)})`;
  });
  return [...(access ?? []), ...(unused && unused.length > 0 ? [`Unused: ${list(unused)}`] : [])].join('; ') || undefined;
}

function list(texts: readonly string[]): string {
  const more = texts.length - LISTED;
  return texts.slice(0, LISTED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function* describe({ uid, scope, type, properties, severity, resource, owner, details, isOpen }: Finding, at: string, reading: Reading): Generator<Fact> {
  const isGuess = ACCESS_TYPES.has(type) && details === undefined;
  yield nodeFact(uid, 'Finding', { ...properties, ...(isGuess ? {} : { severity }) }, at, scope);
  // Whether it is public only the details say, which may stand in another file.
  if (isGuess) yield mentionFact(uid, 'Finding', { severity });
  if (resource === undefined) return;
  const identity = principalIdentity('AWS', resource);
  if (identity) yield* mention(identity, reading);
  else {
    const thing = awsThing(resource)!;
    const { label, name, kind } = thing;
    const isPublic = isOpen && (details?.access.some((access) => access.isPublic) ?? false);
    if (isPublic) yield nodeFact(resource, label, { name, kind, provider: 'aws', public: true }, at, scope);
    else yield* mentionOnce(resource, label, { name, kind, provider: 'aws' }, reading);
    yield* containment(thing, owner, at, reading);
  }
  yield edgeFact('FLAGS', uid, resource, {}, at, scope);
}

/** Whose account a thing is in outlasts the finding: in a scope that nothing closes. */
function* containment({ uid, account }: AwsThing, owner: string | undefined, at: string, reading: Reading): Generator<Fact> {
  const number = owner !== undefined && /^\d{12}$/.test(owner) ? owner : account;
  if (number === undefined || reading.contained.has(uid)) return;
  reading.contained.add(uid);
  const scope = `${ID}:${number}`;
  if (!reading.accounts.has(number)) yield* accountFacts(number, at, scope);
  reading.accounts.add(number);
  yield edgeFact('CONTAINED_IN', uid, awsAccountUid(number), {}, at, scope);
}

function* accesses({ resource, scope, details }: Finding, at: string, reading: Reading): Generator<Fact> {
  if (resource === undefined) return;
  const kind = edgeKindTo(resource);
  for (const access of details?.access ?? []) {
    if (kind === undefined || (kind === 'CAN_ASSUME' && !access.actions.some((action) => /^sts:AssumeRole/i.test(action)))) continue;
    for (const principal of access.principals) {
      yield* mention(principal, reading);
      yield edgeFact(kind, principal.uid, resource, edgeProperties(kind, access), at, scope);
    }
  }
}

/** Into a role one gets by assuming it; of other things of IAM no access follows. */
function edgeKindTo(resource: string): 'CAN_ASSUME' | 'CAN_ACCESS' | undefined {
  const arn = parseArn(resource)!;
  if (arn.service !== 'iam') return 'CAN_ACCESS';
  return arn.type === 'role' ? 'CAN_ASSUME' : undefined;
}

function edgeProperties(kind: 'CAN_ASSUME' | 'CAN_ACCESS', { actions, level, conditionKeys, conditionalDeny, sources }: AnalyzedAccess): LooseProperties {
  return {
    source: 'IAM Access Analyzer',
    ...(conditionKeys.length > 0 ? { conditional: true, conditionKeys } : {}),
    ...(conditionalDeny ? { conditionalDeny } : {}),
    ...(kind === 'CAN_ACCESS'
      ? { level, actions: [...new Set(actions)].sort(), how: sources.join(', ') }
      : { externalId: conditionKeys.some((key) => key.toLowerCase() === 'sts:externalid') }),
  };
}

function* disuse(finding: Finding, at: string): Generator<Fact> {
  const { type, resource, details } = finding;
  const identity = resource !== undefined && principalIdentity('AWS', resource) ? resource : undefined;
  for (const { accessKeyId, lastUsedAt } of details?.disuse ?? []) {
    if (accessKeyId !== undefined) yield* unusedKey(finding, identity, accessKeyId, lastUsedAt, at);
    // Filled in where no export knows better: whoever used it since has ended the finding.
    else if (type === 'UnusedIAMRole' && identity !== undefined) yield mentionFact(identity, 'Identity', { lastUsedAt });
  }
}

/** A key is its user's for good: that outlasts the finding. */
function* unusedKey({ uid, scope }: Finding, user: string | undefined, key: string, lastUsedAt: string | undefined, at: string): Generator<Fact> {
  const name = user === undefined ? key : `${key} of ${parseArn(user)!.name}`;
  yield mentionFact(key, 'Credential', { name, kind: 'access_key', provider: 'aws', lastUsedAt });
  yield edgeFact('FLAGS', uid, key, {}, at, scope);
  if (user !== undefined) yield edgeFact('AUTHENTICATES_AS', key, user, {}, at, `${ID}:${key}`);
}

function* mention({ uid, properties }: NamedIdentity, reading: Reading): Generator<Fact> {
  yield* mentionOnce(uid, 'Identity', properties, reading);
}

function* mentionOnce(uid: string, label: NodeLabel, properties: LooseProperties, { mentioned }: Reading): Generator<Fact> {
  if (mentioned.has(uid)) return;
  mentioned.add(uid);
  yield mentionFact(uid, label, properties);
}

function truncated(at: string, message: string): Problem {
  return { fact: 'problem', code: 'truncated', severity: 'warning', message: `${message} Export without --max-items.`, at, field: 'nextToken' };
}

/** Says of which analyzers the file is the whole truth, and what would make it so. */
function* completeness({ lists, bare, incomplete }: Reading): Generator<Fact> {
  for (const [analyzer, { whole, truncated: page }] of lists) {
    if (page !== undefined) yield truncated(page, 'The list goes on in a page that the file does not have: what it does not show is left as it was.');
    else if (whole && !incomplete && analyzer !== '') yield { fact: 'scope', scope: `${ID}:${analyzer}` };
  }
  const [first] = bare.values();
  if (first === undefined) return;
  const message = `${bare.size} findings are about access and do not say whose. Get each with aws accessanalyzer get-finding-v2, and import them too.`;
  yield { fact: 'problem', code: 'missing-value', severity: 'note', message, at: first, field: 'findingDetails' };
}
