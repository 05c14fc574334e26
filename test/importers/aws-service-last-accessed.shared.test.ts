/** importers/aws-service-last-accessed.ts on real answers, where the checkout has them beside it; elsewhere skipped. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import lastAccessed from '../../importers/aws-service-last-accessed.ts';
import { factsOf, fold, headOf, sourceOf } from '../support/importer-run.ts';

const DATA = join(import.meta.dirname, '../../../shared/data');
const DEMO = join(DATA, 'cloudmapper-demo/account-data/demo/us-east-1');
const CARTOGRAPHY = join(DATA, 'cartography-testdata/aws__iam____init__.json');
const role = (path: string): string => `arn:aws:iam::123456789012:role/${path}`;

async function read(name: string, text: string) {
  expect(lastAccessed.recognise(headOf(name, text))).toBeTypeOf('string');
  return fold([[name, await factsOf(lastAccessed, sourceOf(name, text, 1000))]]);
}

describe.skipIf(!existsSync(DEMO))('cloudmapper demo account: answers by job, jobs by URL-encoded ARN', () => {
  const jobs = existsSync(DEMO) ? readdirSync(join(DEMO, 'iam-generate-service-last-accessed-details')) : [];
  const answerOf = (job: string): string => {
    const { JobId } = JSON.parse(readFileSync(join(DEMO, 'iam-generate-service-last-accessed-details', job), 'utf8')) as { JobId: string };
    return readFileSync(join(DEMO, 'iam-get-service-last-accessed-details', JobId), 'utf8');
  };

  it('each answer in a file named as its job was', async () => {
    const found = await Promise.all(jobs.map(async (job) => [job, await read(`answers/${job}`, answerOf(job))] as const));
    expect(found.flatMap(([, { problems }]) => problems)).toEqual([]);
    const used = found.map(([job, { nodes }]) => [decodeURIComponent(job), nodes[decodeURIComponent(job)]?.['usedActions']]);
    expect(Object.fromEntries(used)).toMatchObject({ [role('exfiller')]: ['logs:*=2019-04-15T04:19:00.000Z'] });
    expect(used.map(([arn]) => arn)).toEqual([role('bad_role'), role('exfiller'), role('level3'), role('service-role/level1')]);
  });

  it('an answer alone, named by its job, does not say whom it is about', async () => {
    const { nodes, problems } = await read('a2b53fd9-88bc-d0b5-1b9a-af9c4af22371', answerOf(encodeURIComponent(role('exfiller'))));
    expect(nodes).toEqual({});
    expect(problems.map(({ code }) => code)).toEqual(['missing-value']);
  });
});

describe.skipIf(!existsSync(CARTOGRAPHY))('cartography test data', () => {
  it('an answer put beside the ARN it is about', async () => {
    const { SERVICE_LAST_ACCESSED_DETAILS: details } = JSON.parse(readFileSync(CARTOGRAPHY, 'utf8')) as { SERVICE_LAST_ACCESSED_DETAILS: object };
    const { nodes, problems, scopes } = await read('one.json', JSON.stringify({ arn: role('example'), details }));
    expect(problems).toEqual([]);
    expect(nodes[role('example')]).toMatchObject({ usedActions: ['ec2:*=2019-01-02T00:00:01.000Z', 's3:*=2019-01-01T00:00:01.000Z'], lastUsedAt: '2019-01-02T00:00:01.000Z' });
    expect(scopes).toEqual([`aws-service-last-accessed:${role('example')}`]);
  });
});
