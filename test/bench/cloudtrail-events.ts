/** Made-up CloudTrail logs of any size, the same for the same seed: gz files as S3 lays them out, skewed as accounts are. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { randomNumbers } from '../support/random-graph.ts';

const ACCOUNT = '111122223333';
const REGIONS = ['eu-west-1', 'us-east-1', 'us-west-2'] as const;
const FROM = Date.parse('2026-10-01T00:00:00Z');
const DAY = 86_400_000;

export interface LogSize {
  readonly events: number;
  /** About as many as one delivery of a busy trail holds. */
  readonly eventsPerFile: number;
  /** Days over which the events spread. */
  readonly days: number;
  readonly roles: number;
  readonly users: number;
  readonly seed: number;
}

export const MILLION: LogSize = { events: 1_000_000, eventsPerFile: 5000, days: 14, roles: 600, users: 60, seed: 7 };

interface Kind {
  readonly source: string;
  readonly name: string;
  readonly readOnly: boolean;
  /** Out of a thousand. */
  readonly weight: number;
  readonly request: (id: number, region: string) => object | null;
  readonly answer?: (id: number, hex: Hex) => object;
  readonly resources?: (id: number, region: string) => object[];
  /** How many different things it is done to. */
  readonly things: number;
}

type Hex = (digits: number) => string;

const arn = (service: string, region: string, rest: string): string => `arn:aws:${service}:${region}:${ACCOUNT}:${rest}`;
const role = (id: number): string => `arn:aws:iam::${ACCOUNT}:role/app/service-${id}`;

