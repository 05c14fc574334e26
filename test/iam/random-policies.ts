/** Random small questions for the evaluator, in an alphabet so small that matches and near-misses are both common. */
import fc from 'fast-check';

/** A type, not an interface, so that it counts as plain JSON. */
export type Statement = {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource?: readonly string[];
  readonly NotResource?: readonly string[];
  readonly Principal?: '*' | Readonly<Record<string, readonly string[]>>;
  readonly NotPrincipal?: Readonly<Record<string, readonly string[]>>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
};
export type Document = readonly Statement[];

export interface Question {
  readonly principal: {
    readonly kind: 'user' | 'role' | 'root' | 'service' | 'anonymous';
    readonly name: string;
    readonly account: string;
    readonly uniqueId?: string;
  };
  readonly action: string;
  readonly resource: { readonly arn: string; readonly account: string };
  /** A key is known (with values), absent (an empty list) or not known (left out). */
  readonly context: Readonly<Record<string, readonly string[]>>;
  readonly identity: readonly Document[];
  readonly group: readonly Document[];
  readonly boundary?: Document | 'unknown';
  readonly scp?: readonly (readonly Document[])[];
  readonly rcp?: readonly (readonly Document[])[];
  readonly resourcePolicies: readonly Document[];
  readonly trust?: Document;
}

export const HOME = '111122223333';
export const AWAY = '444455556666';
/** Home twice: most of what is asked stays in one account. */
const ACCOUNTS = [HOME, HOME, AWAY] as const;
/** Users and roles have the same two names, so that kinds are told apart by more than the name. */
const NAMES = ['x', 'y'] as const;
const SERVICES = ['ec2.amazonaws.com', 'lambda.amazonaws.com'] as const;
export const idOf = (kind: string, name: string): string =>
  `${kind === 'user' ? 'AIDA' : 'AROA'}EXAMPLE00${name.toUpperCase()}`;

const pick = <T>(...from: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...from);
const few = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(one, { minLength: 1, maxLength: 2 });
const weighted = <T>(...of: readonly (readonly [number, fc.Arbitrary<T>])[]): fc.Arbitrary<T> =>
  fc.oneof(...of.map(([weight, arbitrary]) => ({ weight, arbitrary })));

const BUCKET = 'arn:aws:s3:::';
const ROLE = `arn:aws:iam::${HOME}:role/x`;
const KEY = `arn:aws:kms:eu-west-1:${HOME}:key/k`;

const actionPattern = weighted<string>(
  [3, pick('*', '*', 's3:*', 'sts:AssumeRole', 'kms:*')],
  [
    4,
    pick(
      '*',
      's3:*',
      's3:Get*',
      's3:GetObject',
      'S3:getobject',
      's3:?etObject',
      's3:Get?',
      's3:Put*',
      'sts:*',
      'sts:AssumeRole',
      'sts:assume*',
      'kms:*',
      'kms:Decrypt',
      'iam:*',
    ),
  ],
);
const tail = fc.string({ unit: pick('x', 'y', '*', '?'), minLength: 1, maxLength: 3 });
const resourcePattern = weighted(
  [7, fc.constant('*')],
  [5, tail.map((text) => BUCKET + text)],
  [1, fc.constant(`${BUCKET}\${aws:username}`)],
  [2, pick(ROLE, `arn:aws:iam::*:role/*`, `arn:aws:iam::${HOME}:role/y`)],
  [2, pick(KEY, `arn:aws:kms:*`, `${KEY}2`)],
);

const value = pick('p', 'q', 'pq');
const valuePattern = pick('p', 'q', 'p*', '?q', '*');
const knownKey = pick('s3:one', 's3:two', 's3:many');
const one = (operator: string, key: string, values: readonly string[]) => ({ [operator]: { [key]: values } });
const condition = fc
  .oneof(
    fc.tuple(
      pick('StringEquals', 'StringNotEquals', 'StringEqualsIfExists', 'StringNotEqualsIfExists'),
      pick('s3:one', 's3:two', 'S3:ONE'),
      few(value),
    ),
    fc.tuple(pick('StringLike', 'StringNotLike'), pick('s3:one', 's3:two'), few(valuePattern)),
    fc.tuple(
      pick(
        'ForAllValues:StringEquals',
        'ForAnyValue:StringEquals',
        'ForAnyValue:StringNotEquals',
        'ForAnyValue:StringLike',
      ),
      fc.constant('s3:many'),
      few(value),
    ),
    fc.tuple(
      fc.constant('Null'),
      knownKey,
      pick('true', 'false').map((text) => [text]),
    ),
    fc.tuple(pick('StringEquals', 'StringNotEquals'), fc.constant('aws:PrincipalAccount'), few(pick(...ACCOUNTS))),
  )
  .map(([operator, key, values]) => one(operator, key, values));

