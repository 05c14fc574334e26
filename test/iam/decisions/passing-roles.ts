/** Decisions about passing roles: PassRole and the service's own action come from whichever policies. */
import {
  ACCOUNT,
  allowed,
  allowedIf,
  denied,
  may,
  mayNot,
  user,
  type DecisionCase,
  type Policies,
} from './decision-case.ts';
import { DEPLOY } from './roles.ts';

const HALVES = 'PassRole and the service’s action are two permissions, from whichever policies';
const PASSED = 'iam:PassedToService limits to which service a role may be passed';
const split: Policies = {
  Pass: [may('iam:PassRole', 'arn:aws:iam::111122223333:role/*')],
  Create: [may('lambda:CreateFunction')],
};
const FUNCTION = `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:report`;
const toLambda: Policies = {
  Pass: [may('iam:PassRole', '*', { Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } } })],
};

const passes = (
  title: string,
  rule: string,
  identity: Policies,
  action: string,
  expect: DecisionCase['expect'],
  context?: DecisionCase['context'],
): DecisionCase => ({
  title,
  rule,
  principal: user('ann', { identity }),
  action,
  // The role trusts nobody: passing it doesn't ask its trust policy.
  resource: action === 'iam:PassRole' ? { arn: DEPLOY, trust: [] } : FUNCTION,
  ...(context ? { context } : {}),
  expect,
});

export const PASSING_ROLES: readonly DecisionCase[] = [
  passes('the first half, from one policy', HALVES, split, 'iam:PassRole', allowed('identity Pass[0]')),
  passes('the second half, from another policy', HALVES, split, 'lambda:CreateFunction', allowed('identity Create[0]')),
  passes('without the first half', HALVES, { Create: [may('lambda:*')] }, 'iam:PassRole', denied('no-allow')),
  passes(
    'without the second half',
    HALVES,
    { Pass: [may('iam:PassRole')] },
    'lambda:CreateFunction',
    denied('no-allow'),
  ),
  passes(
    'the first half for another role',
    HALVES,
    { ...split, Pass: [may('iam:PassRole', 'arn:aws:iam::111122223333:role/deploy-*')] },
    'iam:PassRole',
    denied('no-allow'),
  ),
  passes(
    'the first half denied in a third policy',
    HALVES,
    { ...split, Guard: [mayNot('iam:PassRole', DEPLOY)] },
    'iam:PassRole',
    denied('explicit-deny', 'identity Guard[0]'),
  ),
  passes('PassRole by iam:*', HALVES, { Iam: [may('iam:*')] }, 'iam:PassRole', allowed('identity Iam[0]')),
  passes(
    'everything but iam:* by NotAction',
    HALVES,
    { Power: [{ Effect: 'Allow', NotAction: ['iam:*', 'organizations:*'], Resource: '*' }] },
    'iam:PassRole',
    denied('no-allow'),
  ),
  passes('to the service it is limited to', PASSED, toLambda, 'iam:PassRole', allowed('identity Pass[0]'), {
    'iam:PassedToService': ['lambda.amazonaws.com'],
  }),
  passes('to another service', PASSED, toLambda, 'iam:PassRole', denied('no-allow'), {
    'iam:PassedToService': ['ec2.amazonaws.com'],
  }),
  passes(
    'to a service that is not known',
    PASSED,
    toLambda,
    'iam:PassRole',
    allowedIf(['iam:PassedToService'], 'identity Pass[0]'),
  ),
  passes(
    'a Deny for every other service',
    PASSED,
    {
      Pass: [may('iam:PassRole')],
      Guard: [
        mayNot('iam:PassRole', '*', {
          Condition: { StringNotEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
        }),
      ],
    },
    'iam:PassRole',
    denied('explicit-deny', 'identity Guard[0]'),
    { 'iam:PassedToService': ['ec2.amazonaws.com'] },
  ),
];
