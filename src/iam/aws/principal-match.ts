/** Whether a statement of a resource's policy speaks to a principal, and how: that decides what else must allow. */
import { accountOfArn } from './arn.ts';
import type { Principal } from './policy.ts';
import type { PrincipalTerm } from './principal-term.ts';
import { truthOf, type Truth, type Unknowns } from './truth.ts';

/** The key on which it depends whether a role's session is the one that a policy names. */
export const SESSION_NAME = 'sts:RoleSessionName';
/** Named when AWS does not say whether an exception that lacks the principal's account counts. */
export const EXCEPTION = 'NotPrincipal';

/**
 * How a policy names a principal, and so what else must allow in the principal's own account: `direct` nothing, not
 * even the permissions boundary; `role`, as by a role's ARN, the boundary; `account` the principal's own policies.
 * `session` is as `direct` if the role's session has the name, on which it depends.
 */
export type Naming = 'direct' | 'role' | 'session' | 'account';

/** The strongest naming among the terms first; empty when none names the principal. */
export function namings(terms: readonly PrincipalTerm[], principal: Principal): readonly Naming[] {
  let found: Naming[] | undefined;
  for (const term of terms) {
    const naming = namingBy(term, principal);
    if (naming === 'direct') return DIRECT;
    if (naming && !found?.includes(naming)) (found ??= []).push(naming);
  }
  return found ?? NONE;
}

const DIRECT: readonly Naming[] = ['direct'];
const NONE: readonly Naming[] = [];

function namingBy(term: PrincipalTerm, principal: Principal): Naming | undefined {
  const { kind, arn } = principal;
  switch (term.names) {
    case 'anyone':
      return 'direct';
    case 'account':
      if (term.account !== principal.account || term.account === '') return undefined;
      if (kind === 'root') return 'direct';
      return kind === 'user' || kind === 'role' || kind === 'account' ? 'account' : undefined;
    case 'session':
      if (term.value === arn) return 'direct';
      return isRoleOf(term, principal) ? 'session' : undefined;
    case 'arn':
      return term.value === arn ? ownNaming(principal) : undefined;
    case 'id':
      return term.value === principal.uniqueId ? ownNaming(principal) : undefined;
    case 'service':
      return kind === 'service' && (term.value === arn.toLowerCase() || term.value === '*') ? 'direct' : undefined;
    case 'federated':
      return kind === 'federated' && (term.value === arn || term.value === '*') ? 'direct' : undefined;
    default:
      return term.value === arn || term.value === principal.uniqueId ? 'direct' : undefined;
  }
}

type SessionTerm = Extract<PrincipalTerm, { readonly names: 'session' }>;

/** A session's ARN names the role without its path. */
function isRoleOf(session: SessionTerm, { kind, arn, account }: Principal): boolean {
  return kind === 'role' && session.account === account && arn.endsWith(`/${session.role}`);
}

function ownNaming({ kind }: Principal): Naming {
  return kind === 'role' ? 'role' : 'direct';
}

/**
 * Whether NotPrincipal lets a statement stand against, or for, a principal. AWS looks at each layer of who asks: the
 * account, the user or role, the session. Its account alone spares nobody in it; a user or role without its account is
 * spared by some services only.
 */
export function exceptionTruth(terms: readonly PrincipalTerm[], principal: Principal, unknowns: Unknowns): Truth {
  const named = namings(terms, principal);
  if (principal.kind === 'account') return accountExceptionTruth(terms, principal, named, unknowns);
  const isOfAccount = principal.kind === 'user' || principal.kind === 'role';
  if (!isOfAccount || terms.some(({ names }) => names === 'anyone')) return truthOf(named.length === 0);
  const own = named.includes('direct') || named.includes('role');
  if (!own && !named.includes('session')) return 'true';
  if (own && namesAccount(terms, principal)) return 'false';
  unknowns.push(own ? EXCEPTION : SESSION_NAME);
  return 'unknown';
}

/** Everyone in an account: the statement passes over some of them when it excepts one. */
function accountExceptionTruth(
  terms: readonly PrincipalTerm[],
  { account }: Principal,
  named: readonly Naming[],
  unknowns: Unknowns,
): Truth {
  if (named.length > 0) return 'false';
  if (!terms.some((term) => 'value' in term && accountOfArn(term.value) === account)) return 'true';
  unknowns.push(EXCEPTION);
  return 'unknown';
}

function namesAccount(terms: readonly PrincipalTerm[], { account }: Principal): boolean {
  return terms.some((term) => term.names === 'account' && term.account === account);
}
