/**
 * Things of random graphs: with every property that a query looks at, each often enough on either side of what is judged, and
 * now and then with an id that says something by itself.
 */
import { addDays } from '../../src/base/time.ts';
import { ENVIRONMENTS, type NodeLabel } from '../../src/model/labels.ts';
import { countText, originKey, originText, type OriginSort } from '../../src/model/log-entries.ts';
import type { PropertyValue } from '../../src/model/properties.ts';
import { awsAccountUid, ownerUid } from '../../src/model/uid.ts';
import { CASE_NOW, type NodeLine } from './query-case.ts';
import type { Dice } from './random-numbers.ts';
import { FUTURE, PAST, RECENT } from './random-times.ts';

/** The graph that a thing is made for. */
export interface Place {
  /** Before every id, but those that stand for the same in all graphs. */
  readonly prefix: string;
  /** How many things the graph has: addresses and names refer to others of them. */
  readonly count: number;
  /** The account that its ARNs name, and one that nothing describes. */
  readonly account: string;
  readonly otherAccount: string;
  /** The cloud that most of its things are in. */
  readonly provider: string;
}

type Given = Record<string, PropertyValue>;

const PROVIDERS = ['aws', 'gcp', 'azure', 'entra', 'kubernetes', 'github', 'AWS'];
const TAGS = [
  'team=payments', 'Team=checkout', 'service=api', 'app_name=api', 'service=unknown', 'project=tendril', 'note', 'owner=',
  'app.kubernetes.io/name=api', 'aws:ecs:serviceName=web',
];

const PATTERNS = ['s3:Get*', 's3:*', 'S3:GetObject', 's?s:*', '*', '*:*', 'iam:*', 'iam:PassRole', 'sqs:Receive*'];
const USES = ['s3:*', 's3:GetObject', 'sqs:*', 'iam:PassRole', 'iam:CreateAccessKey'];

const IDENTITY_KINDS = [
  'iam_role', 'iam_role', 'iam_role', 'iam_user', 'iam_user', 'human', 'human', 'account_root', 'external', 'federated', 'aws_service',
  'k8s_service_account', 'service_account', 'service_principal', 'bot',
];
const PEOPLE = new Set(['human', 'account_root']);

/** A thing of this label; `number` is its place in the graph. */
export function randomNode(label: NodeLabel, number: number, place: Place, dice: Dice): NodeLine {
  const given: Given = {};
  if (dice.chance(0.6)) given['name'] = `${label} ${number}`;
  if (dice.chance(0.7)) given['provider'] = dice.chance(0.75) ? place.provider : dice.pick(PROVIDERS);
  if (dice.chance(0.6)) given['environment'] = dice.pick(['production', 'production', ...ENVIRONMENTS]);
  if (dice.chance(0.1)) given['until'] = dice.pick(PAST);
  if (dice.chance(0.1)) given['missing'] = true;
  if (dice.chance(0.7)) given['since'] = dice.pick(PAST);
  if (dice.chance(0.6)) given['createdAt'] = dice.pick(PAST);
  if (dice.chance(0.3)) given['tags'] = dice.some(TAGS, 0.3);
  const uid = OF_LABEL[label]?.(given, `${place.prefix}n${number}`, place, dice) ?? `${place.prefix}n${number}`;
  return [label, uid, given];
}

/** Each adds properties, and may give an id of its own. */
const OF_LABEL: Partial<Record<NodeLabel, (given: Given, plain: string, place: Place, dice: Dice) => string | void>> = {
  Identity: identity,
  Credential: credential,
  Owner(given, plain, place, dice) {
    if (dice.chance(0.85)) given['kind'] = dice.pick(['person', 'person', 'person', 'team', 'team', 'team', 'vendor', 'service']);
    if (dice.chance(0.35)) given['active'] = dice.chance(0.5);
    if (dice.chance(0.3)) given['leftAt'] = dice.pick([...PAST, ...FUTURE.slice(0, 2)]);
    // People of the directory go by their address, or by the id of the identity that is theirs.
    if (dice.chance(0.5)) return ownerUid(`${plain}@example.com`);
    if (dice.chance(0.3)) return ownerUid(`${place.prefix}n${dice.whole(0, place.count - 1)}`);
  },
  PermissionSet(given, _plain, _place, dice) {
    if (dice.chance(0.6)) given['privileged'] = dice.chance(0.5);
    if (dice.chance(0.5)) given['updatedAt'] = dice.pick(PAST);
  },
  Workload: workload,
  Resource: resource,
  Container(given, _plain, place, dice) {
    given['kind'] = dice.pick(['account', 'account', 'project', 'namespace']);
    if (given['kind'] === 'account' && dice.chance(0.6)) {
      given['provider'] = 'aws';
      return awsAccountUid(dice.chance(0.8) ? place.account : place.otherAccount);
    }
  },
  Event: event,
};

