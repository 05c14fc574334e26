/**
 * Whose an AWS resource policy is. Most answers of the AWS CLI do not say: it is told by names that a script put beside
 * the answer, by what the policy's own statements are about, or by the name of the file.
 */
import { fileNameParts } from './aws-file-name.ts';
import { awsPartition, awsThing } from './aws-resource.ts';
import type { PolicyDocument } from './aws-policy.ts';

/** What has been said so far of the resource that a policy belongs to; what stands nearer to the policy replaces it. */
export interface HolderNames {
  readonly arn?: string;
  readonly region?: string;
  readonly account?: string;
  /** By field, as `FunctionName`: a name that becomes an ARN with region and account. */
  readonly bare?: readonly [field: string, name: string];
  /** A key that may be a bucket's name, or anything else. */
  readonly maybeBucket?: string;
}

const BUCKET_FIELDS = new Set(['bucket', 'bucketname']);
const REGION_FIELDS = new Set(['region', 'awsregion', 'regionname']);
const ACCOUNT_FIELDS = new Set(['account', 'accountid', 'registryid', 'expectedbucketowner', 'bucketowner']);
/** Fields that hold the resource's ARN, and with it nothing else: a KmsKeyArn or RoleArn is another's. */
const ARN_FIELDS = new Set(
  [
    '', 'resource', 'queue', 'topic', 'function', 'key', 'secret', 'repository', 'table', 'domain', 'filesystem', 'bucket',
    'eventbus', 'backupvault', 'stream', 'vault',
  ].map((thing) => `${thing}arn`),
);
/** Fields whose name becomes an ARN with region and account, or is one already. */
const BARE_FIELDS: Readonly<Record<string, readonly [service: string, prefix: string]>> = {
  functionname: ['lambda', 'function:'],
  keyid: ['kms', 'key/'],
  repositoryname: ['ecr', 'repository/'],
  tablename: ['dynamodb', 'table/'],
  domainname: ['es', 'domain/'],
  filesystemid: ['elasticfilesystem', 'file-system/'],
};
/** Fields that hold an ARN or something of no use here. */
const IDENTIFIER_FIELDS = new Set(['resource', 'resourceid', 'secretid', 'id']);

const ACCOUNT_ID = /^\d{12}$/;
const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;
/** A name that stands alone: not an alias, not a part of an ARN. */
const BARE_NAME = /^(?!alias\/)[A-Za-z0-9._/-]+$/;
const BUCKET = /^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/;
const QUEUE_URL = /^https?:\/\/(?:sqs\.([a-z0-9-]+)\.amazonaws\.com|(?:([a-z0-9-]+)\.)?queue\.amazonaws\.com)(?:\.cn)?\/(\d{12})\/([^/]+)$/;

/** Names that an object's own fields give, over those from around it. */
export function namesBeside(object: Readonly<Record<string, unknown>>, around: HolderNames): HolderNames {
  let names = around;
  for (const [field, value] of Object.entries(object)) {
    if (typeof value === 'string' && value !== '') names = withField(names, plain(field), value);
  }
  return names;
}

/** True when one of the object's own fields names a resource. */
export function namesResource(object: Readonly<Record<string, unknown>>): boolean {
  const { arn, bare } = namesBeside(object, {});
  return arn !== undefined || bare !== undefined;
}

/** Names that the key of a map gives to what it holds: an ARN, a queue's URL, an account, a region, maybe a bucket. */
export function namesOfKey(key: string, around: HolderNames): HolderNames {
  const arn = arnOf(key);
  if (arn !== undefined) return { ...around, arn };
  if (ACCOUNT_ID.test(key)) return { ...around, account: key };
  if (REGION.test(key)) return { ...around, region: key };
  return BUCKET.test(key) ? { ...around, maybeBucket: key } : around;
}

/**
 * The ARN of the resource that a policy, or the lack of one, belongs to. In this order: an ARN beside it; a name beside it
 * with region and account; the one resource that its statements are about; a map's key or the file's name that is an ARN, a
 * queue's URL or, for a policy about S3 alone, a bucket's name. Undefined when none of these tells.
 * @param policy `bucket` for an answer that a bucket has none, undefined for one that something has none
 * @param file name of the file, with folders
 */
export function policyHolder(policy: PolicyDocument | 'bucket' | undefined, names: HolderNames, file: string): string | undefined {
  const path = fileNameParts(file);
  const region = names.region ?? path.find((part) => REGION.test(part));
  const placed = region === undefined ? names : { ...names, region };
  const document = typeof policy === 'object' ? policy : undefined;
  return names.arn ?? builtArn(placed) ?? (document && resourceOfStatements(document)) ?? arnOfKey(policy, placed) ?? arnOfFile(policy, path, placed);
}

