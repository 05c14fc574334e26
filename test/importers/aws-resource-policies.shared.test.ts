/** Resource policies of the cloudmapper demo account, one file each in folders by command, as the tool lays them out. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import resourcePolicies from '../../importers/aws-resource-policies.ts';
import type { Fact } from '../../src/sdk/index.ts';
import { factsOf, headOf, sourceOf } from '../support/importer-run.ts';

const DEMO = join(import.meta.dirname, '../../../shared/data/cloudmapper-demo/account-data/demo/us-east-1');
const ACCOUNT = '123456789012';
const ANSWERS = [
  's3-get-bucket-policy', 'lambda-get-policy', 'sqs-get-queue-attributes', 'sns-get-topic-attributes',
  'secretsmanager-get-resource-policy', 'ecr-get-repository-policy', 'es-describe-elasticsearch-domain',
];

type NodeFact = Extract<Fact, { fact: 'node' }>;
const resources = (facts: readonly Fact[]): NodeFact[] =>
  facts.filter((fact): fact is NodeFact => fact.fact === 'node' && fact.label !== 'Container');

async function factsOfFolder(folder: string): Promise<Fact[]> {
  const facts: Fact[] = [];
  for (const name of readdirSync(join(DEMO, folder))) {
    // Called as an import of the folder above calls them.
    facts.push(...(await factsOf(resourcePolicies, sourceOf(`us-east-1/${folder}/${name}`, readFileSync(join(DEMO, folder, name)), 100))));
  }
  return facts;
}

describe.skipIf(!existsSync(DEMO))('cloudmapper demo account', () => {
  it.each([
    ['s3-get-bucket-policy', ['arn:aws:s3:::cloudmapper_demo'], 's3_bucket'],
    ['lambda-get-policy', ['arn:aws:lambda:us-east-1:653711331788:function:invpclambda'], 'lambda_function'],
    ['sqs-get-queue-attributes', [`arn:aws:sqs:us-east-1:${ACCOUNT}:demo`], 'sqs_queue'],
    ['sns-get-topic-attributes', [`arn:aws:sns:us-east-1:${ACCOUNT}:demo_private`, `arn:aws:sns:us-east-1:${ACCOUNT}:demo_public`], 'sns_topic'],
    ['ecr-get-repository-policy', [`arn:aws:ecr:us-east-1:${ACCOUNT}:repository/cloudmapper`], 'ecr_repository'],
    ['es-describe-elasticsearch-domain', [`arn:aws:es:us-east-1:${ACCOUNT}:domain/myvpcdomain`], 'opensearch_domain'],
  ])('%s: each policy with its resource', async (folder, arns, kind) => {
    const facts = await factsOfFolder(folder);
    expect(facts.filter(({ fact }) => fact === 'problem')).toEqual([]);
    expect(resources(facts).map(({ uid }) => uid).sort()).toEqual(arns);
    for (const { properties } of resources(facts)) {
      expect(properties.kind).toBe(kind);
      expect(JSON.parse(properties.resourcePolicy as string)).toHaveProperty('Statement');
    }
    expect(facts.flatMap((fact) => (fact.fact === 'scope' ? [fact.scope] : [])).sort()).toEqual(arns.map((arn) => `aws-resource-policies:${arn}`));
  });

  it('a secret without a policy: what stood there before is taken away', async () => {
    const [secret] = resources(await factsOfFolder('secretsmanager-get-resource-policy'));
    expect(secret).toMatchObject({ uid: expect.stringMatching(/:secret:demo-secret-\w{6}$/), absent: ['resourcePolicy'] });
    expect(secret?.properties).toMatchObject({ kind: 'secret', name: 'demo-secret' });
  });

  it('recognises these answers and none of the other files', () => {
    const claimed = new Set<string>();
    for (const entry of readdirSync(DEMO, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      if (resourcePolicies.recognise(headOf(entry.name, readFileSync(path)))) claimed.add(path.slice(DEMO.length + 1).split('/')[0]!);
    }
    expect([...claimed].sort()).toEqual(ANSWERS.toSorted());
  });
});

describe('an answer that there is no policy', () => {
  const factsOfText = (value: unknown): Promise<Fact[]> => factsOf(resourcePolicies, sourceOf('answers.json', JSON.stringify(value)));
  const none = { absent: ['resourcePolicy'] };

  it.each([
    ['an error of S3', { Bucket: 'example-a', Error: { Code: 'NoSuchBucketPolicy' } }],
    ['an empty policy', { Bucket: 'example-a', Policy: '' }],
    ['a repository that has none', { arn: 'arn:aws:ecr:eu-west-1:111122223333:repository/a', error: 'An error occurred (RepositoryPolicyNotFoundException) when calling …' }],
    ['a function that has none', { FunctionName: 'arn:aws:lambda:eu-west-1:111122223333:function:a', error: 'An error occurred (ResourceNotFoundException) when calling …' }],
    ['a queue whose attributes have none', { Attributes: { QueueArn: 'arn:aws:sqs:eu-west-1:111122223333:a', VisibilityTimeout: '30' } }],
  ])('takes an earlier one away: %s', async (_title, answer) => {
    expect(resources(await factsOfText(answer))).toMatchObject([none]);
  });

  it.each([
    ['not allowed to ask', { Bucket: 'example-a', Error: { Code: 'AccessDenied' } }],
    ['the bucket itself is gone', { Bucket: 'example-a', Policy: null, Error: { Code: 'NoSuchBucket' } }],
    ['a secret that does not exist', { SecretId: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:a-AbCdEf', error: '(ResourceNotFoundException)' }],
    ['a policy that cannot be read', { Bucket: 'example-a', Policy: '{"Version"' }],
  ])('leaves an earlier one: %s', async (_title, answer) => {
    const facts = await factsOfText(answer);
    expect(resources(facts).flatMap(({ absent = [] }) => absent)).toEqual([]);
    expect(facts.filter(({ fact }) => fact === 'problem')).toHaveLength(1);
  });
});
