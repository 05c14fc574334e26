/**
 * A second opinion on policy decisions, written from the published semantics alone and shaped for small inputs:
 * matching by recursion, and what a pattern stands for by trying every short text. Shares nothing with src/iam.
 */
import type { Document, Question, Statement } from './random-policies.ts';

type Truth = 'no' | 'maybe' | 'yes';
const RANK: readonly Truth[] = ['no', 'maybe', 'yes'];
const all = (of: readonly Truth[]): Truth => RANK[Math.min(2, ...of.map((one) => RANK.indexOf(one)))] as Truth;
const any = (of: readonly Truth[]): Truth => RANK[Math.max(0, ...of.map((one) => RANK.indexOf(one)))] as Truth;
const not = (one: Truth): Truth => RANK[2 - RANK.indexOf(one)] as Truth;
const sure = (one: boolean): Truth => (one ? 'yes' : 'no');

export interface NaiveDecision {
  readonly allowed: boolean;
  readonly conditional: boolean;
  readonly conditionalDeny: boolean;
  /** Denied: every reason that by itself is enough. */
  readonly why: ReadonlySet<string>;
}

function like(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  const rest = pattern.slice(1);
  if (pattern[0] === '*') return like(rest, text) || (text !== '' && like(pattern, text.slice(1)));
  return text !== '' && (pattern[0] === '?' || pattern[0] === text[0]) && like(rest, text.slice(1));
}

const BUCKET = 'arn:aws:s3:::';

/** Every bucket name of up to six characters: the alphabet of the questions, and one character that no pattern has. */
const NAMES: string[] = [''];
for (let from = 0, length = 1; length <= 6; length++) {
  const to = NAMES.length;
  for (; from < to; from++) for (const character of ['x', 'y', '~']) NAMES.push(`${NAMES[from] ?? ''}${character}`);
}

/** The resources that an ARN stands for: itself, or all short ones that its pattern matches. */
function standsFor(arn: string): string[] {
  if (!/[*?]/.test(arn)) return [arn];
  return NAMES.filter((name) => like(arn.slice(BUCKET.length), name)).map((name) => BUCKET + name);
}

/** The user's name for its variable; for who has none, a pattern that no ARN matches. */
function substituted(pattern: string, { principal }: Question): string {
  return pattern.replace('${aws:username}', principal.kind === 'user' ? principal.name : '\u0000');
}

/** A pattern of ARNs by its tail where both have the bucket's prefix, which keeps the recursion short. */
function covers(pattern: string, arn: string): boolean {
  return pattern.startsWith(BUCKET) && arn.startsWith(BUCKET)
    ? like(pattern.slice(BUCKET.length), arn.slice(BUCKET.length))
    : like(pattern, arn);
}

function resourceHolds(statement: Statement, question: Question): Truth {
  const patterns = statement.Resource ?? statement.NotResource;
  if (!patterns) return 'yes';
  const written = patterns.map((pattern) => substituted(pattern, question));
  const stands = standsFor(question.resource.arn);
  const taken = written.map((pattern) => stands.filter((arn) => covers(pattern, arn)).length);
  const touched = taken.some((count) => count > 0);
  // All of them by one entry: entries that do so only together count as taking in some, which errs towards keeping.
  const whole = taken.includes(stands.length);
  if (statement.Resource) return touched && (statement.Effect === 'Allow' || whole) ? 'yes' : touched ? 'maybe' : 'no';
  if (whole) return 'no';
  return touched && statement.Effect === 'Deny' ? 'maybe' : 'yes';
}

function actionHolds({ Action, NotAction }: Statement, { action }: Question): boolean {
  const matched = (Action ?? NotAction ?? []).some((pattern) => like(pattern.toLowerCase(), action.toLowerCase()));
  return matched === (Action !== undefined);
}

function valuesOf(key: string, { principal, context }: Question): readonly string[] | undefined {
  if (key === 'aws:PrincipalAccount') {
    if (principal.kind === 'anonymous') return ['anonymous'];
    // Which account a service's request shows is not published.
    return principal.kind === 'service' ? undefined : [principal.account];
  }
  return context[key.toLowerCase()];
}

function operatorHolds(operator: string, values: readonly string[] | undefined, wanted: readonly string[]): Truth {
  if (!values) return 'maybe';
  if (operator === 'Null') return sure((values.length === 0) === (wanted[0] === 'true'));
  if (operator.endsWith('IfExists'))
    return values.length === 0 ? 'yes' : operatorHolds(operator.slice(0, -'IfExists'.length), values, wanted);
  const [set, bare] = operator.includes(':') ? (operator.split(':') as [string, string]) : ['', operator];
  const matches = (value: string): boolean =>
    wanted.some((one) => (bare.endsWith('Like') ? like(one, value) : one === value)) !== bare.includes('Not');
  if (set === 'ForAllValues') return sure(values.every(matches));
  if (set === 'ForAnyValue') return sure(values.some(matches));
  return sure(values.length === 0 ? bare.includes('Not') : matches(values[0] as string));
}

function conditionHolds({ Condition = {} }: Statement, question: Question): Truth {
  return all(
    Object.entries(Condition).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, wanted]) => operatorHolds(operator, valuesOf(key, question), wanted)),
    ),
  );
}

/** How a principal element names who asks. A role's ARN is `bounded`: its boundary still limits the grant. */
type Naming = 'free' | 'bounded' | 'delegated';