function identity(given: Given, plain: string, place: Place, dice: Dice): string | void {
  const kind = dice.chance(0.93) ? dice.pick(IDENTITY_KINDS) : undefined;
  if (kind !== undefined) given['kind'] = kind;
  if (dice.chance(0.92)) given['isNhi'] = PEOPLE.has(kind ?? '') ? dice.chance(0.15) : dice.chance(0.9);
  if (dice.chance(0.15)) given['thirdParty'] = dice.chance(0.7);
  if (dice.chance(0.35)) given['enabled'] = dice.chance(0.6);
  if (dice.chance(0.25)) given['tier0'] = dice.chance(0.85);
  if (dice.chance(0.5)) given['mfa'] = dice.chance(0.4);
  if (dice.chance(0.3)) given['email'] = ` ${place.prefix}N${dice.whole(0, place.count - 1)}@Example.com`;
  if (dice.chance(0.5)) given['lastUsedAt'] = dice.pick(PAST);
  if (dice.chance(0.6)) given['grantedActions'] = dice.some(PATTERNS, 0.3);
  if (dice.chance(0.3)) given['usedActions'] = dice.some(USES, 0.4).map((action) => `${action}=${dice.pick(PAST)}`);
  if (dice.chance(0.35)) given['activeHours'] = activeHours(dice);
  if (dice.chance(0.3)) given['origins'] = origins(dice);
  return identityUid(given, plain, place, dice);
}

function identityUid(given: Given, plain: string, { account, otherAccount }: Place, dice: Dice): string | void {
  const kind = given['kind'];
  const tail = plain.replaceAll(/[^A-Za-z0-9]/g, '').toUpperCase();
  if (dice.chance(0.05)) return `deleted:serviceAccount:${plain}`;
  if (dice.chance(0.06)) {
    given['missing'] = dice.chance(0.8);
    return `${dice.pick(['AIDA', 'AROA'])}DELETED${tail}`;
  }
  if (kind === 'federated') return dice.pick([`arn:aws:iam::${account}:oidc-provider/gitlab.com`, `arn:aws:iam::${account}:oidc-provider/oidc.example.com/${plain}`, `arn:aws:iam::${account}:saml-provider/${plain}`]);
  if (kind === 'external' && dice.chance(0.15)) {
    given['missing'] = true;
    return 'aws:*';
  }
  if (kind === 'account_root' && dice.chance(0.5)) {
    given['missing'] = dice.chance(0.8);
    return `arn:aws:iam::${otherAccount}:root`;
  }
  if (kind === 'k8s_service_account' && dice.chance(0.4)) return `k8s://${plain}/sa/default`;
  if (kind === 'iam_role' && dice.chance(0.1)) return `arn:aws:iam::${account}:role/aws-service-role/${plain}`;
  if ((kind === 'iam_role' || kind === 'iam_user') && dice.chance(0.3)) {
    if (dice.chance(0.4)) given['missing'] = true;
    return `arn:aws:iam::${dice.pick([account, otherAccount])}:${kind === 'iam_role' ? 'role' : 'user'}/${plain}`;
  }
}

/** Weeks with the same hour, now and then with one that stands out, and the days up to now beside them. */
function activeHours(dice: Dice): string[] {
  const hours = new Map<string, string>();
  const tell = (daysAgo: number, hour: number, count: number, denied: number): void => {
    const day = addDays(CASE_NOW, -daysAgo).slice(0, 10);
    const period = `${day}T${String(hour).padStart(2, '0')}`;
    hours.set(period, countText(period, count, denied));
  };
  const [usual, weekday, hour] = [dice.whole(1, 20), dice.whole(1, 7), dice.whole(0, 23)];
  for (let week = dice.whole(0, 12); week >= 0; week--) {
    if (!dice.chance(0.85)) continue;
    const count = dice.chance(0.15) ? usual * dice.whole(5, 30) : usual + dice.whole(0, 3);
    tell(week * 7 + weekday, hour, count, dice.chance(0.3) ? dice.whole(1, count) : 0);
  }
  for (let more = dice.whole(0, 6); more > 0; more--) tell(dice.whole(1, 100), dice.whole(0, 23), dice.whole(1, 300), dice.chance(0.3) ? dice.whole(1, 100) : 0);
  return [...hours.keys()].sort().map((period) => hours.get(period)!);
}

const ORIGINS: readonly (readonly [OriginSort, string])[] = [
  ['agent', 'Terraform'], ['agent', 'aws-cli'], ['agent', 'python-requests'],
  ['network', '198.51.100.0/24'], ['network', '2001:db8:1::/48'], ['network', '203.0.113.0/24'],
  ['region', 'eu-central-1'], ['region', 'us-east-1'],
  ['service', 'lambda.amazonaws.com'],
];