const KINDS: readonly Kind[] = [
  { source: 's3', name: 'GetObject', readOnly: true, weight: 230, things: 300, request: (id) => ({ bucketName: `bucket-${id}`, Host: `bucket-${id}.s3.eu-west-1.amazonaws.com`, key: `data/2026/part-${id}.parquet` }), resources: (id) => [{ type: 'AWS::S3::Object', ARN: `arn:aws:s3:::bucket-${id}/data/2026/part-${id}.parquet` }, { accountId: ACCOUNT, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::bucket-${id}` }] },
  { source: 's3', name: 'PutObject', readOnly: false, weight: 90, things: 300, request: (id) => ({ bucketName: `bucket-${id}`, key: `data/2026/part-${id}.parquet`, 'x-amz-server-side-encryption': 'aws:kms' }), resources: (id) => [{ accountId: ACCOUNT, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::bucket-${id}` }] },
  { source: 'sts', name: 'AssumeRole', readOnly: true, weight: 40, things: 600, request: (id) => ({ roleArn: role(id), roleSessionName: `session-${id}`, durationSeconds: 3600 }), answer: (id, hex) => ({ credentials: { accessKeyId: `ASIA${hex(16)}`, sessionToken: hex(256), expiration: 'Oct 20, 2026, 9:46:15 PM' }, assumedRoleUser: { assumedRoleId: `AROA${hex(17)}:session-${id}`, arn: `arn:aws:sts::${ACCOUNT}:assumed-role/service-${id}/session-${id}` } }), resources: (id) => [{ accountId: ACCOUNT, type: 'AWS::IAM::Role', ARN: role(id) }] },
  { source: 'kms', name: 'Decrypt', readOnly: true, weight: 150, things: 80, request: () => ({ encryptionContext: { 'aws:s3:arn': 'arn:aws:s3:::bucket-1' }, encryptionAlgorithm: 'SYMMETRIC_DEFAULT' }), resources: (id, region) => [{ accountId: ACCOUNT, type: 'AWS::KMS::Key', ARN: arn('kms', region, `key/0000-${id}`) }] },
  { source: 'ec2', name: 'DescribeInstances', readOnly: true, weight: 150, things: 1, request: () => ({ maxResults: 1000, instancesSet: {}, filterSet: { items: [{ name: 'tag:team', valueSet: { items: [{ value: 'data' }] } }] } }) },
  { source: 'logs', name: 'CreateLogStream', readOnly: false, weight: 70, things: 200, request: (id) => ({ logGroupName: `/aws/lambda/function-${id}`, logStreamName: '2026/10/01/[$LATEST]abc' }) },
  { source: 'dynamodb', name: 'DescribeTable', readOnly: true, weight: 60, things: 120, request: (id) => ({ tableName: `table-${id}` }) },
  { source: 'secretsmanager', name: 'GetSecretValue', readOnly: true, weight: 40, things: 150, request: (id, region) => ({ secretId: arn('secretsmanager', region, `secret:app-${id}-AbCdEf`) }) },
  { source: 'lambda', name: 'Invoke', readOnly: false, weight: 50, things: 200, request: (id, region) => ({ functionName: arn('lambda', region, `function:function-${id}`), invocationType: 'Event' }), resources: (id, region) => [{ accountId: ACCOUNT, type: 'AWS::Lambda::Function', ARN: arn('lambda', region, `function:function-${id}`) }] },
  { source: 'sqs', name: 'ReceiveMessage', readOnly: true, weight: 40, things: 100, request: (id, region) => ({ queueUrl: `https://sqs.${region}.amazonaws.com/${ACCOUNT}/queue-${id}` }) },
  { source: 'ssm', name: 'GetParameter', readOnly: true, weight: 40, things: 200, request: (id) => ({ name: `/app/parameter-${id}`, withDecryption: true }) },
  { source: 'iam', name: 'GetRole', readOnly: true, weight: 25, things: 600, request: (id) => ({ roleName: `service-${id}` }) },
  { source: 'iam', name: 'AttachRolePolicy', readOnly: false, weight: 4, things: 600, request: (id) => ({ roleName: `service-${id}`, policyArn: `arn:aws:iam::${ACCOUNT}:policy/policy-${id % 40}` }) },
  { source: 'ec2', name: 'RunInstances', readOnly: false, weight: 6, things: 400, request: (id) => ({ instancesSet: { items: [{ imageId: `ami-${id % 9}`, minCount: 1, maxCount: 1 }] }, instanceType: 'm7g.large' }), answer: (id) => ({ instancesSet: { items: [{ instanceId: `i-${String(id).padStart(17, '0')}`, imageId: `ami-${id % 9}`, instanceState: { code: 0, name: 'pending' } }] } }) },
  { source: 'signin', name: 'ConsoleLogin', readOnly: false, weight: 0, things: 1, request: () => null, answer: () => ({ ConsoleLogin: 'Success' }) },
];
const DRAWN = KINDS.flatMap((kind) => Array<Kind>(kind.weight).fill(kind));
const ERRORS = ['AccessDenied', 'ThrottlingException', 'ResourceNotFoundException', 'ValidationException'] as const;
const AGENTS = ['aws-sdk-go-v2/1.32.3 os/linux lang/go#1.23.1 md/GOOS#linux api/s3#1.66.0', 'Boto3/1.35.36 md/Botocore#1.35.36 ua/2.0 os/linux#6.1 md/arch#aarch64 lang/python#3.12.6', 'aws-cli/2.18.1 md/awscrt#0.22.0 ua/2.0 os/linux md/arch#x86_64', 'lambda.amazonaws.com'] as const;

/** Writes the files below the folder; their paths, in the order of time. */
export function writeLogs(folder: string, size: LogSize): string[] {
  const random = randomNumbers(size.seed);
  const paths: string[] = [];
  for (let from = 0; from < size.events; from += size.eventsPerFile) {
    const count = Math.min(size.eventsPerFile, size.events - from);
    const start = FROM + Math.floor((from / size.events) * size.days * DAY);
    const region = REGIONS[Math.floor(REGIONS.length * random() ** 3)]!;
    const [year, month, day] = new Date(start).toISOString().slice(0, 10).split('-') as [string, string, string];
    const into = join(folder, 'AWSLogs', ACCOUNT, 'CloudTrail', region, year, month, day);
    mkdirSync(into, { recursive: true });
    const path = join(into, `${ACCOUNT}_CloudTrail_${region}_${year}${month}${day}T${String(from).padStart(9, '0')}Z.json.gz`);
    const Records = Array.from({ length: count }, (_, number) => event(random, size, start + number * 50, region));
    writeFileSync(path, gzipSync(JSON.stringify({ Records })));
    paths.push(path);
  }
  return paths;
}

