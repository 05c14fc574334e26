/**
 * Reads inventories of AWS resources with their tags: Resource Groups Tagging, Resource Explorer, AWS Config queries, and the
 * lists of buckets and secrets. A resource's kind and name are told by its ARN, owner, environment and sensitivity by tags.
 *
 * Lists of buckets and of secrets are complete, and close what they no longer show. The tagging list is of owners alone: what
 * it does not show may be there untagged. Queries of Resource Explorer and Config show what was asked for, and close nothing.
 */
import {
  AWS_PAGE_FIELDS, AwsInventory, AwsPages, JsonFields, accountOfFileName, awsPartition, awsResourceOfArn, defineImporter,
  isJsonObject, jsonItems, jsonSign, parseArn, principalIdentity, readAwsTags, readRemark, saysMore, sensitivityOfTags, tagTexts,
} from '../src/sdk/index.ts';
import type { AwsPage, AwsThing, Fact, Head, ImporterOptions, JsonItem, JsonSign, LooseProperties, Problem, Source, Tag } from '../src/sdk/index.ts';

const ID = 'aws-resources';
type Reader = (entry: JsonFields, page: AwsPage, reading: Reading) => Iterable<Fact>;
const LISTS: Readonly<Record<string, Reader>> = {
  ResourceTagMappingList: readTagged,
  Resources: readExplored,
  SecretList: readSecret,
  Buckets: readBucket,
  Results: readConfigured,
};
const PATHS = [...Object.keys(LISTS).map((list) => `${list}.*`), ...AWS_PAGE_FIELDS].flatMap((path) => [path, `*.${path}`]);
const ACCOUNT_ID = /^\d{12}$/;
/** Users, roles and policies, accounts: their own exports describe them. */
const NO_RESOURCES = new Set(['iam', 'sts', 'organizations']);

interface Reading {
  readonly problems: Problem[];
  readonly inventory: AwsInventory;
  readonly pages: AwsPages;
  /** Told by the file's name. */
  readonly account: string | undefined;
  readonly accounts: Set<string>;
  /** Mostly buckets, whose ARN has no account: told by all the rest, and so at the end. */
  readonly buckets: Bucket[];
  /** Scopes of lists, and of owners by tags, as far as the file goes. */
  readonly listed: Set<string>;
  /** `key=value` of tags that every entry of the tagging list has; undefined before the first. */
  common: Set<string> | undefined;
  /** How many entries no inventory describes, and where the first stands. */
  left: { readonly count: number; readonly at: string } | undefined;
  incomplete: boolean;
}

/** A resource as one list shows it. */
interface Shown {
  readonly thing: AwsThing;
  /** Undefined: this list does not show tags. */
  readonly tags: readonly Tag[] | undefined;
  readonly account: string | undefined;
  readonly properties: LooseProperties;
  readonly at: string;
}

interface Bucket {
  readonly shown: Shown;
  /** Of a list of all buckets. */
  readonly page: AwsPage | undefined;
}

export default defineImporter({
  id: ID,
  title: 'AWS resources and their tags',
  obtain:
    'aws resourcegroupstaggingapi get-resources > resources-eu-west-1.json; aws secretsmanager list-secrets > secrets.json; aws s3api ' +
    'list-buckets > buckets-$(aws sts get-caller-identity --query Account --output text).json; aws resource-explorer-2 search ' +
    '--query-string ""; aws configservice select-resource-config --expression "SELECT arn, accountId, resourceType, tags"   (no filters)',
  description: 'Buckets, secrets, keys, tables, queues and whatever else has an ARN: owner, environment and sensitivity from tags.',
  extensions: ['json', 'jsonl', 'ndjson'],
  emits: { labels: ['Resource', 'Workload', 'Identity', 'Container', 'Owner'], edges: ['CONTAINED_IN', 'OWNED_BY'] },
  recognise,
  read,
});

