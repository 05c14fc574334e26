/** What CloudTrail logs are read with: codes, remembered ids, large and broken files, what is bounded and what is dropped. */
import { describe, expect, it, test } from 'vitest';
import importer from '../../importers/aws-cloudtrail.ts';
import { ImportMemory, RecentIds, errorClass, type Fact } from '../../src/sdk/index.ts';
import { fold, sourceOf } from '../support/importer-run.ts';

const ACCOUNT = '111122223333';
const USER = `arn:aws:iam::${ACCOUNT}:user/ada`;

const record = (eventID: string, more: object = {}) => ({
  eventVersion: '1.10', userIdentity: { type: 'IAMUser', arn: USER, accountId: ACCOUNT, accessKeyId: 'AKIAEXAMPLEADA00001', userName: 'ada' },
  eventTime: '2026-11-01T10:00:00Z', eventSource: 's3.amazonaws.com', eventName: 'GetObject', awsRegion: 'eu-west-1', userAgent: 'cli', requestParameters: { bucketName: 'data' },
  responseElements: null, eventID, recipientAccountId: ACCOUNT, ...more,
});

async function factsOf(text: string, memory?: ImportMemory, chunk?: number): Promise<Fact[]> {
  const facts: Fact[] = [];
  for await (const fact of importer.read(sourceOf('log.json', text, chunk), memory ? { memory } : {})) facts.push(fact);
  return facts;
}

const accessed = (facts: readonly Fact[]) => facts.flatMap((fact) => (fact.fact === 'edge' && fact.kind === 'ACCESSED' ? [fact] : []));
const events = (facts: readonly Fact[]) => facts.filter((fact) => fact.fact === 'node' && fact.label === 'Event');
const problems = (facts: readonly Fact[]) => facts.flatMap((fact) => (fact.fact === 'problem' ? [fact] : []));

test.each([
  ['AccessDenied', 'denied'],
  ['AccessDeniedException', 'denied'],
  ['VpceAccessDenied', 'denied'],
  ['Client.UnauthorizedOperation', 'denied'],
  ['UnauthorizedOperation', 'denied'],
  ['NotAuthorizedException', 'denied'],
  ['AuthorizationErrorException', 'denied'],
  ['KMSAccessDeniedException', 'denied'],
  ['ThrottlingException', 'throttled'],
  ['Throttling', 'throttled'],
  ['Client.RequestLimitExceeded', 'throttled'],
  ['TooManyRequestsException', 'throttled'],
  ['SlowDown', 'throttled'],
  ['ProvisionedThroughputExceededException', 'throttled'],
  ['NoSuchEntity', 'not_found'],
  ['NoSuchBucketPolicy', 'not_found'],
  ['ResourceNotFoundException', 'not_found'],
  ['Client.InvalidInstanceID.NotFound', 'not_found'],
  ['AWS.SimpleQueueService.NonExistentQueue', 'not_found'],
  ['ServerSideEncryptionConfigurationNotFoundError', 'not_found'],
  ['ValidationException', 'invalid'],
  ['InvalidParameterValue', 'invalid'],
  ['ExpiredToken', 'invalid'],
  ['CloudTrailInvalidClientTokenIdException', 'invalid'],
  ['MalformedPolicyDocument', 'invalid'],
  ['Client.DryRunOperation', 'other'],
  ['EntityAlreadyExists', 'other'],
  ['LimitExceededException', 'other'],
  ['InternalFailure', 'other'],
])('%s is %s', (code, expected) => {
  expect(errorClass(code)).toBe(expected);
});

describe('ids met before', () => {
  it('are remembered while a generation is not full, and through one more', () => {
    const ids = new RecentIds(1024);
    const fresh = Array.from({ length: 600 }, (_, number) => ids.add(`id-${number}`));
    expect(fresh.every(Boolean)).toBe(true);
    expect(ids.add('id-0')).toBe(false);
    expect(ids.add('id-599')).toBe(false);
    // 615 fill the younger generation, which then is the older one.
    for (let number = 600; number < 1200; number++) expect(ids.add(`id-${number}`)).toBe(true);
    expect(ids.add('id-0')).toBe(false);
    for (let number = 1200; number < 1300; number++) ids.add(`id-${number}`);
    expect(ids.add('id-0')).toBe(true);
    expect(ids.add('id-1299')).toBe(false);
  });

  it('grow with what is added', () => {
    const ids = new RecentIds();
    for (let number = 0; number < 50_000; number++) expect(ids.add(`id-${number}`)).toBe(true);
    for (let number = 0; number < 50_000; number++) expect(ids.add(`id-${number}`)).toBe(false);
  });
});

