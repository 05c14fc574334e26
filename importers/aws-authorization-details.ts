/** Reads `aws iam get-account-authorization-details`: users, roles, groups and policies. What they may do is derived (src/derive). */
import {
  accountFacts,
  AwsPages, JsonFields, allowsEverything, awsAccountUid, defineImporter, edgeFact, environmentOfTags,
  isHumanAccessRole, isJsonObject, isNhiByWords, isPrivilegedByName, isServiceLinkedRole, jsonItems, mentionFact,
  nodeFact, ownerUid, ownersOfTags, parseArn, readAwsTags, readAwsPolicies, readDocumentField, strangePrincipals, tagTexts,
} from '../src/sdk/index.ts';
import type {
  Arn, AwsPage, EdgeFact, EdgeKind, Fact, Head, ImporterOptions, InlinePolicy, JsonItem, LooseProperties, NodeLabel,
  PolicyDocument, Problem, Source, Tag,
} from '../src/sdk/index.ts';

const ID = 'aws-authorization-details';
const SECTIONS = ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'] as const;
/** One document, several pages one after another, a list of pages, or pages within an object. */
const PATHS = ['IsTruncated', '*.IsTruncated', ...SECTIONS.flatMap((section) => [`${section}.*`, `*.${section}.*`])];
const TYPE_OF_SECTION: Readonly<Record<string, string>> = {
  UserDetailList: 'user',
  GroupDetailList: 'group',
  RoleDetailList: 'role',
  Policies: 'policy',
};
/** Scope of the policies that AWS manages: no account's export lists them all, so nothing ever closes them. */
const AWS_MANAGED = `${ID}:aws-managed`;

/** A user that is put into its groups once every list has been read. */
interface Member {
  readonly arn: Arn;
  readonly at: string;
  readonly groups: readonly string[];
}

/** What is kept while a file is read: some words for each principal, no document. */
interface Reading {
  readonly ownerTags: readonly string[] | undefined;
  readonly problems: Problem[];
  readonly described: Set<string>;
  readonly mentioned: Set<string>;
  readonly accounts: Set<string>;
  readonly pages: AwsPages;
  readonly members: Member[];
  /** ARNs of managed policies: those the file lists, and those it attaches to something. */
  readonly policies: { readonly listed: Set<string>; readonly attached: Set<string> };
  /** ARN by account and name, as memberships name them. */
  readonly groups: Map<string, string>;
  /** An entry or the rest of the file could not be read: what is not shown may still be there. */
  incomplete: boolean;
}

export default defineImporter({
  id: ID,
  title: 'AWS IAM authorization details',
  obtain: 'aws iam get-account-authorization-details > authorization-details.json   (without --filter and --max-items)',
  description:
    'Users, roles, groups, policies with all versions; owners and environment from tags. From them follows who may assume which role, get at what, and escalate how.',
  extensions: ['json'],
  emits: {
    labels: ['Identity', 'Group', 'PermissionSet', 'Container', 'Owner'],
    edges: ['CONTAINED_IN', 'MEMBER_OF', 'HAS_PERMISSION', 'OWNED_BY'],
  },
  recognise,
  read,
});

