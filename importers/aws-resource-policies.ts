/**
 * Reads the policies of resources (buckets, queues, topics, keys, secrets, functions, repositories, …) as the AWS CLI
 * answers them, and keeps each with the resource it belongs to. What a policy allows is worked out later, over the graph.
 *
 * Answers are read alone, one after another, in lists, as JSON lines, in maps keyed by ARN or bucket, and within objects
 * that name the resource: `{"arn": "arn:aws:kms:…", "Policy": "…"}`. See sdk/aws-policy-holder for how one without a name
 * is told.
 */
import {
  JsonFields, accountFacts, awsAccountUid, awsThing, defineImporter, edgeFact, isJsonObject, jsonItems, mentionFact, namesBeside,
  namesOfKey, namesResource, nodeFact, parseArn, placeWithin, policyHolder, principalIdentity, readDocumentField,
  readPolicyDocument,
} from '../src/sdk/index.ts';
import type { AwsThing, Fact, Head, HolderNames, JsonItem, JsonPlace, PolicyDocument, Problem, Source } from '../src/sdk/index.ts';

const ID = 'aws-resource-policies';
/** Fields that hold a policy, by the service that calls it so; the first present counts. */
const POLICY_FIELDS = ['Policy', 'policy', 'ResourcePolicy', 'resourcePolicy', 'policyText', 'AccessPolicies', 'PolicyInJson'];
const ERROR_FIELDS = ['Error', 'error', 'ErrorCode', 'errorCode', 'Code', 'code', 'Message', 'message', 'stderr'];
/** What services answer when a resource has no policy; ResourceNotFoundException says so for a function alone. */
const NO_BUCKET_POLICY = /\bNoSuchBucketPolicy\b/;
const NO_POLICY = /\b(?:NoSuchBucketPolicy|RepositoryPolicyNotFoundException|PolicyNotFoundException|PolicyNotFound)\b/;
const NO_FUNCTION_POLICY = /\bResourceNotFoundException\b/;
/** What `aws secretsmanager get-resource-policy` answers with, and nothing else; without a policy it is only these. */
const SECRET_FIELDS = new Set(['ARN', 'Name', 'ResourcePolicy', 'ResponseMetadata']);
/** IAM and Organizations have importers of their own, and policies that are of another kind. */
const NOT_RESOURCES = new Set(['iam', 'sts', 'organizations']);

export default defineImporter({
  id: ID,
  title: 'AWS resource policies',
  obtain:
    'a=$(aws sts get-caller-identity --query Account --output text); ' +
    'for b in $(aws s3api list-buckets --query "Buckets[].[Name]" --output text); do ' +
    'p=$(aws s3api get-bucket-policy --bucket $b --query Policy --output json 2>&1); ' +
    'case $p in \\"*) ;; *NoSuchBucketPolicy*) p=null;; *) echo "$b: $p" >&2; continue;; esac; ' +
    'printf \'{"AccountId":"%s","Bucket":"%s","Policy":%s}\\n\' $a $b "$p"; done > bucket-policies.json' +
    '   (likewise lambda get-policy, sqs get-queue-attributes, sns get-topic-attributes, kms get-key-policy, ' +
    'secretsmanager get-resource-policy, ecr get-repository-policy, dynamodb get-resource-policy: ' +
    'write {"arn": "…", "Policy": …} where an answer does not name its resource)',
  description: 'Policies of buckets, queues, topics, keys, secrets, functions, repositories and tables, and whom they name.',
  extensions: ['json', 'jsonl', 'ndjson'],
  emits: { labels: ['Resource', 'Workload', 'Container', 'Identity'], edges: ['CONTAINED_IN'] },
  recognise,
  read,
});

