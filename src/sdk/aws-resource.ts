/** What an ARN alone says of the thing it names: its kind, what people call it, and whose account it is in. */

export interface AwsThing {
  /** The ARN. */
  readonly uid: string;
  readonly label: 'Resource' | 'Workload';
  /** `s3_bucket`, `lambda_function`; `<service>_<type>` for what has no word of its own. */
  readonly kind: string;
  readonly name: string;
  /** Twelve digits; undefined where the ARN has none (S3 buckets). */
  readonly account: string | undefined;
  /** Empty where the ARN has none. */
  readonly region: string;
}

/** By service, or service and type where a service has several. */
const KINDS: Readonly<Record<string, string>> = {
  sqs: 'sqs_queue',
  sns: 'sns_topic',
  'kms:key': 'kms_key',
  'secretsmanager:secret': 'secret',
  'ecr:repository': 'ecr_repository',
  'lambda:function': 'lambda_function',
  'lambda:layer': 'lambda_layer',
  'dynamodb:table': 'dynamodb_table',
  'es:domain': 'opensearch_domain',
  'elasticfilesystem:file-system': 'efs_file_system',
  'events:event-bus': 'event_bus',
  'kinesis:stream': 'kinesis_stream',
  'backup:backup-vault': 'backup_vault',
  'glacier:vaults': 'glacier_vault',
  'acm-pca:certificate-authority': 'private_ca',
  'ec2:instance': 'ec2_instance',
  'ecs:task': 'ecs_task',
  'ecs:task-definition': 'ecs_task_definition',
  'ecs:service': 'ecs_service',
  'rds:db': 'rds_instance',
  'rds:cluster': 'rds_cluster',
  'ssm:parameter': 'ssm_parameter',
  'logs:log-group': 'log_group',
};
/** What runs code, and so may run as a role. */
const WORKLOADS = new Set(['lambda_function', 'ec2_instance', 'ecs_task', 'ecs_task_definition', 'ecs_service']);

const ARN = /^arn:([a-z0-9-]+):([a-z0-9-]+):([a-z0-9-]*):([^:/]*):(.+)$/;
const ACCOUNT_ID = /^\d{12}$/;
/** Secrets Manager ends a secret's ARN with six characters of its own. */
const SECRET_SUFFIX = /-[A-Za-z0-9]{6}$/;

/** The thing an ARN names, or undefined when the text is no ARN. */
export function awsThing(arn: string): AwsThing | undefined {
  const match = ARN.exec(arn);
  if (!match) return undefined;
  const [, , service = '', region = '', account = '', rest = ''] = match;
  const { kind, name } = service === 's3' ? s3Thing(rest) : thing(service, rest);
  return {
    uid: arn,
    label: WORKLOADS.has(kind) ? 'Workload' : 'Resource',
    kind,
    name,
    account: ACCOUNT_ID.test(account) ? account : undefined,
    region,
  };
}

type Words = Pick<AwsThing, 'kind' | 'name'>;

function s3Thing(rest: string): Words {
  const slash = rest.indexOf('/');
  if (slash < 0) return { kind: 's3_bucket', name: rest };
  const name = rest.slice(slash + 1);
  return { kind: rest.startsWith('accesspoint/') ? 's3_access_point' : 's3_object', name };
}

/** `type:name` or `type/name`; a name may have slashes and colons itself. A service without types has the name alone. */
function thing(service: string, rest: string): Words {
  const only = KINDS[service];
  if (only !== undefined) return { kind: only, name: rest };
  const [, type = '', name = rest] = /^([^:/]+)[:/](.+)$/.exec(rest) ?? [];
  const known = KINDS[`${service}:${type}`];
  if (known === 'secret') return { kind: known, name: name.replace(SECRET_SUFFIX, '') };
  return { kind: known ?? [service, type || 'resource'].join('_').replaceAll('-', '_'), name };
}

/** What lies within a thing, by service: the first group is the thing itself. */
const WITHIN: Readonly<Record<string, readonly RegExp[]>> = {
  s3: [/^(accesspoint\/[^/]+)\/.+$/, /^((?!accesspoint\/)[^/:]+)\/.+$/],
  lambda: [/^(function:[^:]+):.+$/],
  logs: [/^(log-group:[^:]+):.+$/],
  secretsmanager: [/^(secret:[^:]+):.*$/],
  dynamodb: [/^(table\/[^/]+)\/(?:index|stream)\/.+$/],
  sns: [/^([^:]+):.+$/],
  kinesis: [/^(stream\/[^/]+)\/.+$/],
};
/** What they name are identities, policies and accounts. */
const NO_RESOURCES = new Set(['iam', 'sts', 'organizations']);

/**
 * The thing that an ARN in a log or a listing is about. What lies within a thing stands for it: an object for its bucket,
 * a version or alias for its function, a log stream for its group, one key of a secret for the secret. Undefined when the
 * text is no ARN, leaves open which thing (`*`), or names what is no resource (IAM, STS, Organizations).
 */
export function awsResourceOfArn(arn: string): AwsThing | undefined {
  const [, service = '', region = '', account = '', rest = ''] = ARN.exec(arn)?.slice(1) ?? [];
  if (rest === '' || NO_RESOURCES.has(service)) return undefined;
  // What S3 names with a region and an account are no buckets: a storage lens, a job.
  const within = service === 's3' && region + account !== '' ? WITHIN[service]!.slice(0, 1) : (WITHIN[service] ?? []);
  const whole = within.map((pattern) => pattern.exec(rest)?.[1]).find((found) => found !== undefined) ?? rest;
  return /[*?]/.test(whole) ? undefined : awsThing(arn.slice(0, arn.length - rest.length) + whole);
}

/** The partition that a region belongs to. */
export function awsPartition(region: string | undefined): string {
  if (region?.startsWith('cn-')) return 'aws-cn';
  return region?.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