function recognise(head: Head): string | undefined {
  if (!/^\s*[[{]/.test(head.text)) return undefined;
  // `Policies` alone also stands in `aws iam list-policies`; the other three stand nowhere else.
  const section = ['UserDetailList', 'RoleDetailList', 'GroupDetailList'].find((name) =>
    new RegExp(`"${name}"\\s*:\\s*\\[`).test(head.text),
  );
  if (section) return `has ${section}, as aws iam get-account-authorization-details writes it`;
  // Keys in alphabetical order put a long policy list before the role list.
  const policies = /"PolicyVersionList"\s*:\s*\[/.test(head.text) && /"Policies"\s*:\s*\[/.test(head.text);
  return policies
    ? 'has Policies with PolicyVersionList, as aws iam get-account-authorization-details writes it'
    : undefined;
}

async function* read(source: Source, options: ImporterOptions): AsyncGenerator<Fact> {
  const reading: Reading = {
    ownerTags: options.ownerTags,
    problems: [],
    described: new Set(),
    mentioned: new Set(),
    accounts: new Set(),
    pages: new AwsPages(),
    members: [],
    policies: { listed: new Set(), attached: new Set() },
    groups: new Map(),
    incomplete: false,
  };
  for await (const item of jsonItems(source, { paths: PATHS })) {
    if ('fact' in item) {
      reading.incomplete = true;
      yield item;
      continue;
    }
    const flag = item.path.at(-1) === 'IsTruncated';
    const page = reading.pages.of(item, flag ? 1 : 2);
    if (flag) page.truncated = item.value === true;
    else yield* readEntry(item, page, reading);
    for (const problem of reading.problems.splice(0)) {
      if (problem.severity === 'error') reading.incomplete = true;
      yield problem;
    }
  }
  yield* memberships(reading);
  yield* completeness(reading);
}

function* readEntry(item: JsonItem, page: AwsPage, reading: Reading): Generator<Fact> {
  const section = String(item.path.at(-2));
  const { problems } = reading;
  if (!isJsonObject(item.value)) {
    problems.push({
      fact: 'problem',
      code: 'malformed',
      severity: 'error',
      message: `An entry of ${section} is no object; it was left out.`,
      at: item.at,
    });
    return;
  }
  const entry = new JsonFields(item.value, item.at, problems);
  const arn = parseArn(entry.text('Arn') ?? '');
  if (!arn || arn.service !== 'iam' || arn.type !== TYPE_OF_SECTION[section]) {
    const code = entry.value('Arn') === undefined ? 'missing-value' : 'bad-value';
    entry.report(
      code,
      'error',
      `An entry of ${section} has no ${TYPE_OF_SECTION[section]} ARN in Arn; it was left out.`,
      'Arn',
    );
    return;
  }
  if (reading.described.has(arn.text)) {
    entry.report(
      'duplicate',
      'warning',
      `${arn.text} stands in the file more than once; what the later entry says was taken.`,
      'Arn',
    );
  }
  reading.described.add(arn.text);
  if (arn.type === 'policy' && arn.account === 'aws') {
    yield* readPolicy(entry, arn, AWS_MANAGED, reading);
    return;
  }
  page.accounts.add(arn.account);
  yield* account(arn, item.at, reading);
  switch (arn.type) {
    case 'user':
      yield* readUser(entry, arn, reading);
      break;
    case 'role':
      yield* readRole(entry, arn, reading);
      break;
    case 'group':
      yield* readGroup(entry, arn, reading);
      break;
    default:
      yield* readPolicy(entry, arn, scopeOf(arn.account), reading);
  }
}

const scopeOf = (accountId: string): string => `${ID}:${accountId}`;
const nameKey = (accountId: string, name: string): string => `${accountId}/${name}`;

function* account(arn: Arn, at: string, reading: Reading): Generator<Fact> {
  const uid = awsAccountUid(arn.account);
  if (!reading.accounts.has(arn.account)) {
    reading.accounts.add(arn.account);
    yield* accountFacts(arn.account, at, scopeOf(arn.account));
  }
  yield edge('CONTAINED_IN', arn, uid, {}, at);
}

function* readUser(entry: JsonFields, arn: Arn, reading: Reading): Generator<Fact> {
  const tags = readAwsTags(entry);
  const { attached, inline } = readAwsPolicies(entry, 'UserPolicyList');
  const known = isNhiByWords(arn, tags);
  yield* principal(entry, arn, tags, { kind: 'iam_user', nativeId: entry.text('UserId'), isNhi: known }, inline);
  yield* owners(arn, tags, entry.at, reading);
  // Filled in where no export knows better: the credential report tells users with a password.
  if (known === undefined) yield mentionFact(arn.text, 'Identity', { isNhi: true });
  yield* permissions(arn, entry.at, attached, inline, reading);
  reading.members.push({ arn, at: entry.at, groups: entry.texts('GroupList') });
}

function* readRole(entry: JsonFields, arn: Arn, reading: Reading): Generator<Fact> {
  const tags = readAwsTags(entry);
  const { attached, inline } = readAwsPolicies(entry, 'RolePolicyList');
  const trust = readDocumentField(entry, 'AssumeRolePolicyDocument');
  const properties = {
    kind: 'iam_role',
    nativeId: entry.text('RoleId'),
    isNhi: !isHumanAccessRole(arn),
    lastUsedAt: entry.object('RoleLastUsed')?.time('LastUsedDate'),
    trustPolicy: trust?.text,
    instanceProfiles: entry.objects('InstanceProfileList').flatMap((profile) => profile.text('Arn') ?? []),
  };
  yield* principal(entry, arn, tags, properties, inline);
  yield* owners(arn, tags, entry.at, reading);
  if (isServiceLinkedRole(arn)) yield* ownedByAws(arn, entry.at);
  yield* permissions(arn, entry.at, attached, inline, reading);
  if (trust) reportStrange(entry, arn, trust);
}

function* readGroup(entry: JsonFields, arn: Arn, reading: Reading): Generator<Fact> {
  const { attached, inline } = readAwsPolicies(entry, 'GroupPolicyList');
  reading.groups.set(nameKey(arn.account, arn.name), arn.text);
  const properties = {
    name: arn.name,
    provider: 'aws',
    nativeId: entry.text('GroupId'),
    createdAt: entry.time('CreateDate'),
    inlinePolicies: inlineTexts(inline),
  };
  yield nodeFact(arn.text, 'Group', properties, entry.at, scopeOf(arn.account));
  yield* permissions(arn, entry.at, attached, inline, reading);
}

function* readPolicy(entry: JsonFields, arn: Arn, scope: string, reading: Reading): Generator<Fact> {
  const tags = readAwsTags(entry);
  const versions = entry.objects('PolicyVersionList').map((version) => ({
    versionId: version.text('VersionId'),
    createdAt: version.time('CreateDate'),
    isDefault: version.flag('IsDefaultVersion') ?? false,
    document: readDocumentField(version, 'Document'),
  }));
  const current = (
    versions.find(({ isDefault }) => isDefault) ??
    versions.find(({ versionId }) => versionId === entry.text('DefaultVersionId'))
  )?.document;
  reading.policies.listed.add(arn.text);
  const properties = {
    name: arn.name,
    kind: 'policy',
    provider: 'aws',
    nativeId: entry.text('PolicyId'),
    createdAt: entry.time('CreateDate'),
    updatedAt: entry.time('UpdateDate'),
    version: entry.text('DefaultVersionId'),
    attachmentCount: entry.integer('AttachmentCount'),
    privileged: (current !== undefined && allowsEverything(current)) || isPrivilegedByName(arn.text),
    document: current?.text,
    versions: versions.map((version) =>
      JSON.stringify({ ...version, document: version.document && JSON.parse(version.document.text) }),
    ),
    tags: tagTexts(tags),
  };
  yield nodeFact(arn.text, 'PermissionSet', properties, entry.at, scope);
}

/** The Identity node of a user or role. */
function* principal(
  entry: JsonFields,
  arn: Arn,
  tags: readonly Tag[],
  own: LooseProperties,
  inline: readonly InlinePolicy[],
): Generator<Fact> {
  const properties = {
    name: arn.name,
    provider: 'aws',
    createdAt: entry.time('CreateDate'),
    enabled: true,
    environment: environmentOfTags(tags),
    permissionsBoundary: boundary(entry),
    inlinePolicies: inlineTexts(inline),
    tags: tagTexts(tags),
    ...own,
  };
  // A boundary or inline policy that the export does not show has been taken off: it must not seem to be there still.
  const absent = (['permissionsBoundary', 'inlinePolicies'] as const).filter((name) => properties[name] === undefined);
  yield nodeFact(arn.text, 'Identity', properties, entry.at, scopeOf(arn.account), absent);
}

function* owners(arn: Arn, tags: readonly Tag[], at: string, reading: Reading): Generator<Fact> {
  for (const { uid, name, kind, email, source } of ownersOfTags(tags, reading.ownerTags)) {
    yield* mentionOnce(uid, 'Owner', { name, kind, email }, reading);
    yield edge('OWNED_BY', arn, uid, { source }, at);
  }
}

/** A service-linked role is made, changed and deleted by AWS alone: its owner is no one in the company. */
function* ownedByAws(arn: Arn, at: string): Generator<Fact> {
  const name = 'Amazon Web Services';
  yield nodeFact(ownerUid(name), 'Owner', { name, kind: 'vendor', provider: 'aws', active: true }, at, AWS_MANAGED);
  yield edge('OWNED_BY', arn, ownerUid(name), { source: 'service-linked role' }, at);
}

const inlineTexts = (inline: readonly InlinePolicy[]): string[] =>
  inline.map(({ name, document }) => JSON.stringify({ name, document: JSON.parse(document.text) as unknown }));

/** Inline policies are permission sets of their own, so that "who has what" is one question. */
function* permissions(
  arn: Arn,
  at: string,
  attached: readonly string[],
  inline: readonly InlinePolicy[],
  reading: Reading,
): Generator<Fact> {
  for (const { name, document } of inline) {
    const uid = `${arn.text}#inline/${name}`;
    const { text } = document;
    const properties = {
      name,
      kind: 'inline_policy',
      provider: 'aws',
      document: text,
      privileged: allowsEverything(document),
    };
    yield nodeFact(uid, 'PermissionSet', properties, at, scopeOf(arn.account));
    yield edge('HAS_PERMISSION', arn, uid, { source: 'inline' }, at);
  }
  for (const policy of attached) {
    reading.policies.attached.add(policy);
    const properties = {
      name: parseArn(policy)?.name,
      kind: 'policy',
      provider: 'aws',
      privileged: isPrivilegedByName(policy) || undefined,
    };
    yield* mentionOnce(policy, 'PermissionSet', properties, reading);
    yield edge('HAS_PERMISSION', arn, policy, { source: 'attached' }, at);
  }
}

/** A trust policy is kept as it is; a principal in it that AWS would not accept is worth a word. */
function reportStrange(entry: JsonFields, role: Arn, document: PolicyDocument): void {
  for (const principal of strangePrincipals(document, role.partition)) {
    const message = `The trust policy of ${role.text} names ${principal}, which is no principal; nobody is let in by it.`;
    entry.report('bad-value', 'warning', message, 'AssumeRolePolicyDocument');
  }
}

function* memberships(reading: Reading): Generator<Fact> {
  for (const { arn, at, groups } of reading.members) {
    for (const name of groups) {
      const listed = reading.groups.get(nameKey(arn.account, name));
      const uid = listed ?? `arn:${arn.partition}:iam::${arn.account}:group/${name}`;
      if (!listed) yield* mentionOnce(uid, 'Group', { name, provider: 'aws' }, reading);
      yield edge('MEMBER_OF', arn, uid, {}, at);
    }
  }
}

/** Says for which accounts the file is the whole truth, and warns where it is not. */
function* completeness(reading: Reading): Generator<Fact> {
  const unfinished = reading.pages.unfinished();
  if (unfinished.open) {
    const message =
      'The file is only a page of the export: what it does not show is left as it was. ' +
      'Run the export without --max-items, or import all pages as one file.';
    yield warning('truncated', '/IsTruncated', 'IsTruncated', message);
  }
  const unlisted = unlistedPolicies(reading);
  if (unlisted > 0) {
    const message =
      `${unlisted} attached policies are not listed under Policies, as if the export was made with --filter. ` +
      'Export without --filter: what an export does not list counts as gone.';
    yield warning('unknown-reference', '/Policies', 'PolicyArn', message);
  }
  if (reading.incomplete) return;
  for (const accountId of reading.accounts) {
    if (!unfinished.accounts.has(accountId)) yield { fact: 'scope', scope: scopeOf(accountId) };
  }
}

function unlistedPolicies({ policies: { listed, attached } }: Reading): number {
  return [...attached].filter((policy) => !listed.has(policy)).length;
}

const warning = (code: Problem['code'], at: string, field: string, message: string): Problem => ({
  fact: 'problem',
  code,
  severity: 'warning',
  message,
  at,
  field,
});

function boundary(entry: JsonFields): string | undefined {
  return entry.object('PermissionsBoundary')?.text('PermissionsBoundaryArn');
}

function* mentionOnce(uid: string, label: NodeLabel, properties: LooseProperties, reading: Reading): Generator<Fact> {
  if (reading.mentioned.has(uid)) return;
  reading.mentioned.add(uid);
  yield mentionFact(uid, label, properties);
}

function edge(kind: EdgeKind, from: Arn, to: string, properties: LooseProperties, at: string): EdgeFact {
  return edgeFact(kind, from.text, to, properties, at, scopeOf(from.account));
}
