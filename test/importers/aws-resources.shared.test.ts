/** The resource importer on real answers, where the checkout has them beside it (../shared/data); elsewhere skipped. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import resources from '../../importers/aws-resources.ts';
import { factsOf, fold, headOf, sourceOf, type Folded } from '../support/importer-run.ts';

const DATA = join(import.meta.dirname, '../../../shared/data');
const DEMO = join(DATA, 'cloudmapper-demo/account-data/demo/us-east-1');
const CARTOGRAPHY = join(DATA, 'cartography-testdata');
const text = (...path: string[]): string => readFileSync(join(...path), 'utf8');

async function imported(name: string, content: string): Promise<Folded> {
  expect(resources.recognise(headOf(name, content))).toBeTypeOf('string');
  return fold([[name, await factsOf(resources, sourceOf(name, content, 1000))]]);
}

describe.skipIf(!existsSync(CARTOGRAPHY))('cartography test data, as the AWS CLI has it', () => {
  const parsed = (name: string): Record<string, unknown> => JSON.parse(text(CARTOGRAPHY, name)) as Record<string, unknown>;

  it('its buckets, in the account that the file’s name tells', async () => {
    const { nodes, edges, problems, scopes } = await imported('buckets-000000000000.json', JSON.stringify(parsed('aws__s3.json')['LIST_BUCKETS']));
    expect(problems).toEqual([]);
    expect(edges.map(({ kind, from }) => `${kind} ${from}`)).toEqual(['bucket-1', 'bucket-2', 'bucket-3'].map((name) => `CONTAINED_IN arn:aws:s3:::${name}`));
    expect(nodes['arn:aws:s3:::bucket-2']).toMatchObject({ label: 'Resource', kind: 's3_bucket', createdAt: '2015-07-24T04:08:29.000Z' });
    expect(scopes).toEqual(['aws-resources:s3:000000000000']);
  });

  it('its secrets, of two accounts', async () => {
    const data = parsed('aws__secretsmanager.json');
    const { nodes, problems, scopes } = await imported('secrets.json', JSON.stringify({ SecretList: [...(data['LIST_SECRETS'] as unknown[]), ...(data['SECRETS_RAW_DATA'] as unknown[])] }));
    expect(problems).toEqual([]);
    expect(Object.values(nodes).filter(({ kind }) => kind === 'secret').map(({ name }) => name)).toEqual([
      'test-secret-1',
      'test-secret-2',
      'test-secret-with-rotation',
      'test-secret-no-rotation',
      'test-secret-minimal',
    ]);
    expect(nodes['arn:aws:secretsmanager:us-east-1:123456789012:secret:test-secret-minimal-MnOpQr']?.['tags']).toEqual(['RotationEnabled=false']);
    expect(scopes.filter((scope) => !scope.includes(':tags:'))).toEqual(['aws-resources:secretsmanager:000000000000:us-east-1', 'aws-resources:secretsmanager:123456789012:us-east-1']);
  });
});

describe.skipIf(!existsSync(DEMO))('cloudmapper demo account', () => {
  it('its bucket', async () => {
    const { nodes, problems } = await imported('us-east-1/s3-list-buckets.json', text(DEMO, 's3-list-buckets.json'));
    expect(problems).toEqual([]);
    expect(nodes['arn:aws:s3:::cloudmapper_demo']).toMatchObject({ kind: 's3_bucket', createdAt: '2018-11-20T19:50:08.000Z' });
  });

  it('its secret, whose account has a digit too many: described, in no account', async () => {
    const { nodes, edges, problems, scopes } = await imported('secretsmanager-list-secrets.json', text(DEMO, 'secretsmanager-list-secrets.json'));
    expect(problems).toEqual([]);
    const secret = Object.values(nodes).find(({ kind }) => kind === 'secret');
    expect(secret).toMatchObject({ name: 'demo-secret', tags: ['LastAccessedDate=2019-10-17T00:00:00.000Z', 'access-project=peg', 'access-team=eng', 'cost-center=987654'] });
    expect(edges.map(({ kind, to }) => `${kind} ${to}`)).toEqual(['OWNED_BY owner://987654']);
    expect(scopes).toEqual([]);
  });
});
