/** The words of the graph: what kinds, reasons and edges are called, and how a long name is shortened. */
import type { EdgeKind, NodeLabel } from '../../model/labels.ts';
import type { Group } from '../../protocol/shapes.ts';

/** Plural by hand where adding an `s` to the kind is not English. */
const PLURALS: Readonly<Record<string, string>> = {
  iam_user: 'IAM users',
  iam_role: 'IAM roles',
  account_root: 'root users',
  aws_service: 'AWS services',
  oauth_app: 'OAuth apps',
  github_app: 'GitHub apps',
  k8s_service_account: 'Kubernetes accounts',
  managed_identity: 'managed identities',
  human: 'people',
  federated: 'federated identities',
  external: 'external identities',
  sa_key: 'service account keys',
  pat: 'personal tokens',
  oauth_token: 'OAuth tokens',
  api_token: 'API tokens',
  ssh_key: 'SSH keys',
  k8s_token: 'Kubernetes tokens',
  s3_bucket: 'buckets',
  dynamodb_table: 'DynamoDB tables',
  ec2_instance: 'EC2 instances',
  rds_instance: 'RDS instances',
  kms_key: 'KMS keys',
  lambda_function: 'Lambda functions',
  sqs_queue: 'SQS queues',
  sns_topic: 'SNS topics',
  repository: 'repositories',
  policy: 'policies',
  secret: 'secrets',
  ecr_repository: 'ECR repositories',
  opensearch_domain: 'OpenSearch domains',
  efs_file_system: 'EFS file systems',
  ecs_task: 'ECS tasks',
  ecs_task_definition: 'ECS task definitions',
  ecs_service: 'ECS services',
  service: 'services',
};

const LABEL_PLURALS: Readonly<Record<NodeLabel, string>> = {
  Identity: 'identities',
  Credential: 'credentials',
  Owner: 'owners',
  Group: 'groups',
  PermissionSet: 'permission sets',
  Workload: 'workloads',
  Resource: 'resources',
  Container: 'containers',
  Event: 'events',
  Finding: 'findings',
  Import: 'imports',
};

/** `214 buckets`; the label's word where the kind is unknown. */
export function groupTitle(group: Pick<Group, 'label' | 'kind' | 'count'>): string {
  return `${formatCount(group.count)} ${pluralKind(group.label, group.kind)}`;
}

export function pluralKind(label: NodeLabel, kind: string | null): string {
  if (!kind || kind === 'unknown') return LABEL_PLURALS[label];
  const known = PLURALS[kind];
  if (known) return known;
  const words = kindWords(kind);
  if (/(s|x|ch|sh)$/.test(words)) return `${words}es`;
  return /[^aeiou]y$/.test(words) ? `${words.slice(0, -1)}ies` : `${words}s`;
}

/** `iam_role` as `iam role`. */
export function kindWords(kind: string): string {
  return kind.replaceAll(/[_:]/g, ' ');
}

/** Second line of a group: what in it asks for attention, or null. */
export function groupNote(group: Pick<Group, 'sensitive' | 'orphaned'>): string | null {
  const notes: string[] = [];
  if (group.sensitive > 0) notes.push(`${formatCount(group.sensitive)} sensitive`);
  if (group.orphaned > 0) notes.push(`${formatCount(group.orphaned)} orphaned`);
  return notes.length > 0 ? notes.join(' · ') : null;
}

/** The one note that fits a card: sensitive before orphaned, which has its ring there anyway. */
export function cardNote(group: Pick<Group, 'sensitive' | 'orphaned'>): string | null {
  return groupNote(group.sensitive > 0 ? { sensitive: group.sensitive, orphaned: 0 } : group);
}

export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** `CAN_ACCESS` as `can access`. */
export function edgeWords(kind: EdgeKind): string {
  return kind.toLowerCase().replaceAll('_', ' ');
}

/** The letter on the badge of an orphan; the reason that weighs most stands first in the list. */
const REASON_LETTERS: Readonly<Record<string, string>> = {
  'never-owned': 'N',
  'owner-left': 'L',
  'owner-unknown': 'U',
  'team-empty': 'T',
  'owner-non-human': 'B',
};

const REASON_WORDS: Readonly<Record<string, string>> = {
  'never-owned': 'never owned',
  'owner-left': 'owner left or inactive',
  'owner-unknown': 'owner unknown to the directory',
  'team-empty': 'team without members',
  'owner-non-human': 'owner is not human',
};

/** A reason that has no letter of its own is marked by the first of its code. */
export function reasonLetter(code: string): string {
  return REASON_LETTERS[code] ?? (code[0] ?? '?').toUpperCase();
}

export function reasonWords(code: string): string {
  return REASON_WORDS[code] ?? code.replaceAll('-', ' ');
}

/** `code` and letter of every reason, for the legend. */
export function reasons(): readonly { readonly code: string; readonly letter: string; readonly words: string }[] {
  return Object.keys(REASON_LETTERS).map((code) => ({ code, letter: reasonLetter(code), words: reasonWords(code) }));
}

/** Cuts the middle out so that at most `limit` characters stay, the ellipsis among them. Counts code points. */
export function shortenMiddle(text: string, limit: number): string {
  const characters = [...text];
  if (characters.length <= limit) return text;
  if (limit < 3) return characters.slice(0, Math.max(limit, 0)).join('');
  const head = Math.ceil((limit - 1) / 2);
  const tail = limit - 1 - head;
  return `${characters.slice(0, head).join('')}…${tail > 0 ? characters.slice(-tail).join('') : ''}`;
}
