/**
 * The AWS importers on real exports, where the checkout has them beside it (../shared/data); elsewhere skipped, and
 * counted as such. Asserts facts that were read in the files by eye.
 */
import { createReadStream, existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import authorizationDetails from '../../importers/aws-authorization-details.ts';
import credentialReport from '../../importers/aws-credential-report.ts';
import { readPolicyDocument, type Fact, type Importer } from '../../src/sdk/index.ts';

const DATA = join(import.meta.dirname, '../../../shared/data');
const DEMO = join(DATA, 'cloudmapper-demo/account-data/demo/us-east-1');
const CARTOGRAPHY = join(DATA, 'cartography-testdata');
const ACCOUNT = '123456789012';

async function factsOf(importer: Importer, bytes: () => AsyncIterable<Uint8Array>): Promise<Fact[]> {
  const facts: Fact[] = [];
  for await (const fact of importer.read({ name: 'export', bytes, signal: new AbortController().signal }, {}))
    facts.push(fact);
  return facts;
}

const factsOfFile = (importer: Importer, file: string): Promise<Fact[]> =>
  factsOf(importer, () => createReadStream(file, { highWaterMark: 1000 }));

async function* textBytes(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

const edges = (facts: readonly Fact[], kind: string): string[] =>
  facts.flatMap((fact) => (fact.fact === 'edge' && fact.kind === kind ? [`${fact.from} > ${fact.to}`] : []));
const nodes = (facts: readonly Fact[], label: string): string[] =>
  facts.flatMap((fact) => (fact.fact === 'node' && fact.label === label ? [fact.uid] : []));
const of = <Kind extends Fact['fact']>(facts: readonly Fact[], kind: Kind): Extract<Fact, { fact: Kind }>[] =>
  facts.filter((fact): fact is Extract<Fact, { fact: Kind }> => fact.fact === kind);
const role = (path: string): string => `arn:aws:iam::${ACCOUNT}:role/${path}`;

describe.skipIf(!existsSync(DEMO))('cloudmapper demo account', () => {
  const details = join(DEMO, 'iam-get-account-authorization-details.json');
  const report = join(DEMO, 'iam-get-credential-report.json');
  const head = (file: string) => ({ name: file, text: readFileSync(file, 'utf8'), complete: true });

  it('each file is of its own format only', () => {
    expect(authorizationDetails.recognise(head(details))).toBeTypeOf('string');
    expect(credentialReport.recognise(head(details))).toBeUndefined();
    expect(credentialReport.recognise(head(report))).toBeTypeOf('string');
    expect(authorizationDetails.recognise(head(report))).toBeUndefined();
  });

  it('authorization details: two accounts, their principals, groups and policies', async () => {
    const facts = await factsOfFile(authorizationDetails, details);
    expect(of(facts, 'problem')).toEqual([]);
    expect(of(facts, 'scope').map(({ scope }) => scope)).toEqual([
      'aws-authorization-details:aws',
      `aws-authorization-details:${ACCOUNT}`,
    ]);
    expect(new Set(nodes(facts, 'Identity'))).toEqual(
      new Set([
        role('exfiller'),
        role('bad_role'),
        role('service-role/level1'),
        role('level3'),
        'arn:aws:iam::aws:user/USER',
        'arn:aws:iam::aws:user/USER_WITH_BAD_INLINE_POLICY',
      ]),
    );
    expect(edges(facts, 'MEMBER_OF')).toEqual([
      'arn:aws:iam::aws:user/USER > arn:aws:iam::aws:group/GROUP_WITH_BAD_INLINE_POLICY',
    ]);
    expect(edges(facts, 'HAS_PERMISSION')).toHaveLength(7);
  });

  it('URL-encoded documents, as the API gives them, read the same', async () => {
    const export_ = JSON.parse(readFileSync(details, 'utf8'), (key, value: unknown) =>
      ['AssumeRolePolicyDocument', 'PolicyDocument', 'Document'].includes(key)
        ? encodeURIComponent(JSON.stringify(value))
        : value,
    ) as unknown;
    const facts = await factsOf(authorizationDetails, () => textBytes(JSON.stringify(export_)));
    expect(facts).toEqual(await factsOfFile(authorizationDetails, details));
  });

  it('credential report: root and users, and their keys', async () => {
    const facts = await factsOfFile(credentialReport, report);
    expect(of(facts, 'problem')).toEqual([]);
    expect(of(facts, 'scope')).toEqual([
      { fact: 'scope', scope: `aws-credential-report:${ACCOUNT}`, exportedAt: '2019-05-07T15:40:22.000Z' },
    ]);
    const user = `arn:aws:iam::${ACCOUNT}:user`;
    expect(nodes(facts, 'Credential')).toEqual([
      `arn:aws:iam::${ACCOUNT}:root#key1`,
      `${user}/auditor_tmp#key1`,
      `${user}/user#password`,
      `${user}/user#key1`,
      `${user}/user#key2`,
    ]);
    const neverUsed = of(facts, 'node').find(({ uid }) => uid === `${user}/auditor_tmp#key1`);
    expect(neverUsed?.properties).toMatchObject({
      status: 'active',
      createdAt: '2019-05-07T15:35:55.000Z',
      lastUsedAt: undefined,
    });
    expect(of(facts, 'node').find(({ uid }) => uid === `${user}/user`)?.properties).toMatchObject({
      isNhi: false,
      mfa: false,
      lastUsedAt: '2018-05-07T15:35:54.000Z',
    });
  });
});

describe.skipIf(!existsSync(CARTOGRAPHY))('cartography test data', () => {
  const files = existsSync(CARTOGRAPHY) ? readdirSync(CARTOGRAPHY).filter((name) => name.startsWith('aws__iam__')) : [];

  it.each(files)('%s holds other IAM answers and is refused', (name) => {
    const text = readFileSync(join(CARTOGRAPHY, name), 'utf8').slice(0, 65_536);
    for (const importer of [authorizationDetails, credentialReport])
      expect(importer.recognise({ name, text, complete: true })).toBeUndefined();
  });

  it('its roles, put into the shape of authorization details, keep their trust', async () => {
    const { ROLES } = JSON.parse(readFileSync(join(CARTOGRAPHY, 'aws__iam__roles.json'), 'utf8')) as {
      ROLES: { Roles: { Arn: string; AssumeRolePolicyDocument: unknown }[] };
    };
    const facts = await factsOf(authorizationDetails, () => textBytes(JSON.stringify({ RoleDetailList: ROLES.Roles })));
    expect(nodes(facts, 'Identity')).toEqual(ROLES.Roles.map(({ Arn }) => Arn));
    expect(ROLES.Roles.every(({ AssumeRolePolicyDocument }) => readPolicyDocument(AssumeRolePolicyDocument))).toBe(
      true,
    );
    const signIn = of(facts, 'node').find(({ uid }) => uid.endsWith('AWSReservedSSO_AdministratorAccess_1345'));
    expect(signIn?.properties.isNhi).toBe(false);
  });
});
