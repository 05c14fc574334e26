/** Who may assume which role: each rule on the smallest account, beside what just does not hold. */
import { describe, expect, it } from 'vitest';
import { ACCOUNT, OTHER, allow, deny, derivedEdges, derivedPairs, document, graphOf, iam, trusting, type SomeAccount } from './some-account.ts';

const MAY_ASSUME = [allow('sts:AssumeRole')];
const assumes = async (account: SomeAccount): Promise<string[]> => derivedPairs(await graphOf(account), 'CAN_ASSUME');

describe('who may assume a role', () => {
  it('whoever its trust policy names by ARN, with no policy of their own', async () => {
    expect(await assumes({ users: { ci: {}, other: {} }, roles: { target: { trust: trusting({ AWS: iam('user/ci') }) } } })).toEqual(['user/ci > role/target']);
  });

  it('of an account named as a whole, only who is allowed to by their own policies', async () => {
    const users = { ci: { can: [allow('sts:AssumeRole', iam('role/target'))] }, elsewhere: { can: [allow('sts:AssumeRole', iam('role/else'))] }, idle: {}, barred: { can: [...MAY_ASSUME, deny('sts:*')] } };
    for (const principal of [iam('root'), ACCOUNT]) {
      expect(await assumes({ users, roles: { target: { trust: trusting({ AWS: principal }) } } })).toEqual(['user/ci > role/target']);
    }
  });

  it('an account that no export lists stands for itself; one that is listed, for those of it who may', async () => {
    const foreign = { trust: trusting({ AWS: OTHER }) };
    expect(await assumes({ roles: { target: foreign } })).toEqual([`${iam('root', OTHER)} > role/target`]);
    const roles = { target: foreign, visitor: { account: OTHER, can: MAY_ASSUME }, idle: { account: OTHER } };
    expect(await assumes({ roles })).toEqual([`${iam('role/visitor', OTHER)} > role/target`]);
  });

  it('tells cross-account trust with an ExternalId from trust without', async () => {
    const asks = { Condition: { StringEquals: { 'sts:ExternalId': 'made-up' } } };
    const graph = await graphOf({ roles: { asks: { trust: trusting({ AWS: OTHER }, asks) }, open: { trust: trusting({ AWS: OTHER }) }, own: { trust: trusting({ AWS: iam('user/ci') }) } }, users: { ci: {} } });
    expect(derivedEdges(graph, 'CAN_ASSUME').map(({ to, externalId, conditional, conditionKeys }) => [to, externalId, conditional, conditionKeys])).toEqual([
      ['role/asks', true, true, ['sts:ExternalId']],
      ['role/open', false, undefined, undefined],
      ['role/own', undefined, undefined, undefined],
    ]);
  });

  it('keeps trust in a deleted principal, marked; a living principal of that id is meant itself', async () => {
    const trust = trusting({ AWS: 'AROAEXAMPLEDELETED' });
    expect(derivedEdges(await graphOf({ roles: { target: { trust } } }), 'CAN_ASSUME')).toMatchObject([{ from: 'AROAEXAMPLEDELETED', to: 'role/target', how: 'deleted-principal' }]);
    expect(await assumes({ roles: { target: { trust }, living: { id: 'AROAEXAMPLEDELETED' } } })).toEqual(['role/living > role/target']);
  });

  it('services, identity providers, anyone, and a session of a role found by name', async () => {
    const roles = {
      'app/worker': {},
      service: { trust: trusting({ Service: 'lambda.amazonaws.com' }) },
      pipeline: { trust: document({ Effect: 'Allow', Principal: { Federated: iam('oidc-provider/token.example.com') }, Action: 'sts:AssumeRoleWithWebIdentity', Condition: { StringLike: { 'token.example.com:sub': 'repo:example/*' } } }) },
      session: { trust: trusting({ AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/worker/nightly` }) },
      tagged: { trust: document({ Effect: 'Allow', Principal: { Federated: 'cognito-identity.amazonaws.com' }, Action: 'sts:TagSession' }) },
    };
    expect(derivedEdges(await graphOf({ roles }), 'CAN_ASSUME').map(({ from, to, conditionKeys }) => [from, to, conditionKeys])).toEqual([
      ['oidc-provider/token.example.com', 'role/pipeline', ['token.example.com:sub']],
      ['role/app/worker', 'role/session', ['sts:RoleSessionName']],
      ['service:lambda.amazonaws.com', 'role/service', undefined],
    ]);
    expect(await assumes({ roles: { open: { trust: trusting('*') } }, users: { ci: {} } })).toEqual(['aws:* > role/open', 'user/ci > role/open']);
  });

  it('a Deny in the trust policy keeps out whom it names, and no one else', async () => {
    const trust = document({ Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' }, { Effect: 'Deny', Principal: { AWS: iam('user/mallory') }, Action: 'sts:AssumeRole' });
    expect(await assumes({ users: { ann: {}, mallory: {} }, roles: { target: { trust } } })).toEqual(['aws:* > role/target', 'user/ann > role/target']);
  });

  it('names the statements that make it, in trust and identity policies', async () => {
    const graph = await graphOf({ users: { ci: { attached: ['assume'] } }, roles: { target: { trust: trusting({ AWS: ACCOUNT }) } }, policies: { assume: [allow('s3:*'), allow('sts:*', '*', { Sid: 'Assume' })] } });
    const [edge] = derivedEdges(graph, 'CAN_ASSUME');
    expect((edge!['statements'] as string[]).map((text) => JSON.parse(text) as unknown)).toEqual([
      { effect: 'Allow', policy: iam('policy/assume'), name: 'assume', version: 'v2', statement: 1, sid: 'Assume', kind: 'identity' },
      { effect: 'Allow', policy: `${iam('role/target')}#trust`, name: 'trust policy of target', statement: 0, kind: 'trust' },
    ]);
  });
});