/** Two operators may stand in one block; where both draws have the same operator, the later one stays. */
const conditions = fc
  .array(condition, { minLength: 1, maxLength: 2 })
  .map((all) => Object.assign({}, ...all) as Statement['Condition'] & object);

const person = fc.record({ kind: pick('user', 'role'), name: pick(...NAMES), account: pick(...ACCOUNTS) });
const arnOf = ({ kind, name, account }: { kind: string; name: string; account: string }): string =>
  `arn:aws:iam::${account}:${kind}/${name}`;
const rootOf = (account: string): string => `arn:aws:iam::${account}:root`;

const named = weighted<NonNullable<Statement['Principal']>>(
  [4, fc.constant('*')],
  [2, fc.constant({ AWS: ['*'] })],
  [6, few(person).map((all) => ({ AWS: all.map(arnOf) }))],
  [3, few(pick(...ACCOUNTS)).map((all) => ({ AWS: all.map(rootOf) }))],
  [2, pick(...ACCOUNTS).map((account) => ({ AWS: [account] }))],
  [
    1,
    fc
      .record({ role: pick(...NAMES), account: pick(...ACCOUNTS) })
      .map(({ role, account }) => ({ AWS: [`arn:aws:sts::${account}:assumed-role/${role}/s1`] })),
  ],
  [
    1,
    fc
      .record({ kind: pick('user', 'role'), name: pick(...NAMES) })
      .map(({ kind, name }) => ({ AWS: [idOf(kind, name)] })),
  ],
  [1, pick(...ACCOUNTS).map((account) => ({ AWS: [`arn:aws:iam::${account}:user/*`] }))],
  [2, few(pick(...SERVICES)).map((all) => ({ Service: all }))],
);

/** As AWS asks for it: whoever is spared is named together with the account. */
const spared = fc.oneof(
  few(person).map((all) => ({ AWS: all.flatMap((who) => [arnOf(who), rootOf(who.account)]) })),
  pick(...SERVICES).map((name) => ({ Service: [name] })),
);

const effect = (allows: number): fc.Arbitrary<'Allow' | 'Deny'> =>
  weighted([allows, fc.constant('Allow' as const)], [1, fc.constant('Deny' as const)]);

function statement(where: 'plain' | 'named' | 'trust', allows: number): fc.Arbitrary<Statement> {
  const actions = weighted<Pick<Statement, 'Action' | 'NotAction'>>(
    [6, few(actionPattern).map((Action) => ({ Action }))],
    [1, few(actionPattern).map((NotAction) => ({ NotAction }))],
  );
  const resources = weighted<Pick<Statement, 'Resource' | 'NotResource'>>(
    [6, few(resourcePattern).map((Resource) => ({ Resource }))],
    [1, few(tail).map((all) => ({ NotResource: all.map((text) => BUCKET + text) }))],
  );
  const kind = effect(allows).chain((Effect) => {
    if (where === 'plain') return fc.constant({ Effect });
    const principals =
      Effect === 'Allow'
        ? named.map((Principal) => ({ Principal }))
        : weighted<Pick<Statement, 'Principal' | 'NotPrincipal'>>(
            [4, named.map((Principal) => ({ Principal }))],
            [1, spared.map((NotPrincipal) => ({ NotPrincipal }))],
          );
    return principals.map((principals) => ({ Effect, ...principals }));
  });
  const maybe = weighted<Pick<Statement, 'Condition'>>(
    [3, fc.constant({})],
    [1, conditions.map((Condition) => ({ Condition }))],
  );
  return fc
    .tuple(kind, actions, where === 'trust' ? fc.constant({}) : resources, maybe)
    .map((parts) => Object.assign({}, ...parts) as Statement);
}

const document = (where: 'plain' | 'named' | 'trust', allows: number): fc.Arbitrary<Document> =>
  fc.array(statement(where, allows), { minLength: 1, maxLength: 3 });

const FULL: Document = [{ Effect: 'Allow', Action: ['*'], Resource: ['*'] }];
const RCP_FULL: Document = [{ Effect: 'Allow', Action: ['*'], Resource: ['*'], Principal: '*' }];

const levels = (full: Document, where: 'plain' | 'named'): fc.Arbitrary<Document[][]> =>
  fc.array(
    weighted(
      [4, fc.constant([full])],
      [2, document(where, 2).map((own) => [full, own])],
      [1, document(where, 3).map((own) => [own])],
      [1, fc.constant([])],
    ),
    { minLength: 1, maxLength: 3 },
  );

