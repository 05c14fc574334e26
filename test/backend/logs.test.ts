/** Logs that come in day after day: each file counts once, each event counts once within an import, and rights follow from all. */
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { exportText, filesIn, openNewCase, someBackend, type SomeBackend } from './some-backend.ts';

const ACCOUNT = '111122223333';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/etl`;
const BUCKET = 'arn:aws:s3:::orders';

const event = (id: string, eventTime: string, more: object = {}) => ({
  eventVersion: '1.08',
  eventID: id,
  eventTime,
  eventSource: 's3.amazonaws.com',
  eventName: 'GetObject',
  awsRegion: 'eu-west-1',
  eventType: 'AwsApiCall',
  recipientAccountId: ACCOUNT,
  userIdentity: { type: 'AssumedRole', arn: `arn:aws:sts::${ACCOUNT}:assumed-role/etl/run`, accountId: ACCOUNT, accessKeyId: 'ASIAEXAMPLERUN000000', sessionContext: { sessionIssuer: { type: 'Role', arn: ROLE, accountId: ACCOUNT, userName: 'etl' } } },
  requestParameters: { bucketName: 'orders', key: 'a' },
  ...more,
});
const log = (...records: unknown[]): Buffer => gzipSync(JSON.stringify({ Records: records }));
const MONDAY = log(event('e1', '2026-05-04T10:00:00Z'), event('e2', '2026-05-04T11:00:00Z', { errorCode: 'AccessDenied' }));
const TUESDAY = log(event('e3', '2026-05-05T10:00:00Z'), event('e2', '2026-05-04T11:00:00Z', { errorCode: 'AccessDenied' }));
const WEDNESDAY = log(event('e4', '2026-05-06T10:00:00Z'));

async function accessed(some: SomeBackend): Promise<Record<string, unknown>> {
  const lines = (await exportText(some, { format: 'jsonl' })).trim().split('\n').map((line) => JSON.parse(line) as { edge?: string; from?: string; properties: Record<string, unknown> });
  const found = lines.filter(({ edge, from }) => edge === 'ACCESSED' && from === ROLE);
  expect(found).toHaveLength(1);
  const { count, denied, firstSeen, lastSeen, days } = found[0]!.properties;
  return { count, denied, firstSeen, lastSeen, days };
}

describe('a log', () => {
  it('in one import, an event that stands in two files counts once', async () => {
    const some = await someBackend();
    await openNewCase(some);
    await some.call('import.run', { paths: [await filesIn(join(some.folder, 'AWSLogs'), { 'monday.json.gz': MONDAY, 'tuesday.json.gz': TUESDAY })] });
    expect(await accessed(some)).toEqual({ count: 3, denied: 1, firstSeen: '2026-05-04T10:00:00.000Z', lastSeen: '2026-05-05T10:00:00.000Z', days: ['2026-05-04=2/1', '2026-05-05=1'] });
  });

  it('imported again with one file more, adds that file; imported a third time, nothing', async () => {
    const some = await someBackend();
    await openNewCase(some);
    const folder = await filesIn(join(some.folder, 'AWSLogs'), { 'monday.json.gz': MONDAY });
    await some.call('import.run', { paths: [folder] });
    await filesIn(folder, { 'wednesday.json.gz': WEDNESDAY, 'copy-of-monday.json.gz': MONDAY });
    const second = await some.call('import.run', { paths: [folder] });
    expect(second.problems.map(({ file, code, severity }) => [file, code, severity])).toEqual([
      // Of monday.json.gz, read after it, every event was met in the copy.
      ['AWSLogs/copy-of-monday.json.gz', 'skipped', 'note'],
    ]);
    expect(await accessed(some)).toMatchObject({ count: 3, denied: 1, days: ['2026-05-04=2/1', '2026-05-06=1'] });
    const third = await some.call('import.run', { paths: [folder] });
    expect([third.changed, third.version]).toEqual([{ newNodes: 0, changedNodes: 0, newEdges: 0, changedEdges: 0, closed: 0 }, second.version]);
  });

  it('shows a resource that policies then turn out to reach, in whatever order the two come', async () => {
    const details = JSON.stringify({
      UserDetailList: [],
      GroupDetailList: [],
      RoleDetailList: [{ Arn: ROLE, RoleName: 'etl', RolePolicyList: [{ PolicyName: 'read', PolicyDocument: { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: `${BUCKET}/*` } } }] }],
      Policies: [],
    });
    const outcomes: unknown[] = [];
    const [policies, day]: Record<string, string | Uint8Array>[] = [{ 'details.json': details }, { 'monday.json.gz': MONDAY }];
    for (const files of [[policies!, day!], [day!, policies!]]) {
      const some = await someBackend();
      await openNewCase(some);
      for (const [number, file] of files.entries()) await some.call('import.run', { paths: [await filesIn(join(some.folder, `export-${number}`), file)] });
      const path = await some.call('walk.why', { from: ROLE, to: BUCKET, filter: {} });
      outcomes.push(path.steps.map(({ links }) => links.map(({ link, properties }) => [link.kind, link.level, properties['actions'], properties['statements']])));
    }
    const statement = JSON.stringify({ effect: 'Allow', policy: `${ROLE}#inline/read`, name: 'read', statement: 0, kind: 'identity' });
    expect(outcomes).toEqual([[[['CAN_ACCESS', 'read', ['s3:GetObject'], [statement]]]], [[['CAN_ACCESS', 'read', ['s3:GetObject'], [statement]]]]]);
  });
});
