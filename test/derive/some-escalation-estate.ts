/** Small AWS estates for the escalation tests, each part with as little said of it as the test needs. */
import { compileDocument, type Policy } from '../../src/iam/index.ts';
import { escalations, type Escalation, type EscalationEstate } from '../../src/derive/aws/escalation.ts';
import type { EstateGroup, EstatePrincipal } from '../../src/derive/aws/estate.ts';
import type { EstateWorkload } from '../../src/derive/aws/workloads.ts';

export const ACCOUNT = '111122223333';
export const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
export const user = (name: string): string => `arn:aws:iam::${ACCOUNT}:user/${name}`;
export const role = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;
export const group = (name: string): string => `arn:aws:iam::${ACCOUNT}:group/${name}`;
export const policyArn = (name: string): string => `arn:aws:iam::${ACCOUNT}:policy/${name}`;

/** One statement of a policy; `Effect` is Allow and `Resource` is `*` unless it says otherwise. */
export type Rule = Readonly<Record<string, unknown>>;

export const allow = (
  Action: string | readonly string[],
  Resource: string | readonly string[] = '*',
  more: Rule = {},
): Rule => ({ Action, Resource, ...more });
export const deny = (Action: string | readonly string[], Resource: string | readonly string[] = '*'): Rule => ({
  Effect: 'Deny',
  Action,
  Resource,
});
export const EVERYTHING = allow('*');

export function policy(id: string, rules: readonly Rule[], kind: Policy['kind'] = 'identity'): Policy {
  const Statement = rules.map((rule) => ({ Effect: 'Allow', ...(kind === 'trust' ? {} : { Resource: '*' }), ...rule }));
  return { kind, id, name: id, document: compileDocument(JSON.stringify({ Version: '2012-10-17', Statement }))! };
}

interface Some {
  readonly uid: string;
  readonly rules?: readonly Rule[];
  /** Instead of `rules`, where the test is about several policies. */
  readonly policies?: readonly Policy[];
  readonly boundary?: Policy;
  readonly groups?: readonly string[];
  readonly attached?: readonly string[];
}

export function someUser({
  accessKeys = 0,
  hasPassword = false,
  ...some
}: Some & { readonly accessKeys?: number; readonly hasPassword?: boolean }): EstatePrincipal {
  return { ...principal('iam_user', some), accessKeys, hasPassword };
}

/** @param trusts the `Principal` element of its trust policy */
export function someRole({
  trusts,
  instanceProfiles = [],
  ...some
}: Some & { readonly trusts?: Rule; readonly instanceProfiles?: readonly string[] }): EstatePrincipal {
  const trust = trusts && policy(`${some.uid}#trust`, [{ Action: 'sts:AssumeRole', Principal: trusts }], 'trust');
  return { ...principal('iam_role', some), ...(trust ? { trust } : {}), instanceProfiles };
}

function principal(
  kind: EstatePrincipal['kind'],
  { uid, rules = [], policies, boundary, groups = [], attached = [] }: Some,
): EstatePrincipal {
  const account = uid.split(':')[4]!;
  const identityPolicies = policies ?? (rules.length === 0 ? [] : [policy(`${uid}#inline/own`, rules)]);
  return {
    index: 0,
    uid,
    kind,
    account,
    name: uid.slice(uid.lastIndexOf('/') + 1),
    principal: {
      kind: kind === 'iam_user' ? 'user' : 'role',
      arn: uid,
      account,
      identityPolicies,
      ...(boundary ? { boundary } : {}),
    },
    groups,
    attachedPolicies: attached,
    instanceProfiles: [],
    accessKeys: 0,
    hasPassword: false,
    context: new Map(),
    time: '2026-11-24T00:00:00.000Z',
  };
}

export const workload = (uid: string, kind: string, runsAs?: string): EstateWorkload => ({
  index: 0,
  uid,
  kind,
  account: uid.split(':')[4]!,
  role: runsAs,
});
export const someGroup = (uid: string, rules: readonly Rule[]): EstateGroup => ({
  uid,
  account: uid.split(':')[4]!,
  policies: [policy(`${uid}#inline/own`, rules)],
});

export interface Parts {
  readonly workloads?: readonly EstateWorkload[];
  readonly groups?: readonly EstateGroup[];
}

export function estateOf(
  principals: readonly EstatePrincipal[],
  { workloads = [], groups = [] }: Parts = {},
): EscalationEstate {
  const accounts = [...new Set(principals.map(({ account }) => account))];
  return {
    principals,
    byUid: new Map(principals.map((one) => [one.uid, one])),
    byAccount: new Map(accounts.map((id) => [id, principals.filter(({ account }) => account === id)])),
    workloads,
    groups,
    organization: { resourceControlPolicies: () => undefined },
  };
}

/** All escalations of these principals; nobody is an administrator unless named. */
export function found(
  principals: readonly EstatePrincipal[],
  parts: Parts = {},
  administrators: readonly string[] = [],
  leaveOut: readonly string[] = [],
): Escalation[] {
  return [...escalations(estateOf(principals, parts), new Set(administrators), new Set(leaveOut))];
}

/** `FROM > TO path path`, and what is not proven or not certain of it. */
export function told({ from, to, paths, certainty, conditional, conditionalDeny, conditionKeys }: Escalation): string {
  const short = (uid: string): string => uid.slice(uid.indexOf('/') + 1);
  const target = typeof to === 'string' ? short(to) : `account ${to.account}`;
  const doubts = [
    ...(certainty === 'potential' ? ['potential'] : []),
    ...(conditional ? ['conditional'] : []),
    ...(conditionalDeny ? ['conditional-deny'] : []),
    ...conditionKeys,
  ];
  return [`${short(from)} > ${target}`, ...paths, ...doubts].join(' ');
}

/** The escalations of one principal as text. */
export const toldOf = (from: string, ...args: Parameters<typeof found>): string[] =>
  found(...args)
    .filter((one) => one.from === from)
    .map(told);
