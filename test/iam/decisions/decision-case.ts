/** The form of a hand-checked decision: its plain JSON made a request, its answer made comparable. */
import {
  compileDocument,
  type Decision,
  type DecisionReason,
  type DecisionRequest,
  type Policy,
  type PolicyKind,
  type Principal,
  type StatementReference,
} from '../../../src/iam/index.ts';

export const ACCOUNT = '111122223333';
export const OTHER = '444455556666';

/** A statement as AWS writes it. */
export type StatementJson = Readonly<Record<string, unknown>>;
/** Statements, which get `Version` 2012-10-17 around them, or a whole document. */
export type DocumentJson = readonly StatementJson[] | { readonly Statement: unknown; readonly Version?: string };
/** Policy name to document. */
export type Policies = Readonly<Record<string, DocumentJson>>;

export interface PrincipalGiven {
  readonly account?: string;
  readonly path?: string;
  readonly uniqueId?: string;
  readonly identity?: Policies;
  /** Group name to its policies. */
  readonly groups?: Readonly<Record<string, Policies>>;
  readonly boundary?: Policies;
  readonly boundaryUnknown?: boolean;
  /** By level, root first. */
  readonly scp?: readonly Policies[];
  readonly tags?: Readonly<Record<string, string>>;
}

export interface ResourceGiven {
  readonly arn: string;
  readonly account?: string;
  readonly policies?: Policies;
  readonly trust?: DocumentJson;
  readonly tags?: Readonly<Record<string, string>>;
  /** By level, root first. */
  readonly rcp?: readonly Policies[];
}

/** What must come out; what is left out is not compared, but for the flags, which are false unless said. */
export interface Expected {
  readonly allowed: boolean;
  readonly reason: DecisionReason;
  readonly conditional?: boolean;
  readonly conditionalDeny?: boolean;
  readonly conditionKeys?: readonly string[];
  /** `identity Read[0]`: kind, policy name, position. In any order. */
  readonly by?: readonly string[];
}

export interface DecisionCase {
  readonly title: string;
  /** The rule of the published semantics that it exercises. */
  readonly rule: string;
  readonly principal: Principal;
  readonly action: string;
  readonly resource: string | ResourceGiven;
  /** Key to values; an empty list is a key known to be absent; a key left out is not known. */
  readonly context?: Readonly<Record<string, readonly string[]>>;
  readonly time?: string;
  readonly expect: Expected;
}

/** The policy of that name, compiled. */
export function policy(kind: PolicyKind, id: string, name: string, json: DocumentJson): Policy {
  const whole = Array.isArray(json) ? { Version: '2012-10-17', Statement: json } : json;
  const document = compileDocument(JSON.stringify(whole));
  if (!document) throw new Error(`Policy ${name} of a decision case is no policy document.`);
  return { kind, id, name, document };
}

function policies(kind: PolicyKind, owner: string, json: Policies | undefined): Policy[] {
  return Object.entries(json ?? {}).map(([name, document]) => policy(kind, `${owner}#inline/${name}`, name, document));
}

function levels(kind: PolicyKind, json: readonly Policies[] | undefined): Policy[][] | undefined {
  return json?.map((level, depth) => policies(kind, `level-${depth}`, level));
}

function person(kind: 'user' | 'role', name: string, given: PrincipalGiven): Principal {
  const account = given.account ?? ACCOUNT;
  const arn = `arn:aws:iam::${account}:${kind}${given.path ?? '/'}${name}`;
  const groups = Object.entries(given.groups ?? {}).flatMap(([group, of]) =>
    policies('identity', `arn:aws:iam::${account}:group/${group}`, of),
  );
  const serviceControlPolicies = levels('scp', given.scp);
  const [boundary] = policies('boundary', `arn:aws:iam::${account}:policy`, given.boundary);
  return {
    kind,
    arn,
    account,
    identityPolicies: [...policies('identity', arn, given.identity), ...groups],
    ...(given.uniqueId === undefined ? {} : { uniqueId: given.uniqueId }),
    ...(boundary ? { boundary } : {}),
    ...(given.boundaryUnknown ? { boundaryUnknown: true } : {}),
    ...(serviceControlPolicies ? { serviceControlPolicies } : {}),
    ...(given.tags ? { tags: new Map(Object.entries(given.tags)) } : {}),
  };
}