function origins(dice: Dice): string[] {
  return dice.some(ORIGINS, 0.5).map(([sort, value]) => {
    const [first, last] = [dice.pick(PAST), dice.pick(PAST)].sort();
    return originText(originKey(sort, value), first!, last!);
  });
}

function credential(given: Given, plain: string, _place: Place, dice: Dice): string | void {
  if (dice.chance(0.95)) {
    given['kind'] = dice.pick(['access_key', 'access_key', 'password', 'password', 'client_secret', 'api_token', 'sa_key', 'certificate', 'pat', 'k8s_token', 'session']);
  }
  if (dice.chance(0.6)) given['status'] = dice.pick(['active', 'active', 'active', 'active', 'active', 'unknown', 'inactive', 'expired', 'revoked']);
  if (dice.chance(0.35)) given['lastRotatedAt'] = dice.pick(PAST);
  if (dice.chance(0.5)) given['lastUsedAt'] = dice.pick(PAST);
  if (dice.chance(0.4)) given['expiresAt'] = dice.pick([...FUTURE, ...FUTURE, ...FUTURE, ...PAST]);
  if (given['kind'] === 'access_key' && dice.chance(0.3)) return `AKIA${plain.replaceAll(/[^A-Za-z0-9]/g, '').toUpperCase()}EXAMPLE`;
}

const REPLICAS = ['', '', '-7d4b9c6f5d-x2k8q', '-8c5b7d9f6b-q4z7w', '-0', '-1', ':3', '-0a1b2c3d4e', '/0a1b2c3d4e', '-x2k8q', '-0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f'];

function workload(given: Given, _plain: string, _place: Place, dice: Dice): void {
  if (dice.chance(0.9)) given['kind'] = dice.pick(['vm', 'lambda', 'pod', 'pod', 'repo', 'workflow', 'ecs_task_definition', 'ecs_task']);
  if (dice.chance(0.5)) given['name'] = dice.pick(['api', 'web']) + dice.pick(REPLICAS);
  if (dice.chance(0.45)) given['public'] = dice.chance(0.7);
}

function resource(given: Given, plain: string, { account }: Place, dice: Dice): string | void {
  if (dice.chance(0.8)) given['kind'] = dice.pick(['bucket', 'bucket', 'queue', 'secret', 'Key-Vault', 'k8s_secret', 'SSM Parameter', 'repo']);
  if (dice.chance(0.8)) given['sensitivity'] = dice.pick([0, 1, 2, 2, 3, 3]);
  if (dice.chance(0.4)) given['public'] = dice.chance(0.6);
  if (dice.chance(0.15)) return `arn:aws:secretsmanager:eu-central-1:${account}:secret:${plain}`;
}

/** Actions of events, with what they do. */
const ACTIONS: readonly (readonly [action: string, activity: string])[] = [
  ['iam:CreateAccessKey', 'create'], ['iam:UpdateAccessKey', 'update'], ['iam:DeleteAccessKey', 'delete'], ['iam:CreateUser', 'create'], ['iam:AttachRolePolicy', 'grant'],
  ['iam:DetachRolePolicy', 'revoke'], ['iam:UpdateAssumeRolePolicy', 'grant'], ['s3:GetObject', 'read'], ['s3:PutObject', 'update'], ['sts:AssumeRole', 'login'], ['signin:ConsoleLogin', 'login'],
];
const AGENTS = [
  'aws-cli/2.18.1', 'Mozilla/5.0 (X11)', '[S3Console/0.4]', 'aws-cli/2.0 exec-env/CloudShell', 'aws-sdk-go/1.44', 'Boto3/1.2 exec-env/AWS_Lambda aws-cli/1', 'kubectl/v1.30', 'Terraform/1.9',
];

function event(given: Given, _plain: string, _place: Place, dice: Dice): void {
  const [action, activity] = dice.pick(ACTIONS);
  given['kind'] = 'cloudtrail';
  if (dice.chance(0.95)) given['action'] = action;
  if (dice.chance(0.95)) given['activity'] = activity;
  if (dice.chance(0.95)) given['time'] = dice.pick(dice.chance(0.8) ? RECENT : [...PAST, ...FUTURE.slice(0, 1)]);
  if (dice.chance(0.9)) given['outcome'] = dice.pick(['success', 'success', 'success', 'denied', 'failed']);
  if (given['outcome'] === 'denied') given['errorCode'] = 'AccessDenied';
  if (dice.chance(0.8)) given['userAgent'] = dice.pick(AGENTS);
  if (dice.chance(0.8)) given['sourceIp'] = dice.pick(['203.0.113.7', '198.51.100.9', '2001:db8:1::7', 'lambda.amazonaws.com']);
  if (dice.chance(0.7)) given['region'] = dice.pick(['eu-central-1', 'us-east-1']);
}
