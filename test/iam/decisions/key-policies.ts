/** Decisions about KMS keys, where the key policy must always have its say. */
import {
  ACCOUNT,
  allowed,
  allowedIf,
  denied,
  may,
  mayNot,
  OTHER,
  role,
  root,
  user,
  type DecisionCase,
  type Policies,
  type StatementJson,
} from './decision-case.ts';

const ANN = `arn:aws:iam::${ACCOUNT}:user/ann`;
const BOB = `arn:aws:iam::${ACCOUNT}:user/bob`;
const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
const BOTH = 'Cross-account: both the identity’s and the resource’s side must allow';
const ann = user('ann');
const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/0f1e2d3c-0000-4000-8000-000000000001`;
const DECRYPT: Policies = { Decrypt: [may('kms:Decrypt')] };
const KEY_POLICY = 'KMS: without the key policy’s permission no identity policy counts';

const key = (
  title: string,
  rule: string,
  principal: DecisionCase['principal'],
  statements: StatementJson[],
  expect: DecisionCase['expect'],
): DecisionCase => ({
  title,
  rule,
  principal,
  action: 'kms:Decrypt',
  resource: { arn: KEY, policies: { Key: statements } },
  expect,
});

export const KEY_POLICIES: readonly DecisionCase[] = [
  key(
    'the key policy enables identity policies and one allows',
    KEY_POLICY,
    user('ann', { identity: DECRYPT }),
    [may('kms:*', '*', { Principal: { AWS: ROOT } })],
    allowed('identity Decrypt[0]', 'resource Key[0]'),
  ),
  key(
    'the key policy enables identity policies and none allows',
    KEY_POLICY,
    ann,
    [may('kms:*', '*', { Principal: { AWS: ROOT } })],
    denied('no-allow'),
  ),
  key(
    'an identity policy alone',
    KEY_POLICY,
    user('ann', { identity: DECRYPT }),
    [may('kms:*', '*', { Principal: { AWS: BOB } })],
    denied('resource-policy'),
  ),
  key(
    'the key policy enables identity policies for another action',
    KEY_POLICY,
    user('ann', { identity: DECRYPT }),
    [may('kms:Encrypt', '*', { Principal: { AWS: ROOT } })],
    denied('resource-policy'),
  ),
  key(
    'the key policy names the user, no identity policy',
    'KMS: a key policy that names the principal is enough in the same account',
    ann,
    [may('kms:Decrypt', '*', { Principal: { AWS: ANN } })],
    allowed('resource Key[0]'),
  ),
  key(
    'the key policy names the role, no identity policy',
    'KMS: a key policy that names the principal is enough in the same account',
    role('app'),
    [may('kms:Decrypt', '*', { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/app` } })],
    allowed('resource Key[0]'),
  ),
  key(
    'a Deny in an identity policy',
    'KMS: an identity policy may deny without the key policy’s permission',
    user('ann', { identity: { Guard: [mayNot('kms:*')] } }),
    [may('kms:Decrypt', '*', { Principal: { AWS: ANN } })],
    denied('explicit-deny', 'identity Guard[0]'),
  ),
  key(
    'another account, both sides',
    BOTH,
    user('eve', { account: OTHER, identity: DECRYPT }),
    [may('kms:Decrypt', '*', { Principal: { AWS: OTHER } })],
    allowed('identity Decrypt[0]', 'resource Key[0]'),
  ),
  key(
    'another account, the key policy names only the own',
    BOTH,
    user('eve', { account: OTHER, identity: DECRYPT }),
    [may('kms:*', '*', { Principal: { AWS: ROOT } })],
    denied('resource-policy'),
  ),
  key(
    'the root user, which the key policy does not name',
    'KMS: not even the root user has access without the key policy',
    root(),
    [may('kms:*', '*', { Principal: { AWS: ANN } })],
    denied('resource-policy'),
  ),
  key(
    'the root user, which the key policy names',
    'KMS: the key policy that names the account lets its root user in',
    root(),
    [may('kms:*', '*', { Principal: { AWS: ROOT } })],
    allowed(),
  ),
  key(
    'a key policy that asks for kms:ViaService, not known',
    'A condition that is not known leaves the Allow in doubt',
    ann,
    [
      may('kms:Decrypt', '*', {
        Principal: { AWS: ANN },
        Condition: { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } },
      }),
    ],
    allowedIf(['kms:ViaService'], 'resource Key[0]'),
  ),
];