const principal = weighted<Question['principal']>(
  [
    10,
    fc.tuple(person, fc.boolean()).map(([who, known]) => ({
      ...(who as { kind: 'user' | 'role'; name: string; account: string }),
      ...(known ? { uniqueId: idOf(who.kind, who.name) } : {}),
    })),
  ],
  [1, pick(...ACCOUNTS).map((account) => ({ kind: 'root' as const, name: 'root', account }))],
  [1, pick(...SERVICES).map((name) => ({ kind: 'service' as const, name, account: '' }))],
  [1, fc.constant({ kind: 'anonymous' as const, name: '*', account: '' })],
);

const target = weighted(
  [
    4,
    fc.record({
      action: pick('s3:GetObject', 's3:PutObject'),
      resource: fc.record({
        arn: weighted([3, pick('x', 'y', 'xy')], [2, tail]).map((text) => BUCKET + text),
        account: pick(...ACCOUNTS),
      }),
    }),
  ],
  [2, fc.constant({ action: 'sts:AssumeRole', resource: { arn: ROLE, account: HOME } })],
  [1, fc.constant({ action: 'kms:Decrypt', resource: { arn: KEY, account: HOME } })],
);

const known = (values: fc.Arbitrary<string[]>): fc.Arbitrary<readonly string[] | undefined> =>
  weighted<readonly string[] | undefined>([3, values], [1, fc.constant([])], [2, fc.constant(undefined)]);
const context = fc
  .record({
    's3:one': known(value.map((text) => [text])),
    's3:two': known(value.map((text) => [text])),
    's3:many': known(few(value)),
  })
  .map((all) =>
    Object.fromEntries(
      Object.entries(all).filter((entry): entry is [string, readonly string[]] => entry[1] !== undefined),
    ),
  );

/** Any question. A user or role has policies of its own; the root user, services and anyone have none. */
export const question: fc.Arbitrary<Question> = fc
  .tuple(principal, target)
  .chain(([principal, { action, resource }]) => {
    const isPerson = principal.kind === 'user' || principal.kind === 'role';
    const own = isPerson
      ? weighted<Document[]>([1, fc.constant([])], [4, fc.array(document('plain', 7), { minLength: 1, maxLength: 3 })])
      : fc.constant([]);
    const isRole = action === 'sts:AssumeRole';
    return fc
      .record({
        context,
        identity: own,
        group: principal.kind === 'user' ? fc.array(document('plain', 5), { maxLength: 1 }) : fc.constant([]),
        boundary: isPerson
          ? weighted<Question['boundary']>(
              [5, fc.constant(undefined)],
              [2, document('plain', 6)],
              [1, fc.constant(FULL)],
              [1, fc.constant('unknown')],
            )
          : fc.constant(undefined),
        scp:
          isPerson || principal.kind === 'root'
            ? weighted<Question['scp']>([3, fc.constant(undefined)], [1, levels(FULL, 'plain')])
            : fc.constant(undefined),
        rcp: weighted<Question['rcp']>(
          [4, fc.constant(undefined)],
          [1, levels(RCP_FULL, 'named').map((all) => all.map((level) => level.map(withoutNotPrincipal)))],
        ),
        resourcePolicies: isRole
          ? fc.constant([])
          : weighted<Document[]>([1, fc.constant([])], [2, document('named', 6).map((one) => [one])]),
        trust: isRole
          ? weighted<Document | undefined>([1, fc.constant(undefined)], [8, document('trust', 6)])
          : fc.constant(undefined),
      })
      .map(({ boundary, scp, rcp, trust, ...rest }) => ({
        principal,
        action,
        resource,
        ...rest,
        ...(boundary === undefined ? {} : { boundary }),
        ...(scp === undefined ? {} : { scp }),
        ...(rcp === undefined ? {} : { rcp }),
        ...(trust === undefined ? {} : { trust }),
      }));
  });

/** RCPs name everyone, as AWS asks of them. */
const withoutNotPrincipal = (document: Document): Document =>
  document.map(({ NotPrincipal: _, ...rest }) => ({ ...rest, Principal: '*' as const }));

/** One more statement for a policy of that kind. */
export const moreOf = (where: 'plain' | 'named' | 'trust', Effect: Statement['Effect']): fc.Arbitrary<Statement> =>
  statement(where, 1).map(({ NotPrincipal, ...rest }) => ({
    ...rest,
    Effect,
    ...(NotPrincipal ? { Principal: '*' as const } : {}),
  }));