function event(random: () => number, size: LogSize, milliseconds: number, region: string): object {
  const hex: Hex = (digits) => {
    let text = '';
    while (text.length < digits) text += Math.floor(random() * 2 ** 32).toString(16).padStart(8, '0');
    return text.slice(0, digits).toUpperCase();
  };
  const actor = actorOf(random, size);
  const kind = kindOf(random, actor);
  // A program does the same few things over and over.
  const thing = (actor.number * 7 + Math.floor(4 * random() ** 3)) % kind.things;
  const failed = random() < 0.03;
  const time = `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
  return {
    eventVersion: '1.10',
    userIdentity: userIdentity(actor, kind, time),
    eventTime: time,
    eventSource: `${kind.source}.amazonaws.com`,
    eventName: kind.name,
    awsRegion: region,
    sourceIPAddress: `10.${Math.floor(random() * 256)}.${Math.floor(random() * 256)}.7`,
    userAgent: AGENTS[Math.floor(random() * AGENTS.length)],
    ...(failed ? { errorCode: ERRORS[Math.floor(random() * ERRORS.length)], errorMessage: 'The request was not carried out.' } : {}),
    requestParameters: kind.request(thing, region),
    responseElements: failed ? null : (kind.answer?.(thing, hex) ?? null),
    requestID: uuid(hex),
    eventID: uuid(hex),
    readOnly: kind.readOnly,
    ...(kind.resources && !failed ? { resources: kind.resources(thing, region) } : {}),
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: ACCOUNT,
    eventCategory: 'Management',
    tlsDetails: { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256', clientProvidedHostHeader: `${kind.source}.${region}.amazonaws.com` },
  };
}

function uuid(hex: Hex): string {
  const digits = hex(32).toLowerCase();
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20)}`;
}

interface ActorDrawn {
  readonly kind: 'service' | 'user' | 'role';
  readonly number: number;
  readonly session: number;
}

/** Roles do nearly everything, a few of them most of it; most sessions are issued by services to themselves. */
function actorOf(random: () => number, size: LogSize): ActorDrawn {
  const drawn = random();
  if (drawn < 0.1) return { kind: 'service', number: Math.floor(size.roles * random() ** 3), session: 0 };
  if (drawn < 0.16) return { kind: 'user', number: Math.floor(size.users * random() ** 3), session: 0 };
  return { kind: 'role', number: Math.floor(size.roles * random() ** 4), session: Math.floor(random() * 4) };
}

const ASSUME = KINDS.find(({ name }) => name === 'AssumeRole')!;
const LOGIN = KINDS.find(({ name }) => name === 'ConsoleLogin')!;

/** Each role has a few kinds of calls, the common ones more often; people do all kinds. */
function kindOf(random: () => number, { kind, number }: ActorDrawn): Kind {
  if (kind === 'service') return ASSUME;
  if (kind === 'user') return random() < 0.03 ? LOGIN : DRAWN[Math.floor(random() * DRAWN.length)]!;
  return DRAWN[(number * 37 + Math.floor(5 * random() ** 2) * 211) % DRAWN.length]!;
}

/** A session's key changes by the hour. */
function userIdentity({ kind, number, session }: ActorDrawn, call: Kind, time: string): object {
  if (kind === 'service') return { type: 'AWSService', invokedBy: number % 3 === 0 ? 'ec2.amazonaws.com' : 'lambda.amazonaws.com' };
  const principalId = `${kind === 'user' ? 'AIDA' : 'AROA'}${String(number).padStart(17, '0')}`;
  if (kind === 'user') {
    const key = call === LOGIN ? {} : { accessKeyId: `AKIAEXAMPLE${String(number).padStart(9, '0')}` };
    return { type: 'IAMUser', principalId, arn: `arn:aws:iam::${ACCOUNT}:user/user-${number}`, accountId: ACCOUNT, ...key, userName: `user-${number}` };
  }
  const name = `session-${session}`;
  return {
    type: 'AssumedRole',
    principalId: `${principalId}:${name}`,
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/service-${number}/${name}`,
    accountId: ACCOUNT,
    accessKeyId: `ASIA${String(number).padStart(5, '0')}${session}${time.slice(5, 13).replaceAll(/\D/g, '')}EXAMPL`,
    sessionContext: {
      sessionIssuer: { type: 'Role', principalId, arn: role(number), accountId: ACCOUNT, userName: `service-${number}` },
      attributes: { creationDate: time, mfaAuthenticated: 'false' },
    },
  };
}
