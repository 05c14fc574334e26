/** AWS trust policies: which identities a role's AssumeRolePolicyDocument lets in, and under which condition keys. */
import { principalIdentity, type NamedIdentity } from './aws.ts';
import { coversAction, type PolicyDocument } from './aws-policy.ts';

/** Statements are counted from 0. */
export interface Trust {
  readonly trusted: readonly { readonly identity: NamedIdentity; readonly conditionKeys: readonly string[] }[];
  /** Statements that narrow or complement, which only policy evaluation can weigh. */
  readonly unweighed: readonly {
    readonly statement: number;
    readonly element: 'Deny' | 'NotPrincipal' | 'NotAction';
  }[];
  /** Principals that AWS would not accept. */
  readonly unknown: readonly { readonly statement: number; readonly principal: string }[];
}

const ASSUME_ACTIONS = ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'];

/**
 * A principal that is one session of a role counts as that role under the condition key `sts:RoleSessionName`.
 * Statements about other actions than assuming (sts:TagSession) let nobody in.
 */
export function readTrust(document: PolicyDocument, partition: string): Trust {
  const trusted: Trust['trusted'][number][] = [];
  const unweighed: Trust['unweighed'][number][] = [];
  const unknown: Trust['unknown'][number][] = [];
  for (const [
    statement,
    { effect, actions, notActions, notPrincipal, principals, conditionKeys },
  ] of document.statements.entries()) {
    const element =
      effect === 'Deny' ? 'Deny' : notPrincipal ? 'NotPrincipal' : notActions.length > 0 ? 'NotAction' : undefined;
    if (element) {
      unweighed.push({ statement, element });
      continue;
    }
    if (!ASSUME_ACTIONS.some((action) => coversAction(actions, action))) continue;
    for (const { type, value } of principals) {
      const identity = principalIdentity(type, value, partition);
      if (!identity) unknown.push({ statement, principal: value });
      else
        trusted.push({
          identity,
          conditionKeys: identity.session ? [...conditionKeys, 'sts:RoleSessionName'].sort() : conditionKeys,
        });
    }
  }
  return { trusted, unweighed, unknown };
}
