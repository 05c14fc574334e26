/** Exports of one account in whatever order they come, and come again: the case holds the same in the end. */
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { exportText, filesIn, openNewCase, someBackend } from './some-backend.ts';

const ACCOUNT = '111122223333';
const PARTNER = '444455556666';
const MANAGEMENT = '777788889999';
const BUCKET = 'arn:aws:s3:::orders';
const iam = (rest: string, account = ACCOUNT): string => `arn:aws:iam::${account}:${rest}`;
const ETL = iam('role/jobs/etl');

const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const allow = (Action: unknown, Resource: unknown = '*', more: object = {}) => ({ Effect: 'Allow', Action, Resource, ...more });
const trusting = (Principal: unknown) => document({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' });
const WITH_MFA = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
const SINCE_2020 = { Condition: { DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } } };
const lines = (...documents: unknown[]): string => documents.map((one) => JSON.stringify(one)).join('\n');

const details = {
  UserDetailList: [
    { Arn: iam('user/team/ada'), UserName: 'ada', UserPolicyList: [{ PolicyName: 'own', PolicyDocument: document(allow('iam:PutUserPolicy', '*', WITH_MFA), allow('s3:GetObject', '*', SINCE_2020)) }] },
    { Arn: iam('user/chief'), UserName: 'chief', UserPolicyList: [{ PolicyName: 'all', PolicyDocument: document(allow('*')) }] },
  ],
  GroupDetailList: [],
  RoleDetailList: [
    { Arn: ETL, RoleName: 'etl', AssumeRolePolicyDocument: trusting({ AWS: [iam('user/team/ada'), iam('root', PARTNER)] }), RolePolicyList: [{ PolicyName: 'read', PolicyDocument: document(allow(['s3:GetObject', 'sqs:SendMessage'])) }] },
  ],
  Policies: [],
};
// Names the role without its path, and one of an account that no export lists.
const bucketPolicy = document(
  { Effect: 'Allow', Principal: { AWS: iam('role/reader', PARTNER) }, Action: 's3:PutObject', Resource: `${BUCKET}/*` },
  { Effect: 'Allow', Principal: { AWS: iam('role/etl') }, Action: 's3:DeleteObject', Resource: `${BUCKET}/*`, ...WITH_MFA },
);

const inOrganization = (rest: string): string => `arn:aws:organizations::${MANAGEMENT}:${rest}`;
const organization = (kind: string, id: string) => ({ Id: id, Arn: inOrganization(`${kind}/o-exampleorg1/${id}`) });
const NO_QUEUES = { ...organization('policy', 'p-noqueues'), Arn: inOrganization('policy/o-exampleorg1/service_control_policy/p-noqueues'), Name: 'no-queues', Type: 'SERVICE_CONTROL_POLICY', AwsManaged: false };
const ANSWERS = lines(
  { Organization: { Id: 'o-exampleorg1', Arn: inOrganization('organization/o-exampleorg1'), FeatureSet: 'ALL', MasterAccountId: MANAGEMENT, MasterAccountArn: inOrganization(`account/o-exampleorg1/${MANAGEMENT}`) } },
  { Roots: [{ ...organization('root', 'r-ab12'), Name: 'Root', PolicyTypes: [] }] },
  { ParentId: 'r-ab12', Accounts: [MANAGEMENT, ACCOUNT].map((id) => ({ ...organization('account', id), Name: `account ${id}`, Status: 'ACTIVE' })) },
  { ParentId: 'r-ab12', OrganizationalUnits: [] },
  { Policies: [NO_QUEUES] },
  { Policy: { PolicySummary: NO_QUEUES, Content: JSON.stringify(document(allow('*'), { Effect: 'Deny', Action: 'sqs:*', Resource: '*' })) } },
  { PolicyId: NO_QUEUES.Id, Targets: [{ TargetId: ACCOUNT, Arn: organization('account', ACCOUNT).Arn, Name: 'work', Type: 'ACCOUNT' }] },
);

const event = (eventID: string, more: object) => ({
  eventVersion: '1.08', eventID, eventTime: '2026-05-04T10:00:00Z', awsRegion: 'eu-west-1', eventType: 'AwsApiCall', recipientAccountId: ACCOUNT,
  userIdentity: { type: 'AssumedRole', arn: `arn:aws:sts::${ACCOUNT}:assumed-role/etl/run`, accountId: ACCOUNT, accessKeyId: 'ASIAEXAMPLERUN000000', sessionContext: { sessionIssuer: { type: 'Role', arn: ETL, accountId: ACCOUNT, userName: 'etl' } } },
  ...more,
});
const trail = {
  Records: [
    event('e1', { eventSource: 's3.amazonaws.com', eventName: 'GetObject', requestParameters: { bucketName: 'orders', key: 'a' } }),
    event('e2', { eventSource: 's3.amazonaws.com', eventName: 'GetObject', requestParameters: { bucketName: 'orders', key: 'b' }, errorCode: 'AccessDenied' }),
    event('e3', { eventSource: 'sqs.amazonaws.com', eventName: 'SendMessage', resources: [{ ARN: `arn:aws:sqs:eu-west-1:${ACCOUNT}:orders`, accountId: ACCOUNT, type: 'AWS::SQS::Queue' }] }),
  ],
};

const NO_KEY = 'false,N/A,N/A,N/A,N/A';
const REPORT = [
  `user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,${[1, 2].map((slot) => ['active', 'last_rotated', 'last_used_date', 'last_used_region', 'last_used_service'].map((column) => `access_key_${slot}_${column}`).join()).join()},cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated`,
  `ada,${iam('user/team/ada')},2020-02-01T00:00:00+00:00,false,N/A,N/A,N/A,false,true,2023-04-05T06:07:08+00:00,2025-01-01T00:00:00+00:00,eu-west-1,s3,${NO_KEY},false,N/A,false,N/A`,
].join('\n');
const keys = { AccessKeyMetadata: [{ UserName: 'ada', AccessKeyId: 'AKIAEXAMPLEADA00001', Status: 'Active', CreateDate: '2023-04-05T06:07:08+00:00' }] };

const EXPORTS: readonly Readonly<Record<string, string | Uint8Array>>[] = [
  { 'details.json': JSON.stringify(details) },
  { 'organization.json': ANSWERS, [`policies-${ACCOUNT}.json`]: JSON.stringify({ Bucket: 'orders', Policy: JSON.stringify(bucketPolicy) }) },
  { 'trail.json.gz': gzipSync(JSON.stringify(trail)) },
  { 'report.csv': REPORT, [`access-keys-${ACCOUNT}.json`]: JSON.stringify(keys) },
];

/** What is open in the end: without Imports, evidence and the times at which something was imported. */
async function contents(order: readonly number[]): Promise<string[]> {
  const some = await someBackend();
  await openNewCase(some);
  for (const number of order) {
    const { problems } = await some.call('import.run', { paths: [await filesIn(join(some.folder, `export-${number}`), EXPORTS[number]!)] });
    expect(problems.filter(({ code }) => code === 'unknown-reference')).toEqual([]);
  }
  const all = (await exportText(some, { format: 'jsonl' })).trim().split('\n').map((line) => JSON.parse(line) as { node?: string; properties: Record<string, unknown>; evidence: unknown });
  return all
    .filter(({ node, properties }) => !node?.startsWith('import://') && properties['until'] === undefined)
    .map(({ properties: { since: _since, ...properties }, evidence: _evidence, ...line }) => JSON.stringify({ ...line, properties: Object.fromEntries(Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1))) }))
    .sort();
}

const permutations = (rest: readonly number[]): number[][] => (rest.length === 0 ? [[]] : rest.flatMap((first) => permutations(rest.filter((other) => other !== first)).map((more) => [first, ...more])));

describe('exports of one account', () => {
  it('give the same in every order, and nothing more when they come again', { timeout: 60_000 }, async () => {
    const [first, ...others] = permutations(EXPORTS.map((_, number) => number));
    const expected = await contents(first!);
    // What several of them say together is among it.
    for (const part of ['"edge":"SAME_AS"', '"scope":"derived:aws-conditional"', '"edge":"CAN_ASSUME"', '"tier0":true', '"edge":"ACCESSED"']) expect(expected.filter((line) => line.includes(part))).not.toEqual([]);
    for (const order of others) expect({ order, contents: await contents(order) }).toEqual({ order, contents: expected });
    expect(await contents([...first!, ...first!])).toEqual(expected);
  });
});