describe('a file beyond one piece', () => {
  const padded = (number: number) => record(`e-${number}`, { additionalEventData: { padding: '},{ü'.repeat(60) } });
  const list = Array.from({ length: 4000 }, (_, number) => padded(number));

  it('counts the same, written compact or not, chunked or not', async () => {
    const compact = JSON.stringify({ Records: list });
    expect(compact.length).toBeGreaterThan(1_200_000);
    const facts = await factsOf(compact);
    expect(accessed(facts)[0]!.properties).toMatchObject({ count: 4000, denied: 0, days: ['2026-11-01=4000'] });
    expect(await factsOf(compact, undefined, 100_003)).toEqual(facts);
    expect(await factsOf(JSON.stringify({ Records: list }, undefined, 1))).toEqual(facts);
    expect(await factsOf(list.map((one) => JSON.stringify(one)).join('\n'))).toEqual(facts);
    expect(await factsOf(JSON.stringify(list))).toEqual(facts);
  });

  it('one broken record costs no other, and what looks like a boundary within a record is none', async () => {
    const texts = list.map((one) => JSON.stringify(one));
    texts[3000] = '{"eventVersion":"1.10","eventID":broken}';
    texts[2000] = texts[2000]!.replace('"additionalEventData":', '"nested":[{"a":1},{"eventVersion":"x"}],"additionalEventData":');
    const facts = await factsOf(`{"Records":[${texts.join()}]}`);
    expect(accessed(facts)[0]!.properties['count']).toBe(3999);
    expect(problems(facts).map(({ code, severity }) => [code, severity])).toEqual([['malformed', 'error']]);
  });

  it('cut off, it keeps what was whole', async () => {
    const facts = await factsOf(JSON.stringify({ Records: list }).slice(0, -1000));
    expect(accessed(facts)[0]!.properties['count']).toBe(3998);
    expect(problems(facts).map(({ code }) => code)).toEqual(['truncated']);
  });

  it('is read item by item when it is too large to be held', async () => {
    const large = Array.from({ length: 30 }, (_, number) => record(`e-${number}`, { additionalEventData: { padding: 'x'.repeat(1_200_000) } }));
    const facts = await factsOf(JSON.stringify({ Records: large }), undefined, 1_000_000);
    expect(accessed(facts)[0]!.properties['count']).toBe(30);
    expect(problems(facts)).toEqual([]);
  });
});

describe('events kept one by one', () => {
  const denied = (day: number, number: number) => record(`d-${day}-${number}`, { eventTime: `2026-11-0${day}T10:00:00Z`, errorCode: 'AccessDenied' });
  const log = (day: number, from: number, count: number) => JSON.stringify({ Records: Array.from({ length: count }, (_, number) => denied(day, from + number)) });

  it('are the first twenty of an identity, action, target and day; all are counted', async () => {
    const facts = await factsOf(log(1, 0, 25));
    expect(events(facts)).toHaveLength(20);
    expect(accessed(facts)[0]!.properties).toMatchObject({ count: 25, denied: 25, days: ['2026-11-01=25/25'] });
    expect(problems(facts).map(({ code, severity }) => [code, severity])).toEqual([['skipped', 'note']]);
    expect(events(await factsOf(log(1, 0, 20)))).toHaveLength(20);
  });

  it('are no more when the log is cut into many files; another day has its own', async () => {
    const memory = new ImportMemory();
    const counts: number[] = [];
    for (const file of [log(1, 0, 15), log(1, 15, 15), log(2, 0, 3)]) counts.push(events(await factsOf(file, memory)).length);
    expect(counts).toEqual([15, 5, 3]);
  });

  it('an event met before counts once in an import, and again in another', async () => {
    const memory = new ImportMemory();
    expect(accessed(await factsOf(log(1, 0, 3), memory))[0]!.properties['count']).toBe(3);
    expect(await factsOf(log(1, 0, 3), memory)).toEqual([]);
    expect(accessed(await factsOf(log(1, 0, 3), new ImportMemory()))[0]!.properties['count']).toBe(3);
  });
});