/** Words of other exports that quote such answers: CloudTrail, Terraform, CloudFormation. */
const OTHERS = /"(?:eventSource|CloudTrailEvent|terraform_version|AWSTemplateFormatVersion)"\s*:/;
const SIGNS: readonly JsonSign[] = [
  [/"ResourceTagMappingList"\s*:\s*\[/, /./, 'has a ResourceTagMappingList, as aws resourcegroupstaggingapi get-resources writes it'],
  [/"Resources"\s*:\s*\[/, /"OwningAccountId"\s*:/, 'has Resources with OwningAccountId, as aws resource-explorer-2 writes them'],
  [/"SecretList"\s*:\s*\[/, /./, 'has a SecretList, as aws secretsmanager list-secrets writes it'],
  [/"Buckets"\s*:\s*\[/, /"CreationDate"\s*:|"Owner"\s*:/, 'has Buckets, as aws s3api list-buckets writes them'],
  [/"Results"\s*:\s*\[\s*"\s*\{/, /\\"(?:arn|resourceType|resourceId)\\"/, 'has Results in JSON text, as aws configservice select-resource-config writes them'],
];

function recognise({ text }: Head): string | undefined {
  return jsonSign(text, SIGNS, OTHERS);
}

async function* read(source: Source, options: ImporterOptions): AsyncGenerator<Fact> {
  const reading: Reading = {
    problems: [],
    inventory: new AwsInventory(ID, options),
    pages: new AwsPages(),
    account: accountOfFileName(source.name),
    accounts: new Set(),
    buckets: [],
    listed: new Set(),
    common: undefined,
    left: undefined,
    incomplete: false,
  };
  for await (const item of jsonItems(source, { paths: PATHS })) {
    if ('fact' in item) {
      reading.incomplete = true;
      yield item;
      continue;
    }
    yield* readItem(item, reading);
    for (const problem of reading.problems.splice(0)) {
      if (problem.severity === 'error') reading.incomplete = true;
      yield problem;
    }
  }
  yield* buckets(reading);
  yield* completeness(reading);
}

function* readItem(item: JsonItem, reading: Reading): Generator<Fact> {
  const isList = item.pattern.endsWith('.*');
  const page = reading.pages.of(item, isList ? 2 : 1);
  if (!isList) {
    page.truncated ||= saysMore(item.value);
    return;
  }
  const list = String(item.path.at(-2));
  // AWS Config has each row as a text.
  const value = list === 'Results' && typeof item.value === 'string' ? parsed(item.value) : item.value;
  if (isJsonObject(value)) yield* LISTS[list]!(new JsonFields(value, item.at, reading.problems), page, reading);
  else new JsonFields({}, item.at, reading.problems).report('malformed', 'error', `An entry of ${list} is no object; it was left out.`, '');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // No JSON is no object: reported as such.
    return undefined;
  }
}

function* readTagged(entry: JsonFields, page: AwsPage, reading: Reading): Generator<Fact> {
  const tags = readAwsTags(entry);
  const texts = tagTexts(tags);
  reading.common = new Set(reading.common ? texts.filter((text) => reading.common!.has(text)) : texts);
  const thing = yield* thingOf(entry, 'ResourceARN', reading);
  if (!thing) return;
  if (thing.account !== undefined) list(ownersScope(thing, thing.account), page, reading);
  yield* show({ thing, tags, account: thing.account, properties: {}, at: entry.at }, reading);
}

function* readExplored(entry: JsonFields, _page: AwsPage, reading: Reading): Generator<Fact> {
  const thing = yield* thingOf(entry, 'Arn', reading);
  if (!thing) return;
  // Shown to those who may see them only: without, nothing is known.
  const shown = entry.objects('Properties').find((property) => property.text('Name') === 'tags');
  const tags = shown && readAwsTags(shown, 'Data');
  yield* show({ thing, tags, account: accountOf(thing, entry, 'OwningAccountId'), properties: {}, at: entry.at }, reading);
}

function* readConfigured(entry: JsonFields, _page: AwsPage, reading: Reading): Generator<Fact> {
  const thing = yield* thingOf(entry, 'arn', reading);
  if (!thing) return;
  const tags = Array.isArray(entry.value('tags')) ? readAwsTags(entry, 'tags') : undefined;
  const properties = { createdAt: entry.time('resourceCreationTime') };
  yield* show({ thing, tags, account: accountOf(thing, entry, 'accountId'), properties, at: entry.at }, reading);
}

function* readSecret(entry: JsonFields, page: AwsPage, reading: Reading): Generator<Fact> {
  const thing = yield* thingOf(entry, 'ARN', reading);
  if (!thing) return;
  if (thing.account !== undefined) {
    list(scopeOf(thing, thing.account), page, reading);
    list(ownersScope(thing, thing.account), page, reading);
  }
  // Deleted, and kept for some days in which nobody can read it.
  if (entry.value('DeletedDate') !== undefined) return;
  const tags = readAwsTags(entry);
  const dates = ['LastRotatedDate', 'LastAccessedDate'].flatMap((name) => {
    const time = entry.time(name);
    return time === undefined ? [] : [`${name}=${time}`];
  });
  const rotation = entry.flag('RotationEnabled');
  const more = [...dates, ...(rotation === undefined ? [] : [`RotationEnabled=${rotation}`])];
  const properties = {
    description: readRemark(entry, 'Description'),
    createdAt: entry.time('CreatedDate'),
    // Not tags, but what tells whether anyone still uses the secret, and whether it is ever changed.
    tags: [...tagTexts(tags), ...more].sort(),
  };
  yield* show({ thing, tags, account: thing.account, properties, at: entry.at }, reading);
}

function readBucket(entry: JsonFields, page: AwsPage, reading: Reading): readonly Fact[] {
  const name = entry.text('Name');
  const thing = name === undefined ? undefined : awsResourceOfArn(entry.text('BucketArn') ?? `arn:${awsPartition(entry.text('BucketRegion'))}:s3:::${name}`);
  if (thing?.kind === 's3_bucket') {
    reading.buckets.push({ shown: { thing, tags: undefined, account: undefined, properties: { createdAt: entry.time('CreationDate') }, at: entry.at }, page });
  } else entry.report(name === undefined ? 'missing-value' : 'bad-value', 'error', 'A bucket has no name of one in Name; it was left out.', 'Name');
  return [];
}

/** The resource that a field names, or undefined: reported, or named here and described elsewhere. */
function* thingOf(entry: JsonFields, name: string, reading: Reading): Generator<Fact, AwsThing | undefined> {
  const text = entry.text(name);
  const arn = text === undefined ? undefined : parseArn(text);
  const thing = text === undefined ? undefined : awsResourceOfArn(text);
  if (thing) return thing;
  if (!arn || !NO_RESOURCES.has(arn.service)) {
    const message = `An entry has no ARN of a resource in ${name}; it was left out.`;
    entry.report(text === undefined ? 'missing-value' : 'bad-value', 'error', message, name);
    return undefined;
  }
  const identity = arn.type === 'role' || arn.type === 'user' ? principalIdentity('AWS', arn.text) : undefined;
  if (identity) yield* reading.inventory.mention(identity.uid, 'Identity', identity.properties);
  else reading.left = { count: (reading.left?.count ?? 0) + 1, at: reading.left?.at ?? entry.at };
  return undefined;
}

function* show(shown: Shown, reading: Reading): Generator<Fact> {
  if (shown.account === undefined) reading.buckets.push({ shown, page: undefined });
  else {
    reading.accounts.add(shown.account);
    yield* describe(shown, shown.account, reading);
  }
}

function* describe({ thing, tags, properties, at }: Shown, account: string | undefined, { inventory }: Reading): Generator<Fact> {
  const scope = account === undefined ? `${ID}:${serviceOf(thing)}` : scopeOf(thing, account);
  const more = thing.label === 'Resource' && tags ? { sensitivity: sensitivityOfTags(tags) } : {};
  yield* inventory.describe(thing, tags, { ...more, ...properties }, at, scope);
  if (account !== undefined) yield* inventory.containment(thing.uid, account, at, scope);
  if (tags) yield* inventory.owners(thing.uid, tags, at, account === undefined ? scope : ownersScope(thing, account));
}

/** Buckets are in the account that the file's name tells, else in the only one that the file has. */
function* buckets(reading: Reading): Generator<Fact> {
  const [only] = reading.accounts;
  const account = reading.account ?? (reading.accounts.size === 1 ? only : undefined);
  for (const { shown, page } of reading.buckets) {
    if (page && account !== undefined) list(scopeOf(shown.thing, account), page, reading);
    yield* describe(shown, account, reading);
  }
}

/** A bucket's ARN has none: the field tells. */
function accountOf({ account }: AwsThing, entry: JsonFields, name: string): string | undefined {
  const told = entry.text(name);
  if (account !== undefined || told === undefined || ACCOUNT_ID.test(told)) return account ?? told;
  entry.report('bad-value', 'warning', `${name} is no account’s number; it was left out.`, name);
  return undefined;
}

const serviceOf = ({ uid }: AwsThing): string => parseArn(uid)!.service;
const scopeOf = (thing: AwsThing, account: string): string => [ID, serviceOf(thing), account, thing.region].filter((part) => part !== '').join(':');
/** Of owners by tags, which a list of what is there need not show. */
const ownersScope = (thing: AwsThing, account: string): string => scopeOf(thing, account).replace(ID, `${ID}:tags`);

function list(scope: string, page: AwsPage, reading: Reading): void {
  page.accounts.add(scope);
  reading.listed.add(scope);
}

function* completeness(reading: Reading): Generator<Fact> {
  const { left, common, pages, listed, incomplete } = reading;
  if (left) {
    const message = `${left.count} entries are policies, accounts and the like, which no inventory describes; they were left out. Their own exports show them.`;
    yield { fact: 'problem', code: 'skipped', severity: 'note', message, at: left.at };
  }
  const unfinished = pages.unfinished();
  if (unfinished.open) {
    const message = 'The file is only a page of the list: what it does not show is left as it was. List without --max-items, or import all pages as one file.';
    yield { fact: 'problem', code: 'truncated', severity: 'warning', message, at: '/NextToken', field: 'NextToken' };
  }
  const [filter] = common ?? [];
  if (filter !== undefined) {
    const message = `Every entry is tagged ${filter.slice(0, filter.indexOf('='))} alike, as if the list was filtered by it: owners that it does not show are left as they were.`;
    yield { fact: 'problem', code: 'skipped', severity: 'note', message, at: '/ResourceTagMappingList', field: 'Tags' };
  }
  if (incomplete) return;
  const filtered = filter === undefined ? '' : `${ID}:tags:`;
  for (const scope of listed) {
    if (!unfinished.accounts.has(scope) && !(filtered !== '' && scope.startsWith(filtered))) yield { fact: 'scope', scope };
  }
}
