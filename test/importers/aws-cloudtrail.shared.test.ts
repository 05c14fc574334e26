/**
 * The CloudTrail importer on logs of replayed attacks and of others' tests, where the checkout has them beside it
 * (../shared/data); elsewhere skipped, and counted as such. Each row was read in the file by eye: who acted, the change
 * a responder would name, and what it was made to. Regions and accounts in these logs are scrambled by their makers.
 */
import { createReadStream, existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import cloudTrail from '../../importers/aws-cloudtrail.ts';
import type { Fact } from '../../src/sdk/index.ts';

const DATA = join(import.meta.dirname, '../../../shared/data');
const STRATUS = join(DATA, 'stratus-detonation-logs/docs/detonation-logs');
const PANTHER = join(DATA, 'panther-analysis/aws_cloudtrail.jsonl');
const PLASO = join(DATA, 'plaso/aws_cloudtrail.jsonl');

async function factsOf(bytes: () => AsyncIterable<Uint8Array>): Promise<Fact[]> {
  const facts: Fact[] = [];
  for await (const fact of cloudTrail.read({ name: 'log', bytes, signal: new AbortController().signal }, {})) facts.push(fact);
  return facts;
}

async function* textBytes(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

const of = <Kind extends Fact['fact']>(facts: readonly Fact[], kind: Kind): Extract<Fact, { fact: Kind }>[] =>
  facts.filter((fact): fact is Extract<Fact, { fact: Kind }> => fact.fact === kind);

/** File, account, who acted (within the account), what was done, to what: an ARN, or how it ends. */
type Row = readonly [file: string, account: string, actor: string, action: string, resource: string, outcome?: 'denied'];

const CHRISTOPHE = 'user/christophe';
const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';
const ROWS: readonly Row[] = [
  ['credential-access.ec2-get-password-data', '457448411975', 'role/stratus-red-team-ec2-get-password-data-role', 'ec2:GetPasswordData', 'instance/i-i2jnm5swa59p4fxg', 'denied'],
  ['credential-access.ec2-steal-instance-credentials', '017622104382', CHRISTOPHE, 'ssm:SendCommand', 'instance/i-786a3A8B5C0d92eF4'],
  ['credential-access.secretsmanager-batch-retrieve-secrets', '165109126369', CHRISTOPHE, 'secretsmanager:BatchGetSecretValue', 'arn:aws:secretsmanager::165109126369:*'],
  ['credential-access.secretsmanager-retrieve-secrets', '903144391865', CHRISTOPHE, 'secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:cn-centraleast-1r:903144391865:secret:stratus-red-team-retrieve-secret-18-4Rzn83'],
  ['credential-access.ssm-retrieve-securestring-parameters', '933175858973', CHRISTOPHE, 'ssm:GetParameters', 'arn:aws:ssm:cn-west-3r:933175858973:parameter/credentials/stratus-red-team/credentials-1'],
  ['defense-evasion.cloudtrail-delete', '847129010505', CHRISTOPHE, 'cloudtrail:DeleteTrail', 'trail/stratus-red-team-cloudtraild-trail-kvrwohmiai'],
  ['defense-evasion.cloudtrail-event-selectors', '958312252124', CHRISTOPHE, 'cloudtrail:PutEventSelectors', 'trail/stratus-red-team-ctes-trail-khlvciwdor'],
  ['defense-evasion.cloudtrail-stop', '143434273843', CHRISTOPHE, 'cloudtrail:StopLogging', 'trail/stratus-red-team-ct-stop-trail-buykxbqejv'],
  ['defense-evasion.dns-delete-logs', '206821776919', CHRISTOPHE, 'route53resolver:DeleteResolverQueryLogConfig', 'resolver-query-log-config/rqlc-4473f20ca554c07'],
  ['defense-evasion.organizations-leave', '307578594326', 'role/stratus-red-team-leave-org-role', 'organizations:LeaveOrganization', 'arn:aws:organizations::307578594326:*', 'denied'],
  ['defense-evasion.vpc-remove-flow-logs', '498376118699', CHRISTOPHE, 'ec2:DeleteFlowLogs', 'vpc-flow-log/fl-0e17aa62a21d4bbfe'],
  ['discovery.ec2-download-user-data', '321848314756', 'role/stratus-red-team-get-usr-data-role', 'ec2:DescribeInstanceAttribute', 'instance/i-95b86090', 'denied'],
  ['execution.ec2-launch-unusual-instances', '900138736586', 'role/stratus-red-team-ec2lui-role-idtzskbvtd', 'ec2:RunInstances', 'image/ami-aCBbfd13bdb1d1E4b', 'denied'],
  ['execution.ec2-user-data', '309303190113', CHRISTOPHE, 'ec2:ModifyInstanceAttribute', 'instance/i-DDd6c7B0e18F0E35f'],
  ['execution.ssm-send-command', '056392974792', CHRISTOPHE, 'ssm:SendCommand', 'instance/i-9D40CCFc0aE91CFa5'],
  ['execution.ssm-start-session', '294599468799', CHRISTOPHE, 'ssm:StartSession', 'instance/i-eA1d1296c1dE3Aa1f'],
  ['exfiltration.ec2-security-group-open-port-22-ingress', '032092706103', CHRISTOPHE, 'ec2:AuthorizeSecurityGroupIngress', 'security-group/sg-003dc7f1f1c686164'],
  ['exfiltration.ec2-share-ami', '118238665043', CHRISTOPHE, 'ec2:ModifyImageAttribute', 'image/ami-de1fbCab6ccB03e6D'],
  ['exfiltration.ec2-share-ebs-snapshot', '756680937392', CHRISTOPHE, 'ec2:ModifySnapshotAttribute', 'snapshot/snap-041993b54a9b3af6f'],
  ['exfiltration.rds-share-snapshot', '171471557522', CHRISTOPHE, 'rds:ModifyDBSnapshotAttribute', 'snapshot:exfiltration'],
  ['impact.bedrock-invoke-model', '494659789341', 'role/test-role', 'bedrock:InvokeModel', 'foundation-model/anthropic.claude-3-sonnet-20240229-v1:0'],
  ['initial-access.console-login-without-mfa', '562283505220', 'user/stratus-red-team-nmfalu-jfzdtsvchl', 'signin:ConsoleLogin', 'arn:aws:signin::562283505220:*'],
  ['lateral-movement.ec2-instance-connect', '572910899909', CHRISTOPHE, 'ec2-instance-connect:SendSSHPublicKey', 'instance/i-fDb357cB7e99ad973'],
  ['lateral-movement.ec2-serial-console-send-ssh-public-key', '844015365555', 'role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_account-admin_599c9e90e350d2ff', 'ec2-instance-connect:SendSerialConsoleSSHPublicKey', 'instance/i-EFCb4e480CAbc4CF9'],
  ['persistence.iam-backdoor-role', '751203476945', CHRISTOPHE, 'iam:UpdateAssumeRolePolicy', 'arn:aws:iam::751203476945:role/stratus-red-team-backdoor-r-role'],
  ['persistence.iam-backdoor-user', '946986569305', CHRISTOPHE, 'iam:CreateAccessKey', 'arn:aws:iam::946986569305:user/stratus-red-team-backdoor-u-user'],
  ['persistence.iam-create-admin-user', '229654561268', CHRISTOPHE, 'iam:AttachUserPolicy', 'arn:aws:iam::229654561268:user/malicious-iam-user'],
  ['persistence.iam-create-backdoor-role', '609418236337', CHRISTOPHE, 'iam:CreateRole', 'arn:aws:iam::609418236337:role/stratus-red-team-malicious-iam-role'],
  ['persistence.iam-create-user-login-profile', '070411556318', CHRISTOPHE, 'iam:CreateLoginProfile', 'arn:aws:iam::070411556318:user/stratus-red-team-login-profile-user'],
  ['persistence.lambda-backdoor-function', '880896431042', CHRISTOPHE, 'lambda:AddPermission', 'function:stratus-red-team-backdoor-f-func'],
  ['persistence.lambda-layer-extension', '712967571683', CHRISTOPHE, 'lambda:UpdateFunctionConfiguration', 'arn:aws:lambda:eugov-eastcentral-1r:712967571683:function:stratus-red-team-lambda-layer-simpleLambda'],
  ['persistence.lambda-overwrite-code', '266106314375', CHRISTOPHE, 'lambda:UpdateFunctionCode', 'arn:aws:lambda:ap-westeast-2r:266106314375:function:stratus-red-team-olc-func-vayhjqkdav'],
  ['persistence.rolesanywhere-create-trust-anchor', '791182566784', CHRISTOPHE, 'rolesanywhere:CreateTrustAnchor', 'arn:aws:rolesanywhere:cn-northsouth-3r:791182566784:trust-anchor/4d07f6a0-1c50-44d3-951b-b68b783daa0a'],
  ['persistence.sts-federation-token', '742491224508', 'user/stratus-red-team-user-federation-user', 'sts:GetFederationToken', 'ASIAVR53ULLJ5EXAMPLE'],
  ['privilege-escalation.iam-update-user-login-profile', '763751499319', CHRISTOPHE, 'iam:UpdateLoginProfile', 'arn:aws:iam::763751499319:user/stratus-red-team-update-login-profile-user'],
];

describe.skipIf(!existsSync(STRATUS))('attacks replayed by Stratus Red Team', () => {
  const files = existsSync(STRATUS) ? readdirSync(STRATUS).map((file) => file.replace(/^aws\.|\.json$/g, '')) : [];
  const factsOfFile = (file: string): Promise<Fact[]> => factsOf(() => createReadStream(join(STRATUS, `aws.${file}.json`), { highWaterMark: 1000 }));

  test('each file has a row', () => {
    expect(ROWS.map(([file]) => file).toSorted()).toEqual(files.toSorted());
  });

  it.each(ROWS.map((row) => [row[0], row] as const))('%s', async (_, [file, account, within, action, resource, outcome = 'success']) => {
    const text = readFileSync(join(STRATUS, `aws.${file}.json`), 'utf8');
    expect(cloudTrail.recognise({ name: file, text: text.slice(0, 65_536), complete: text.length <= 65_536 })).toBeTypeOf('string');
    const facts = await factsOfFile(file);
    const actor = `arn:aws:iam::${account}:${within}`;
    expect(of(facts, 'problem')).toEqual([]);
    expect(of(facts, 'mention').some(({ uid, label }) => uid === actor && label === 'Identity')).toBe(true);
    const performed = new Set(of(facts, 'edge').filter(({ kind, from }) => kind === 'PERFORMED' && from === actor).map(({ to }) => to));
    const targeted = new Set(of(facts, 'edge').filter(({ kind, to }) => kind === 'TARGETED' && (to === resource || to.endsWith(`:${resource}`))).map(({ from }) => from));
    const events = of(facts, 'node').filter(({ label, uid, properties }) => label === 'Event' && properties['action'] === action && performed.has(uid) && targeted.has(uid));
    expect(events.map(({ properties }) => properties['outcome'])).toContain(outcome);
    // Each file is of one account: nobody else may have acted.
    for (const { kind, from } of of(facts, 'edge')) if (kind === 'ACCESSED') expect(from).toContain(`:${account}:`);
  });

  it('whom a change let in, and what it made, is told with it', async () => {
    const targets = async (file: string, action: string): Promise<string[]> => {
      const facts = await factsOfFile(file);
      const events = new Set(of(facts, 'node').filter(({ properties }) => properties['action'] === action).map(({ uid }) => uid));
      return of(facts, 'edge').filter(({ kind, from }) => kind === 'TARGETED' && events.has(from)).map(({ to }) => to);
    };
    expect(await targets('persistence.iam-backdoor-role', 'iam:UpdateAssumeRolePolicy')).toContain('arn:aws:iam::193672423079:root');
    expect(await targets('persistence.iam-create-backdoor-role', 'iam:CreateRole')).toContain('arn:aws:iam::193672423079:root');
    expect(await targets('persistence.iam-create-backdoor-role', 'iam:AttachRolePolicy')).toContain(ADMINISTRATOR);
    expect(await targets('persistence.iam-create-admin-user', 'iam:AttachUserPolicy')).toContain(ADMINISTRATOR);
    expect(await targets('persistence.iam-backdoor-user', 'iam:CreateAccessKey')).toContain('AKIA26UUXMEFMEXAMPLE');
    expect(await targets('persistence.lambda-backdoor-function', 'lambda:AddPermission')).toContain('aws:*');
    expect(await targets('exfiltration.ec2-share-ami', 'ec2:ModifyImageAttribute')).toContain('arn:aws:iam::846424999548:root');
    expect(await targets('exfiltration.ec2-share-ebs-snapshot', 'ec2:ModifySnapshotAttribute')).toContain('arn:aws:iam::098797384747:root');
    expect(await targets('exfiltration.rds-share-snapshot', 'rds:ModifyDBSnapshotAttribute')).toContain('arn:aws:iam::503161813013:root');
  });

  it('a session leads back to who had it issued', async () => {
    const facts = await factsOfFile('credential-access.ec2-get-password-data');
    const session = 'ASIATEDDPFGZQEXAMPLE';
    const edges = of(facts, 'edge').filter(({ from }) => from === session);
    expect(edges.map(({ kind, to }) => `${kind} ${to}`).toSorted()).toEqual(
      [
        'AUTHENTICATES_AS arn:aws:iam::457448411975:role/stratus-red-team-ec2-get-password-data-role',
        'AUTHENTICATES_AS arn:aws:iam::457448411975:role/stratus-red-team-ec2-get-password-data-role',
        'CREATED_BY arn:aws:iam::457448411975:user/christophe',
      ],
    );
    expect(edges.find(({ kind }) => kind === 'CREATED_BY')?.properties['credentials']).toEqual(['AKIAYFMN2BNATEXAMPLE']);
    const signed = of(facts, 'edge').filter(({ kind, to }) => kind === 'USED' && to === session);
    expect(signed.length).toBeGreaterThan(0);
    // A federated session counts as the user that had it issued.
    const federated = await factsOfFile('persistence.sts-federation-token');
    expect(new Set(of(federated, 'edge').filter(({ kind }) => kind === 'ACCESSED').map(({ from }) => from))).toEqual(new Set(['arn:aws:iam::742491224508:user/stratus-red-team-user-federation-user']));
  });

  it('an identity is called by its ARN, never by a unique id', async () => {
    for (const file of files) {
      for (const { uid, label, properties } of of(await factsOfFile(file), 'mention')) if (label === 'Identity') expect(`${uid} ${String(properties['name'])}`).not.toMatch(/A(?:IDA|ROA)[A-Z0-9]{10}/);
    }
  });
});

describe.skipIf(!existsSync(PANTHER))('records of Panther’s detection rules', () => {
  const logs = existsSync(PANTHER) ? readFileSync(PANTHER, 'utf8').trim().split('\n').map((line) => (JSON.parse(line) as { log: Record<string, unknown> }).log) : [];
  /** Half of an event, made up to see whether a rule holds out. */
  const halves = logs.filter((log) => !(log['eventName'] ?? log['eventname']) || !(log['eventSource'] ?? log['eventsource']));

  it('are read without an error but those that do not say what was done', async () => {
    const facts = await factsOf(() => textBytes(logs.map((log, number) => JSON.stringify({ ...log, eventID: `panther-${number}` })).join('\n')));
    const errors = of(facts, 'problem').filter(({ severity }) => severity === 'error');
    expect(errors).toHaveLength(halves.length);
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['missing-value']));
    expect(of(facts, 'edge').filter(({ kind }) => kind === 'ACCESSED').length).toBeGreaterThan(100);
  });

  it('in the wrapper of their tests they are another format', () => {
    expect(cloudTrail.recognise({ name: 'aws_cloudtrail.jsonl', text: readFileSync(PANTHER, 'utf8').slice(0, 65_536), complete: false })).toBeUndefined();
  });
});

describe.skipIf(!existsSync(PLASO))('answers of lookup-events, one a line', () => {
  it('give who did what', async () => {
    expect(cloudTrail.recognise({ name: 'events', text: readFileSync(PLASO, 'utf8'), complete: true })).toBeTypeOf('string');
    const facts = await factsOf(() => createReadStream(PLASO));
    expect(of(facts, 'problem')).toEqual([]);
    const accessed = of(facts, 'edge').filter(({ kind }) => kind === 'ACCESSED');
    expect(accessed.find(({ to }) => to === 'arn:aws:ec2:ap-southeast-2:012345678901:instance/i-01234567890123456')).toMatchObject({
      from: 'arn:aws:iam::012345678901:user/fakeusername',
      properties: { firstSeen: '2022-02-07T22:23:03.000Z', lastSeen: '2022-02-07T22:23:37.000Z', actions: expect.arrayContaining(['ec2:DescribeInstances', 'ec2:TerminateInstances']) as unknown },
    });
  });
});