export const user = (name: string, given: PrincipalGiven = {}): Principal => person('user', name, given);
export const role = (name: string, given: PrincipalGiven = {}): Principal => person('role', name, given);
export const service = (name: string): Principal => ({ kind: 'service', arn: name, account: '', identityPolicies: [] });
export const federated = (arn: string): Principal => ({ kind: 'federated', arn, account: '', identityPolicies: [] });
/** Everyone in an account of which nothing is known but its id. */
export const account = (id: string): Principal => ({
  kind: 'account',
  arn: `arn:aws:iam::${id}:root`,
  account: id,
  identityPolicies: [],
});
export const anyone: Principal = { kind: 'anonymous', arn: '*', account: '', identityPolicies: [] };
export const root = (account = ACCOUNT, scp?: readonly Policies[]): Principal => {
  const serviceControlPolicies = levels('scp', scp);
  return {
    kind: 'root',
    arn: `arn:aws:iam::${account}:root`,
    account,
    identityPolicies: [],
    ...(serviceControlPolicies ? { serviceControlPolicies } : {}),
  };
};

export function requestOf({ principal, action, resource, context, time }: DecisionCase): DecisionRequest {
  const given = typeof resource === 'string' ? { arn: resource } : resource;
  const resourceControlPolicies = levels('rcp', given.rcp);
  return {
    principal,
    action,
    resource: {
      arn: given.arn,
      ...(given.account === undefined ? {} : { account: given.account }),
      ...(given.policies ? { policies: policies('resource', given.arn, given.policies) } : {}),
      ...(given.trust ? { trust: policy('trust', `${given.arn}#trust`, 'trust', given.trust) } : {}),
      ...(given.tags ? { tags: new Map(Object.entries(given.tags)) } : {}),
      ...(resourceControlPolicies ? { resourceControlPolicies } : {}),
    },
    context: new Map(Object.entries(context ?? {}).map(([key, values]) => [key.toLowerCase(), values])),
    ...(time === undefined ? {} : { time }),
  };
}

export const label = (reference: StatementReference): string =>
  `${reference.kind} ${reference.name}[${reference.statement}]`;

/** As much of a decision as the case speaks of, in one form for both. */
export function comparable(decision: Decision, expected: Expected): { got: object; wanted: object } {
  const { allowed, reason, conditional, conditionalDeny, conditionKeys, statements } = decision;
  return {
    got: {
      allowed,
      reason,
      conditional,
      conditionalDeny,
      ...(expected.conditionKeys ? { conditionKeys } : {}),
      ...(expected.by ? { by: statements.map(label).sort() } : {}),
    },
    wanted: {
      allowed: expected.allowed,
      reason: expected.reason,
      conditional: expected.conditional ?? false,
      conditionalDeny: expected.conditionalDeny ?? false,
      ...(expected.conditionKeys ? { conditionKeys: expected.conditionKeys } : {}),
      ...(expected.by ? { by: [...expected.by].sort() } : {}),
    },
  };
}

const named = (by: readonly string[]): { by?: readonly string[] } => (by.length > 0 ? { by } : {});

/** Allowed without doubt, by these statements. */
export const allowed = (...by: string[]): Expected => ({
  allowed: true,
  reason: 'allowed',
  conditionKeys: [],
  ...named(by),
});

/** Denied for that reason; by these Denies, where there are any. */
export const denied = (reason: DecisionReason, ...by: string[]): Expected => ({
  allowed: false,
  reason,
  conditionKeys: [],
  ...named(by),
});

/** Allowed if the conditions on these keys hold. */
export const allowedIf = (conditionKeys: readonly string[], ...by: string[]): Expected => ({
  allowed: true,
  reason: 'allowed',
  conditional: true,
  conditionKeys,
  ...named(by),
});

/** Allowed unless a Deny with conditions on these keys stands against it. */
export const allowedUnless = (conditionKeys: readonly string[], ...by: string[]): Expected => ({
  allowed: true,
  reason: 'allowed',
  conditionalDeny: true,
  conditionKeys,
  ...named(by),
});

export const may = (Action: unknown, Resource: unknown = '*', more: StatementJson = {}): StatementJson => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});

export const mayNot = (Action: unknown, Resource: unknown = '*', more: StatementJson = {}): StatementJson => ({
  Effect: 'Deny',
  Action,
  Resource,
  ...more,
});
