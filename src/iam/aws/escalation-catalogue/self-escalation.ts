/** Paths by which a principal gives itself whatever it likes: it is as good as the administrator of its account. */
import { allOn, type EscalationPath, type EscalationRequirement, type RequirementPlace } from './path.ts';

/**
 * Attaching the policy that allows everything. Where a condition limits which policies may be attached (`iam:PolicyARN`),
 * it must be one of them.
 */
export const attachAdministrator = (action: string, on: RequirementPlace): EscalationRequirement => ({
  action,
  on,
  context: { 'iam:policyarn': 'arn:aws:iam::aws:policy/AdministratorAccess' },
});

function self(
  id: string,
  title: string,
  requires: readonly EscalationRequirement[],
  actor?: EscalationPath['actor'],
): EscalationPath {
  return { id, title, category: 'self-escalation', target: 'account', requires, ...(actor ? { actor } : {}) };
}

export const SELF_ESCALATION: readonly EscalationPath[] = [
  self('iam-001', 'New version of an own policy', allOn('policy-of-self', 'iam:CreatePolicyVersion')),
  self('iam-005', 'Inline policy of the role itself', allOn('self', 'iam:PutRolePolicy'), 'iam_role'),
  self('iam-007', 'Inline policy of the user itself', allOn('self', 'iam:PutUserPolicy'), 'iam_user'),
  self(
    'iam-008',
    'Policy attached to the user itself',
    [attachAdministrator('iam:AttachUserPolicy', 'self')],
    'iam_user',
  ),
  self(
    'iam-009',
    'Policy attached to the role itself',
    [attachAdministrator('iam:AttachRolePolicy', 'self')],
    'iam_role',
  ),
  self(
    'iam-010',
    'Policy attached to an own group',
    [attachAdministrator('iam:AttachGroupPolicy', 'group-of-self')],
    'iam_user',
  ),
  self('iam-011', 'Inline policy of an own group', allOn('group-of-self', 'iam:PutGroupPolicy'), 'iam_user'),
  self('iam-013', 'Joining a group of administrators', allOn('group-to-join', 'iam:AddUserToGroup'), 'iam_user'),
];