/** A policy as JSON text (maybe URL-encoded) or as an object, behind a key that holds policies. */
const POLICY = /"(?:Policy|ResourcePolicy|AccessPolicies|PolicyInJson)"\s*:\s*(?:"\s*(?:\{|%7B)|\{\s*"(?:Version|Id|Statement|Options)"\s*:)/;
const POLICY_TEXT = /"policyText"\s*:\s*"\s*(?:\{|%7B)/;
/** Texts by name, among them the ARN of a queue or topic. */
const ATTRIBUTES = /"Attributes"\s*:\s*\{(?:\s*"\w+"\s*:\s*"(?:[^"\\]|\\.)*"\s*,)*\s*"(?:QueueArn|TopicArn)"\s*:\s*"arn:/;
/** Words of other exports in which such policies stand too: CloudTrail, AWS Config, Terraform, CloudFormation. */
const OTHERS = /"(?:eventSource|CloudTrailEvent|configurationItemStatus|configurationItems|terraform_version|AWSTemplateFormatVersion|PolicySummary|SubscriptionArn)"\s*:|"Type"\s*:\s*"AWS::/;
const BESIDE = /"(?:arn|ARN|Arn|resourceArn|ResourceArn|Bucket|bucket|KeyId|FunctionName|QueueUrl|TopicArn|TableName)"\s*:\s*"/;

function recognise(head: Head): string | undefined {
  const { text } = head;
  if (!/^\s*[[{]/.test(text) || OTHERS.test(text)) return undefined;
  if (POLICY.test(text)) return 'has a Policy as AWS answers with a resource’s policy';
  if (POLICY_TEXT.test(text) && /"repositoryName"\s*:/.test(text)) return 'has policyText and repositoryName, as aws ecr get-repository-policy writes them';
  if (ATTRIBUTES.test(text)) return 'has the Attributes of a queue or topic, as aws sqs and aws sns write them';
  if (BESIDE.test(text) && (NO_POLICY.test(text) || /"[Pp]olicy"\s*:\s*null/.test(text))) return 'says of AWS resources that they have no policy';
  if (/^\s*\{\s*"arn:aws[a-z-]*:[^"]+"\s*:/.test(text) && /"Statement\\?"\s*:/.test(text)) return 'is a map of policies by ARN';
  const bare = /^\s*\{\s*"(?:Version|Id|Statement)"\s*:/.test(text) && /"Principal"\s*:/.test(text) && /"Resource"\s*:\s*\[?\s*"arn:/.test(text);
  if (bare) return 'is a policy that names principals and resources, as a resource has it';
  return /"ARN"\s*:\s*"arn:aws[a-z-]*:secretsmanager:/.test(text) && head.complete && isSecretText(text)
    ? 'is what aws secretsmanager get-resource-policy answers for a secret without a policy'
    : undefined;
}

function isSecretText(text: string): boolean {
  try {
    return isSecretAnswer(JSON.parse(text) as unknown);
  } catch {
    // Several documents, or none: not the one answer that this is about.
    return false;
  }
}

function isSecretAnswer(value: unknown): boolean {
  return isJsonObject(value) && /:secretsmanager:/.test(String(value['ARN'])) && Object.keys(value).every((key) => SECRET_FIELDS.has(key));
}

interface Reading {
  readonly file: string;
  readonly problems: Problem[];
  /** Policy text by ARN; empty for none. */
  readonly described: Map<string, string>;
  readonly mentioned: Set<string>;
  readonly accounts: Set<string>;
}

/** Yields facts; returns how many answers there were, read or reported. */
type Reader = Generator<Fact, number>;

async function* read(source: Source): AsyncGenerator<Fact> {
  const reading: Reading = { file: source.name, problems: [], described: new Map(), mentioned: new Set(), accounts: new Set() };
  let held: Held | undefined;
  for await (const item of jsonItems(source, { paths: ['*'] })) {
    if ('fact' in item) {
      // What is missing of this document may be its policy: nothing can be said of the rest.
      held = undefined;
      yield item;
      continue;
    }
    if (held && held.document !== item.document) {
      yield* readHeld(held, reading);
      held = undefined;
    }
    const key = item.path[0]!;
    if (typeof key === 'string' && !awsThing(key)) held = holding(held, key, item);
    else yield* readItem(item.value, namesOfKey(String(key), {}), { at: item.at, within: '' }, reading);
    yield* reading.problems.splice(0);
  }
  if (held) yield* readHeld(held, reading);
}

/** An object that is a document, put together from its fields: an answer, or something that has answers in it. */
interface Held {
  readonly document: number;
  readonly at: string;
  readonly object: Record<string, unknown>;
}

function holding(held: Held | undefined, key: string, { document, at, value }: JsonItem): Held {
  const holds = held ?? { document, at: document === 0 ? '' : at, object: {} };
  // As JSON.parse does it: a `__proto__` key is an ordinary one.
  Object.defineProperty(holds.object, key, { value, enumerable: true, configurable: true, writable: true });
  return holds;
}

function* readHeld({ at, object }: Held, reading: Reading): Generator<Fact> {
  yield* readItem(object, {}, { at, within: '' }, reading);
  yield* reading.problems.splice(0);
}

function* readItem(value: unknown, names: HolderNames, place: JsonPlace, reading: Reading): Generator<Fact> {
  const answers = yield* readValue(value, names, place, reading);
  if (answers === 0) report(reading, 'missing-value', 'error', place, '', 'There is no resource policy here, nor an answer that there is none.');
}

function* readValue(value: unknown, names: HolderNames, place: JsonPlace, reading: Reading): Reader {
  if (isJsonObject(value)) return yield* readObject(value, names, place, reading);
  if (Array.isArray(value)) {
    let answers = 0;
    for (const [index, entry] of (value as unknown[]).entries()) answers += yield* readValue(entry, names, placeWithin(place, index), reading);
    return answers;
  }
  if (typeof value === 'string' && NO_POLICY.test(value)) return yield* readError(value, names, place, reading);
  if (typeof value === 'string' && readPolicyDocument(value)) return yield* readPolicy({ '': value }, '', names, place, reading);
  return value === null && names.arn !== undefined ? yield* readNone(names, undefined, place, reading) : 0;
}

function* readObject(object: Readonly<Record<string, unknown>>, around: HolderNames, place: JsonPlace, reading: Reading): Reader {
  const names = namesBeside(object, around);
  const field = POLICY_FIELDS.find((name) => Object.hasOwn(object, name) && holdsPolicy(object[name]));
  const error = errorText(object);
  if (field !== undefined && !(error && isBlank(object[field]))) {
    if (!isBlank(object[field])) return yield* readPolicy(object, field, names, place, reading);
    return yield* readNone(names, undefined, placeWithin(place, field), reading);
  }
  if (error) return yield* readError(error, names, place, reading);
  if (Object.hasOwn(object, 'Statement')) return yield* readPolicy({ '': object }, '', names, place, reading);
  if (isSecretAnswer(object)) return yield* readNone(names, undefined, place, reading);
  const answers = yield* readEntries(object, names, place, reading);
  if (answers > 0 || !namesResource(object)) return answers;
  report(reading, 'missing-value', 'error', place, 'Policy', 'A resource is named with neither its policy nor an answer that it has none; it was left out.');
  return 1;
}

/** What an object holds that is no answer itself: a map by ARN or bucket, or lists and answers under any keys. */
function* readEntries(object: Readonly<Record<string, unknown>>, names: HolderNames, place: JsonPlace, reading: Reading): Reader {
  let answers = 0;
  const nothings: string[] = [];
  let buckets = false;
  const bucketOf = (key: string): string => policyHolder('bucket', namesOfKey(key, {}), '') ?? '';
  for (const [key, value] of Object.entries(object)) {
    const keyed = namesOfKey(key, names);
    if (key === 'Attributes' && isJsonObject(value) && !POLICY_FIELDS.some((name) => Object.hasOwn(value, name))) {
      // Attributes of a queue or topic without a policy; of anything else they name no resource.
      if (namesResource(value)) answers += yield* readNone(namesBeside(value, names), undefined, placeWithin(place, key), reading);
      continue;
    }
    if (value === null && keyed.arn === names.arn) nothings.push(key);
    else answers += yield* readValue(value, keyed, placeWithin(place, key), reading);
    buckets ||= reading.described.has(bucketOf(key));
  }
  // Only beside buckets is a key without anything a bucket without a policy.
  for (const key of buckets ? nothings : []) {
    if (bucketOf(key) !== '') answers += yield* readNone(namesOfKey(key, names), 'bucket', placeWithin(place, key), reading);
  }
  return answers;
}

/** Reads the policy in a field of an object; the field `''` is a policy that stands by itself. */
function* readPolicy(object: Readonly<Record<string, unknown>>, name: string, names: HolderNames, place: JsonPlace, reading: Reading): Reader {
  const at = place.at || `/${name || 'Statement'}`;
  const fields = new JsonFields(object, at, reading.problems, place.within);
  // OpenSearch describes a setting with its value under Options.
  const options = isJsonObject(object[name]) && Object.hasOwn(object[name], 'Options') ? fields.object(name) : undefined;
  const document = options ? readDocumentField(options, 'Options') : readDocumentField(fields, name);
  const holder = policyHolder(document, names, reading.file);
  if (holder === undefined) {
    const message =
      'The policy does not say which resource it belongs to; it was left out. ' +
      'Put the answer into an object that does: {"arn": "arn:aws:…", "Policy": …}.';
    fields.report('missing-value', 'error', message, name);
  } else if (isResource(holder)) yield* describe(holder, names, document, false, at, reading);
  else fields.report('bad-value', 'error', `${holder} is no resource with a policy of its own; it was left out.`, name);
  return 1;
}

/** An answer that a resource has no policy. */
function* readNone(names: HolderNames, about: 'bucket' | undefined, place: JsonPlace, reading: Reading): Reader {
  const holder = policyHolder(about, names, reading.file);
  if (holder !== undefined && isResource(holder)) {
    yield* describe(holder, names, undefined, true, place.at || '/ARN', reading);
  } else {
    const message = 'An answer that there is no policy does not say of which resource; it was left out. Put "arn" beside it.';
    report(reading, 'missing-value', 'error', place, '', message);
  }
  return 1;
}

function* readError(error: string, names: HolderNames, place: JsonPlace, reading: Reading): Reader {
  const bucket = NO_BUCKET_POLICY.test(error) ? 'bucket' : undefined;
  const holder = policyHolder(bucket, names, reading.file);
  const isFunction = holder !== undefined && awsThing(holder)?.kind === 'lambda_function';
  if (NO_POLICY.test(error) || (isFunction && NO_FUNCTION_POLICY.test(error))) return yield* readNone(names, bucket, place, reading);
  const [code = 'an error'] = ERROR_CODE.exec(error) ?? [];
  const message = `In place of ${holder === undefined ? 'a policy' : `the policy of ${holder}`} there is ${code}: it is not known. Export it with the right to read it.`;
  report(reading, 'skipped', 'warning', place, '', message);
  return 1;
}

/** The resource with its policy; whose account it is in, and whom the policy lets in. */
function* describe(
  holder: string,
  names: HolderNames,
  document: PolicyDocument | undefined,
  none: boolean,
  at: string,
  reading: Reading,
): Generator<Fact> {
  const before = reading.described.get(holder);
  const text = document?.text ?? '';
  if (before === text) return;
  if (before !== undefined) {
    const message = `${holder} stands in the file with different policies; the later one was taken.`;
    report(reading, 'duplicate', 'warning', { at, within: '' }, '', message);
  }
  reading.described.set(holder, text);
  const scope = `${ID}:${holder}`;
  const thing = awsThing(holder)!;
  const { name, kind } = thing;
  const properties = { name, kind, provider: 'aws', resourcePolicy: document?.text };
  yield nodeFact(holder, thing.label, properties, at, scope, none ? ['resourcePolicy'] : []);
  yield* containment(thing, thing.account ?? names.account, at, scope, reading);
  if (document) yield* principals(holder, document, at, reading);
  if (before === undefined) yield { fact: 'scope', scope };
}

function* containment({ uid }: AwsThing, account: string | undefined, at: string, scope: string, reading: Reading): Generator<Fact> {
  if (account === undefined) return;
  if (!reading.accounts.has(account)) {
    reading.accounts.add(account);
    // A scope of its own, which nothing closes: thousands of resources of one account need not each assert it.
    yield* accountFacts(account, at, `${ID}:${account}`);
  }
  yield edgeFact('CONTAINED_IN', uid, awsAccountUid(account), {}, at, scope);
}

/** Whom the policy lets in; who is only denied needs no mention. */
function* principals(holder: string, { statements }: PolicyDocument, at: string, reading: Reading): Generator<Fact> {
  const partition = parseArn(holder)?.partition;
  for (const { effect, principals } of statements) {
    if (effect !== 'Allow') continue;
    for (const { type, value } of principals) {
      const identity = principalIdentity(type, value, partition);
      if (!identity) {
        const message = `The policy of ${holder} names ${value}, which is no principal; it was left out.`;
        report(reading, 'bad-value', 'warning', { at, within: '' }, 'Principal', message);
      } else if (!reading.mentioned.has(identity.uid)) {
        reading.mentioned.add(identity.uid);
        yield mentionFact(identity.uid, 'Identity', identity.properties);
      }
    }
  }
}

const ERROR_CODE = /\b[A-Z][A-Za-z]*(?:Exception|Denied|Error|NotFound|NoSuch)[A-Za-z]*\b|\bNoSuch[A-Za-z]+\b/;

function errorText(object: Readonly<Record<string, unknown>>): string | undefined {
  const texts = ERROR_FIELDS.flatMap((name) => {
    const value = Object.hasOwn(object, name) ? object[name] : undefined;
    return isJsonObject(value) ? Object.values(value) : [value];
  }).filter((value) => typeof value === 'string');
  return texts.find((text) => ERROR_CODE.test(text));
}

/** A policy in any of its shapes, or that there is none; an object of another kind is looked into instead. */
function holdsPolicy(value: unknown): boolean {
  return value === null || typeof value === 'string' || (isJsonObject(value) && (Object.hasOwn(value, 'Statement') || Object.hasOwn(value, 'Options')));
}

function isBlank(value: unknown): boolean {
  if (isJsonObject(value) && Object.hasOwn(value, 'Options')) return isBlank(value['Options']);
  return value === null || (typeof value === 'string' && (value.trim() === '' || (NO_POLICY.test(value) && !/^\s*(\{|%7B)/.test(value))));
}

function isResource(arn: string): boolean {
  return !NOT_RESOURCES.has(parseArn(arn)?.service ?? 'iam');
}

function report(reading: Reading, code: Problem['code'], severity: Problem['severity'], { at, within }: JsonPlace, name: string, message: string): void {
  new JsonFields({}, at || `/${name}`, reading.problems, within).report(code, severity, message, name);
}