function namings({ Principal }: Statement, { principal }: Question): (readonly [Naming, Truth])[] {
  if (Principal === undefined) return [['free', 'yes']];
  if (Principal === '*') return [['free', 'yes']];
  const { kind, name, account, uniqueId } = principal;
  if (Principal['AWS']?.includes('*')) return [['free', 'yes']];
  if (kind === 'service') return (Principal['Service'] ?? []).includes(name) ? [['free', 'yes']] : [];
  return (Principal['AWS'] ?? []).flatMap((value): (readonly [Naming, Truth])[] => {
    if (kind === 'anonymous') return [];
    if (value === `arn:aws:iam::${account}:root` || value === account)
      return [[kind === 'root' ? 'free' : 'delegated', 'yes']];
    if (value === `arn:aws:iam::${account}:${kind}/${name}` || value === uniqueId)
      return [[kind === 'role' ? 'bounded' : 'free', 'yes']];
    if (kind === 'role' && value.startsWith(`arn:aws:sts::${account}:assumed-role/${name}/`))
      return [['free', 'maybe']];
    return [];
  });
}

/** A Deny with NotPrincipal: spares who is named, but never someone with a permissions boundary. */
function sparedBy(of: Readonly<Record<string, readonly string[]>>, { principal, boundary }: Question): boolean {
  const { kind, name, account } = principal;
  if (kind === 'service') return (of['Service'] ?? []).includes(name);
  if (kind === 'anonymous' || boundary !== undefined) return false;
  return (of['AWS'] ?? []).includes(
    kind === 'root' ? `arn:aws:iam::${account}:root` : `arn:aws:iam::${account}:${kind}/${name}`,
  );
}

function rest(statement: Statement, question: Question): Truth {
  if (!actionHolds(statement, question)) return 'no';
  return all([resourceHolds(statement, question), conditionHolds(statement, question)]);
}

/** The best that the Allows of these documents give, of those that name the principal in one of these ways. */
function grant(
  documents: readonly Document[],
  question: Question,
  ways: readonly Naming[] = ['free', 'bounded', 'delegated'],
): Truth {
  const allows = documents.flat().filter(({ Effect }) => Effect === 'Allow');
  return any(
    allows.map((one) =>
      all([
        rest(one, question),
        any(
          namings(one, question)
            .filter(([way]) => ways.includes(way))
            .map(([, how]) => how),
        ),
      ]),
    ),
  );
}

function denial(documents: readonly Document[], question: Question): Truth {
  const denies = documents.flat().filter(({ Effect }) => Effect === 'Deny');
  return any(
    denies.map((one) =>
      all([
        rest(one, question),
        one.NotPrincipal
          ? not(sure(sparedBy(one.NotPrincipal, question)))
          : any(namings(one, question).map(([, how]) => how)),
      ]),
    ),
  );
}

const eachLevel = (levels: Question['scp'], question: Question): Truth =>
  all((levels ?? []).map((level) => grant(level, question)));

export function naiveDecide(question: Question): NaiveDecision {
  const { principal, action, resource, boundary } = question;
  const ownPolicies = [...question.identity, ...question.group];
  const atResource = action === 'sts:AssumeRole' ? (question.trust ? [question.trust] : []) : question.resourcePolicies;
  const boundaries = boundary === undefined || boundary === 'unknown' ? [] : [boundary];

  const denied = denial(
    [...ownPolicies, ...boundaries, ...(question.scp ?? []).flat(), ...(question.rcp ?? []).flat(), ...atResource],
    question,
  );
  if (denied === 'yes')
    return { allowed: false, conditional: false, conditionalDeny: false, why: new Set(['explicit-deny']) };

  const identity = principal.kind === 'root' ? 'yes' : grant(ownPolicies, question);
  const bound = boundary === undefined ? 'yes' : boundary === 'unknown' ? 'maybe' : grant(boundaries, question);
  const scp = eachLevel(question.scp, question);
  const rcp = eachLevel(question.rcp, question);
  // Every key has a policy: one that is not given is taken for the default one, which lets identity policies decide.
  const needsResource = action === 'sts:AssumeRole' || (action === 'kms:Decrypt' && atResource.length > 0);
  const named = grant(atResource, question);

  let access: Truth;
  if (principal.account === '') access = named;
  else if (principal.account !== resource.account) access = all([identity, bound, named]);
  else {
    const byResource = any([
      grant(atResource, question, ['free']),
      all([grant(atResource, question, ['bounded']), bound]),
    ]);
    access = any([byResource, all([identity, bound, needsResource ? named : 'yes'])]);
  }
  const outcome = all([access, scp, rcp]);
  if (outcome !== 'no')
    return { allowed: true, conditional: outcome === 'maybe', conditionalDeny: denied === 'maybe', why: new Set() };

  const why = new Set<string>();
  if (scp === 'no') why.add('scp');
  if (rcp === 'no') why.add('rcp');
  if (access === 'no') {
    if (identity === 'no') why.add('no-allow');
    if (bound === 'no') why.add('boundary');
    const crosses = principal.account !== '' && principal.account !== resource.account;
    if (named === 'no' && (needsResource || crosses))
      why.add(action === 'sts:AssumeRole' ? 'trust' : 'resource-policy');
  }
  return { allowed: false, conditional: false, conditionalDeny: false, why };
}