describe('secrets', () => {
  /** Made when the test runs, so that none stands in the repository. */
  const canary = (name: string): string => `${name}-${'c4n4ry'.repeat(3)}`;
  const token = ['eyJhbGciOi', 'eyJzdWIiOi', 'c2lnbmF0dXJl'].map((part) => part.repeat(2)).join('.');

  it('in requests, answers, messages and free text go nowhere', async () => {
    const list = [
      record('s-1', {
        eventSource: 'sts.amazonaws.com', eventName: 'AssumeRole', requestParameters: { roleArn: `arn:aws:iam::${ACCOUNT}:role/r`, externalId: canary('external'), tokenCode: canary('code') },
        responseElements: { credentials: { accessKeyId: 'ASIAEXAMPLESESSION1', secretAccessKey: canary('secret'), sessionToken: canary('token'), expiration: 'Nov 1, 2026, 11:00:00 AM' }, assumedRoleUser: { arn: `arn:aws:sts::${ACCOUNT}:assumed-role/r/s` } },
      }),
      record('s-2', { eventSource: 'iam.amazonaws.com', eventName: 'CreateLoginProfile', requestParameters: { userName: 'eve', password: canary('password') } }),
      record('s-3', { eventSource: 'iam.amazonaws.com', eventName: 'CreateAccessKey', requestParameters: { userName: 'eve' }, responseElements: { accessKey: { accessKeyId: 'AKIAEXAMPLEEVE00001', secretAccessKey: canary('key') } } }),
      record('s-4', { eventSource: 'rds.amazonaws.com', eventName: 'ModifyDBInstance', requestParameters: { dBInstanceIdentifier: 'db', masterUserPassword: canary('master') } }),
      record('s-5', { eventSource: 'ssm.amazonaws.com', eventName: 'PutParameter', requestParameters: { name: '/app/db', value: canary('value') }, errorCode: 'AccessDenied', errorMessage: canary('message') }),
      record('s-6', { eventSource: 'lambda.amazonaws.com', eventName: 'CreateFunction20150331', requestParameters: { functionName: 'f', environment: { variables: { TOKEN: canary('variable') } } }, userAgent: `tool ${token}` }),
      { eventID: 's-7', eventName: 'GetObject', responseElements: canary('broken') },
    ];
    const files = [
      JSON.stringify({ Records: list }),
      JSON.stringify({ Records: list }).replace('"s-7"', canary('unquoted')),
      list.map((one) => JSON.stringify(one)).join('\n'),
      JSON.stringify({ Events: list.map((one) => ({ EventId: one.eventID, CloudTrailEvent: JSON.stringify(one) })) }),
      ['eventid,eventtime,eventsource,eventname,useridentityarn,responseelements', `s-8,2026-11-01T10:00:00Z,iam.amazonaws.com,CreateUser,${USER},${canary('cell')},${canary('extra')}`, `s-9,"${canary('open')}`].join('\n'),
    ];
    for (const file of files) {
      const facts = await factsOf(file);
      expect(facts.length).toBeGreaterThan(0);
      expect(JSON.stringify(facts)).not.toContain('c4n4ry');
      expect(JSON.stringify(facts)).not.toContain('eyJ');
    }
  });
});

test('whatever a record holds, nothing is thrown and what comes fits the model', async () => {
  const strange = [
    record('x-0'), null, 7, 'text', [], {}, record('x-1', { userIdentity: null }), record('x-2', { userIdentity: 'root', requestParameters: 'text' }), record('x-3', { userIdentity: { type: 7, arn: 'none', sessionContext: [] } }),
    record('x-4', { resources: [null, 'text', { ARN: 7 }, { ARN: 'none' }, { ARN: '' }] }), record('x-5', { eventTime: 20261101, awsRegion: null, recipientAccountId: '<hidden>' }),
    record('x-6', { eventName: 'constructor', eventSource: '__proto__.amazonaws.com', errorCode: 'toString' }), record('x-7', { errorCode: 'AccessDenied', requestParameters: null }),
    record('x-8', { eventSource: 'iam.amazonaws.com', eventName: 'CreateAccessKey', requestParameters: null, responseElements: { accessKey: [] } }),
    record('x-9', { eventSource: 'sts.amazonaws.com', eventName: 'AssumeRole', requestParameters: { roleArn: 'none' }, responseElements: { credentials: { accessKeyId: 'ASIAEXAMPLESESSION1' }, assumedRoleUser: {} } }),
    record('x-10', { eventSource: 'iam.amazonaws.com', eventName: 'UpdateAssumeRolePolicy', requestParameters: { roleName: 'r', policyDocument: '{"Statement":[{"Effect":"Allow","Principal":{"AWS":"junk"}}]}' } }),
    { ...record(''), eventID: undefined }, { EventId: 'x', CloudTrailEvent: 'null' }, { CloudTrailEvent: '{' },
  ];
  for (const file of [JSON.stringify({ Records: strange }), JSON.stringify(strange), strange.map((one) => JSON.stringify(one)).join('\n'), JSON.stringify({ Events: strange })]) {
    const facts = await factsOf(file);
    expect(() => fold([['log', facts]])).not.toThrow();
    expect(accessed(facts).length).toBeGreaterThan(0);
  }
});
