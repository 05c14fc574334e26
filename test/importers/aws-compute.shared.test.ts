/** The compute importer on real answers, where the checkout has them beside it (../shared/data); elsewhere skipped. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import compute from '../../importers/aws-compute.ts';
import { factsOf, fold, headOf, sourceOf, type Folded } from '../support/importer-run.ts';

const DATA = join(import.meta.dirname, '../../../shared/data');
const DEMO = join(DATA, 'cloudmapper-demo/account-data/demo/us-east-1');
const CARTOGRAPHY = join(DATA, 'cartography-testdata');
const text = (...path: string[]): string => readFileSync(join(...path), 'utf8');

async function imported(name: string, content: string): Promise<Folded> {
  expect(compute.recognise(headOf(name, content))).toBeTypeOf('string');
  return fold([[name, await factsOf(compute, sourceOf(name, content, 1000))]]);
}

const edges = ({ edges: found }: Folded, kind: string): string[] => found.filter((edge) => edge.kind === kind).map(({ from, to }) => `${from} > ${to}`);
const workloads = ({ nodes }: Folded): string[] => Object.entries(nodes).flatMap(([uid, { label }]) => (label === 'Workload' ? [uid] : []));

describe.skipIf(!existsSync(CARTOGRAPHY))('cartography test data, as the AWS CLI has it', () => {
  const parsed = (name: string): Record<string, unknown> => JSON.parse(text(CARTOGRAPHY, name)) as Record<string, unknown>;

  it('its functions run as their roles; nothing in their environment is a secret', async () => {
    const functions = parsed('aws__lambda_function.json')['LIST_LAMBDA_FUNCTIONS'] as { FunctionArn: string; Role: string }[];
    const found = await imported('functions.json', JSON.stringify({ Functions: functions }));
    expect(found.problems).toEqual([]);
    expect(workloads(found)).toEqual(functions.map(({ FunctionArn }) => FunctionArn));
    expect(edges(found, 'RUNS_AS')).toEqual(functions.map(({ FunctionArn, Role }) => `${FunctionArn} > ${Role}`));
    expect(edges(found, 'EXPOSES')).toEqual([]);
    expect(found.scopes).toEqual(['aws-compute:lambda:000000000000:us-west-2']);
  });

  it('its instance profile hands out its role', async () => {
    const found = await imported('profiles.json', JSON.stringify({ InstanceProfiles: parsed('aws__iam__instance_profiles.json')['INSTANCE_PROFILES'] }));
    expect(found.problems).toEqual([]);
    expect(found.nodes).toMatchObject({
      'arn:aws:iam::1234:role/cartography-service': { kind: 'iam_role', nativeId: 'AROA4', instanceProfiles: ['arn:aws:iam::1234:instance-profile/cartography-service'] },
    });
  });
});

describe.skipIf(!existsSync(DEMO))('cloudmapper demo account', () => {
  it('its instances: a public bastion and two behind it', async () => {
    const found = await imported('instances.json', text(DEMO, 'ec2-describe-instances.json'));
    expect(found.problems).toEqual([]);
    expect(workloads(found).map((uid) => [found.nodes[uid]?.['name'], found.nodes[uid]?.['public']])).toEqual([['Bastion', true], ['Web1', false], ['Web2', false]]);
    expect(found.scopes).toEqual(['aws-compute:ec2:123456789012:us-east-1']);
  });

  it('its function and its role', async () => {
    const found = await imported('functions.json', text(DEMO, 'lambda-list-functions.json'));
    expect(edges(found, 'RUNS_AS')).toEqual(['arn:aws:lambda:us-east-1:123456789012:function:invpclambda > arn:aws:iam::123456789012:role/service-role/invpclambda']);
  });

  it('its ECS task and what it was started from', async () => {
    const [cluster = ''] = readdirSync(join(DEMO, 'ecs-describe-tasks'));
    const [task = ''] = readdirSync(join(DEMO, 'ecs-describe-tasks', cluster));
    const found = await imported(task, text(DEMO, 'ecs-describe-tasks', cluster, task));
    expect(found.problems).toEqual([]);
    expect(edges(found, 'DEPENDS_ON')).toEqual([
      'arn:aws:ecs:us-east-1:123456789012:task/d190d14a-2404-45d6-9113-4eda22d7f2c7 > arn:aws:ecs:us-east-1:123456789012:task-definition/myecs:3',
    ]);
  });

  it('claims no other file of the export', () => {
    const files = readdirSync(DEMO).filter((file) => file.endsWith('.json'));
    expect(files.filter((file) => compute.recognise(headOf(file, text(DEMO, file))) !== undefined)).toEqual(['ec2-describe-instances.json', 'lambda-list-functions.json']);
  });
});