function withField(names: HolderNames, field: string, value: string): HolderNames {
  const isBare = Object.hasOwn(BARE_FIELDS, field);
  const arn = ARN_FIELDS.has(field) || IDENTIFIER_FIELDS.has(field) || isBare || field === 'queueurl' ? arnOf(value) : undefined;
  if (arn !== undefined) return { ...names, arn };
  if (BUCKET_FIELDS.has(field)) return { ...names, arn: arnOf(value) ?? bucketArn(value, names.region) };
  if (isBare) return BARE_NAME.test(value) ? { ...names, bare: [field, value] } : names;
  if (REGION_FIELDS.has(field) && REGION.test(value)) return { ...names, region: value };
  return ACCOUNT_FIELDS.has(field) && ACCOUNT_ID.test(value) ? { ...names, account: value } : names;
}

const plain = (field: string): string => field.toLowerCase().replaceAll(/[_-]/g, '');

/** The ARN that a text is, or that a queue's URL stands for. */
function arnOf(text: string): string | undefined {
  if (awsThing(text)) return text;
  const queue = QUEUE_URL.exec(text);
  if (!queue) return undefined;
  // The oldest form of the URL has no region: it is that of us-east-1.
  const [, region = queue[2] ?? 'us-east-1', , account, name] = queue;
  return `arn:${awsPartition(region)}:sqs:${region}:${account}:${name}`;
}

const bucketArn = (name: string, region: string | undefined): string => `arn:${awsPartition(region)}:s3:::${name}`;

function builtArn({ bare, region, account }: HolderNames): string | undefined {
  const [service, prefix] = (bare && BARE_FIELDS[bare[0]]) ?? [];
  if (!bare || service === undefined || region === undefined || account === undefined) return undefined;
  return `arn:${awsPartition(region)}:${service}:${region}:${account}:${prefix}${bare[1]}`;
}

/** The one resource that all statements are about, each with what lies within it; `*` says nothing either way. */
function resourceOfStatements({ statements }: PolicyDocument): string | undefined {
  const holders = new Set<string>();
  for (const resource of statements.flatMap(({ resources }) => resources)) {
    if (resource === '*') continue;
    const holder = holderOf(resource);
    if (holder === undefined) return undefined;
    holders.add(holder);
  }
  const [only] = holders;
  return holders.size === 1 ? only : undefined;
}

/** A bucket of its objects, a table of its indexes, a domain of its paths. Undefined when a wildcard leaves it open. */
function holderOf(resource: string): string | undefined {
  const whole =
    /^(arn:[a-z-]+:s3:::[^/]+)(?:\/.*)?$/.exec(resource)?.[1] ??
    /^(arn:[a-z-]+:s3:[^:]*:[^:]*:accesspoint\/[^/]+)(?:\/.*)?$/.exec(resource)?.[1] ??
    /^(arn:[a-z-]+:dynamodb:[^:]*:[^:]*:table\/[^/]+)(?:\/index\/.*)?$/.exec(resource)?.[1] ??
    /^(arn:[a-z-]+:es:[^:]*:[^:]*:domain\/[^/]+)(?:\/.*)?$/.exec(resource)?.[1] ??
    resource.replace(/[:/]\*$/, '');
  return /[*?$]/.test(whole) ? undefined : awsThing(whole)?.uid;
}

type About = PolicyDocument | 'bucket' | undefined;

function arnOfKey(policy: About, { maybeBucket, region }: HolderNames): string | undefined {
  return maybeBucket !== undefined && isAboutS3(policy) ? bucketArn(maybeBucket, region) : undefined;
}

function arnOfFile(policy: About, path: readonly string[], { region }: HolderNames): string | undefined {
  const name = path.at(-1) ?? '';
  const arn = arnOf(name);
  if (arn !== undefined) return arn;
  const amongBuckets = path.slice(0, -1).some((folder) => /bucket[-_ ]?polic/i.test(folder));
  return amongBuckets && BUCKET.test(name) && (!policy || isAboutS3(policy)) ? bucketArn(name, region) : undefined;
}

function isAboutS3(policy: About): boolean {
  if (typeof policy !== 'object') return policy === 'bucket';
  const named = policy.statements.flatMap(({ actions, notActions }) => [...actions, ...notActions]);
  return named.length > 0 && named.every((action) => action === '*' || /^s3:/i.test(action));
}
