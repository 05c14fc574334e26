/** Paths to another principal: a credential for a user, or a way into a role, with or without more rights given to it first. */
import { attachAdministrator } from './self-escalation.ts';
import { allOn, type EscalationPath, type EscalationRequirement } from './path.ts';

type ToUser = Pick<EscalationPath, 'accessKeys' | 'password'>;

const toUser = (
  id: string,
  title: string,
  requires: readonly EscalationRequirement[],
  user: ToUser,
): EscalationPath => ({
  id,
  title,
  category: 'principal-access',
  target: 'user',
  requires,
  ...user,
});

const toRole = (id: string, title: string, requires: readonly EscalationRequirement[]): EscalationPath => ({
  id,
  title,
  category: 'principal-access',
  target: 'role',
  requires,
});

const newVersion: EscalationRequirement = { action: 'iam:CreatePolicyVersion', on: 'policy-of-target' };
const [assume, trust, key] = allOn('target', 'sts:AssumeRole', 'iam:UpdateAssumeRolePolicy', 'iam:CreateAccessKey') as [
  EscalationRequirement,
  EscalationRequirement,
  EscalationRequirement,
];

export const PRINCIPAL_ACCESS: readonly EscalationPath[] = [
  toUser('iam-002', 'New access key of a user', [key], { accessKeys: 'free' }),
  toUser('iam-003', 'Access key of a user replaced', [key, ...allOn('target', 'iam:DeleteAccessKey')], {
    accessKeys: 'taken',
  }),
  toUser('iam-004', 'First console password of a user', allOn('target', 'iam:CreateLoginProfile'), {
    password: 'none',
  }),
  toUser('iam-006', 'Console password of a user changed', allOn('target', 'iam:UpdateLoginProfile'), {
    password: 'set',
  }),
  toRole('iam-012', 'Trust policy of a role changed', [trust]),
  toRole('iam-014', 'Policy attached to a role, then assumed', [
    attachAdministrator('iam:AttachRolePolicy', 'target'),
    assume,
  ]),
  toUser(
    'iam-015',
    'Policy attached to a user, with a new access key',
    [attachAdministrator('iam:AttachUserPolicy', 'target'), key],
    {
      accessKeys: 'free',
    },
  ),
  toRole('iam-016', "New version of a role's policy, then assumed", [newVersion, assume]),
  toRole('iam-017', 'Inline policy of a role, then assumed', [...allOn('target', 'iam:PutRolePolicy'), assume]),
  toUser('iam-018', 'Inline policy of a user, with a new access key', [...allOn('target', 'iam:PutUserPolicy'), key], {
    accessKeys: 'free',
  }),
  toRole('iam-019', 'Policy attached to a role whose trust is changed', [
    attachAdministrator('iam:AttachRolePolicy', 'target'),
    trust,
  ]),
  toRole('iam-020', "New version of a role's policy, its trust changed", [newVersion, trust]),
  toRole('iam-021', 'Inline policy of a role whose trust is changed', [...allOn('target', 'iam:PutRolePolicy'), trust]),
  toRole('sts-001', 'Role assumed', [assume]),
];
