/**
 * Whom the principals of a trust or resource policy may stand for: the estate's own principals, one by one, and those
 * outside of it that are only named. Whether they are let in is for `decide`.
 */
import { compileDocument, type Policy, type Principal, type Statement } from '../../iam/index.ts';
import { parseArn, principalIdentity, rootIdentityArn, type NamedIdentity } from '../../sdk/index.ts';
import type { Estate, EstatePrincipal } from './estate.ts';
import { ALLOW_ALL } from './policies.ts';

export interface Candidate {
  readonly uid: string;
  readonly principal: Principal;
  /** For a principal of the estate. */
  readonly listed?: EstatePrincipal;
  /** For who is only named. */
  readonly named?: NamedIdentity;
}

/** True for a user or role that was there and no longer is, though a policy still names it: it has no rights any more. */
export function isGone({ graph }: Pick<Estate, 'graph'>, { uid, principal, listed }: Candidate): boolean {
  if (listed || (principal.kind !== 'user' && principal.kind !== 'role')) return false;
  const index = graph.indexOf(uid);
  return index !== -1 && graph.isClosed(index);
}

/** The part of an estate that says who is there. */
export type KnownPrincipals = Pick<Estate, 'principals' | 'byUid' | 'byAccount'>;

const ANYONE = 'aws:*';
const UNIQUE_ID = /^A(IDA|ROA)[A-Z0-9]+$/;
/** Stands in for the policies of a principal that no export lists: it may do what it is trusted with. */
const UNLISTED: Policy = { kind: 'identity', id: 'unlisted', name: 'policies that no export lists', document: compileDocument(ALLOW_ALL)! };

/** True for the statement of a policy that only stands in for what is not known. */
export function isStandIn({ policy }: { readonly policy: string }): boolean {
  return policy === UNLISTED.id;
}

/** True for what AWS shows in a policy in place of a principal that was deleted. */
export function isDeletedPrincipal({ arn }: Principal): boolean {
  return UNIQUE_ID.test(arn);
}

/**
 * Candidates of these statements, each once, in the order they are named.
 * @param mayByItself whether a principal could make use of a right that its whole account was given
 * @param anyoneIsOne what anyone may do without a condition is said of `aws:*` alone, and not of every principal besides
 */
export function policyCandidates(
  estate: KnownPrincipals,
  statements: Iterable<Statement>,
  partition: string,
  mayByItself: (principal: EstatePrincipal) => boolean,
  anyoneIsOne = false,
): Candidate[] {
  const found = new Map<string, Candidate>();
  const add = (candidate: Candidate): void => {
    if (!found.has(candidate.uid)) found.set(candidate.uid, candidate);
  };
  for (const statement of statements) {
    // Everyone but the named ones: who that is, is decided for each.
    if (statement.notPrincipals) everyone(estate).forEach(add);
    for (const { type, value } of statement.principals ?? []) {
      const named = isPrincipalType(type) ? principalIdentity(type, value, partition) : undefined;
      if (!named || !isPrincipalType(type)) continue;
      if (named.uid === ANYONE && anyoneIsOne && statement.conditions.length === 0) add(anyone());
      else namedCandidates(estate, type, value, named, partition, mayByItself).forEach(add);
    }
  }
  return [...found.values()];
}

const listedCandidate = (listed: EstatePrincipal): Candidate => ({ uid: listed.uid, principal: listed.principal, listed });

const anyone = (): Candidate => ({
  uid: ANYONE,
  principal: { kind: 'anonymous', arn: '*', account: '', identityPolicies: [] },
  named: principalIdentity('AWS', '*')!,
});

const everyone = (estate: KnownPrincipals): Candidate[] => [...estate.principals.map(listedCandidate), anyone()];

type PrincipalType = Parameters<typeof principalIdentity>[0];
const PRINCIPAL_TYPES: readonly string[] = ['AWS', 'Service', 'Federated', 'CanonicalUser'] satisfies PrincipalType[];
const isPrincipalType = (type: string): type is PrincipalType => PRINCIPAL_TYPES.includes(type);

function namedCandidates(
  estate: KnownPrincipals,
  type: PrincipalType,
  value: string,
  named: NamedIdentity,
  partition: string,
  mayByItself: (principal: EstatePrincipal) => boolean,
): Candidate[] {
  if (named.uid === ANYONE) return everyone(estate);
  const account = parseArn(named.uid)?.account ?? '';
  if (named.uid === rootIdentityArn(partition, account)) {
    const members = estate.byAccount.get(account);
    if (members) return members.filter(mayByItself).map(listedCandidate);
    return [{ uid: named.uid, principal: { kind: 'account', arn: named.uid, account, identityPolicies: [] }, named }];
  }
  const { session } = named;
  const listed = estate.byUid.get(named.uid) ?? byUniqueId(estate, named.uid) ?? (session && roleByName(estate, account, session.role));
  if (listed) return [listedCandidate(listed)];
  return [{ uid: named.uid, principal: stranger(type, value, named, account), named }];
}

function stranger(type: PrincipalType, value: string, named: NamedIdentity, account: string): Principal {
  if (type === 'Service') return { kind: 'service', arn: value.toLowerCase(), account: '', identityPolicies: [] };
  if (type === 'Federated') return { kind: 'federated', arn: value, account, identityPolicies: [] };
  const kind = named.properties['kind'] === 'iam_user' ? 'user' : 'role';
  // A unique id in place of an ARN is what is left of a principal that was deleted.
  const uniqueId = UNIQUE_ID.test(value) ? value : undefined;
  return { kind, arn: named.uid, account, ...(uniqueId === undefined ? {} : { uniqueId }), identityPolicies: [UNLISTED] };
}

const byUniqueId = (estate: KnownPrincipals, id: string): EstatePrincipal | undefined =>
  UNIQUE_ID.test(id) ? lookup(estate).byUniqueId.get(id) : undefined;

/** A session's ARN has no path: its role is found by name. */
const roleByName = (estate: KnownPrincipals, account: string, name: string): EstatePrincipal | undefined => lookup(estate).roleByName.get(`${account} ${name}`);

interface Lookup {
  readonly byUniqueId: ReadonlyMap<string, EstatePrincipal>;
  readonly roleByName: ReadonlyMap<string, EstatePrincipal>;
}

/** Made once for each estate: thousands of policies may name thousands of deleted principals. */
const LOOKUPS = new WeakMap<KnownPrincipals['principals'], Lookup>();

function lookup({ principals }: KnownPrincipals): Lookup {
  const known = LOOKUPS.get(principals);
  if (known) return known;
  const byUniqueId = new Map<string, EstatePrincipal>();
  const roleByName = new Map<string, EstatePrincipal>();
  for (const one of principals) {
    const { uniqueId } = one.principal;
    if (uniqueId !== undefined && !byUniqueId.has(uniqueId)) byUniqueId.set(uniqueId, one);
    const name = `${one.account} ${one.name}`;
    if (one.kind === 'iam_role' && !roleByName.has(name)) roleByName.set(name, one);
  }
  const made = { byUniqueId, roleByName };
  LOOKUPS.set(principals, made);
  return made;
}
