/**
 * Whether a principal may do something to a resource, and by which statements: AWS IAM User Guide, "Policy evaluation
 * logic". A Deny without doubt ends it; then organization, resource, identity and boundary must allow, as many of them
 * as the two accounts and the action make necessary.
 */
import { referenceTo, type PolicyStatement } from './grants.ts';
import type { Decision, DecisionReason, DecisionRequest, Policy, PolicyKind, StatementReference } from './policy.ts';
import { Question, type Denies } from './question.ts';
import { alternatives, GIVEN, together, type Side } from './side.ts';

/** Named beside condition keys when a boundary is set whose document is not known. */
const UNKNOWN_BOUNDARY: Side = { keys: ['permissions-boundary'], statements: [] };

type Denial = Exclude<DecisionReason, 'allowed' | 'explicit-deny'>;

/**
 * Decides one request. A pure function of it that never throws; documents, statements and actions are compiled and
 * remembered across calls, so that asking of thousands of principals that share policies is cheap.
 */
export function decide(request: DecisionRequest): Decision {
  const question = new Question(request);
  const denies = question.denies();
  if (denies.certain.length > 0) return { ...NOTHING, reason: 'explicit-deny', statements: references(denies.certain) };
  const outcome = weigh(question);
  return typeof outcome === 'string' ? DENIED[outcome] : allowed(outcome, denies);
}

function allowed({ keys, statements }: Side, denies: Denies): Decision {
  const all = denies.keys.length + keys.length === 0 ? keys : [...new Set([...keys, ...denies.keys])].sort();
  return {
    allowed: true,
    reason: 'allowed',
    conditional: keys.length > 0,
    conditionKeys: all,
    conditionalDeny: denies.open.length > 0,
    statements: [...references(statements), ...references(denies.open)],
  };
}

/** What allows the request, or why nothing does. */
function weigh(question: Question): Side | Denial {
  const { resource } = question.request;
  const resourceControls = everyLevel(question, resource.resourceControlPolicies);
  if (!resourceControls) return 'rcp';
  const serviceControls = everyLevel(question, question.serviceControls);
  if (!serviceControls) return 'scp';
  const access = weighAccess(question);
  return typeof access === 'string' ? access : (together([access, serviceControls, resourceControls]) ?? 'no-allow');
}

function everyLevel(question: Question, levels: readonly (readonly Policy[])[] | undefined): Side | undefined {
  return levels ? together(levels.map((level) => question.allows(level))) : GIVEN;
}

/** Principal and resource, with what its organization sets aside. */
function weighAccess(question: Question): Side | Denial {
  const { kind, account } = question.request.principal;
  const grants = question.grants();
  const needed = neededPolicy(question);
  const granted = alternatives([grants.direct, grants.role, grants.account]);
  if (needed && !granted) return needed;
  if (kind === 'service' || kind === 'federated' || kind === 'anonymous') return grants.direct ?? 'no-allow';
  const identity = identitySide(question);
  const boundary = boundarySide(question);
  if (account !== question.facts.resourceAccount) {
    if (!identity) return 'no-allow';
    if (!boundary) return 'boundary';
    return together([identity, boundary, granted]) ?? 'resource-policy';
  }
  // In one account the resource's policy is enough when it names the principal itself. Where it is needed and names the
  // account only, that lets the principal's own policies decide.
  const own = together([identity, boundary, needed ? grants.account : GIVEN]);
  const access = alternatives([own, grants.direct, together([grants.role, boundary])]);
  if (access) return access;
  return (identity ?? grants.role) && !boundary ? 'boundary' : 'no-allow';
}

/** A root user needs no policy of its own; of an account that stands for everyone in it, we assume that someone may. */
function identitySide(question: Question): Side | undefined {
  const { kind, identityPolicies } = question.request.principal;
  return kind === 'root' || kind === 'account' ? GIVEN : question.allows(identityPolicies);
}

function boundarySide(question: Question): Side | undefined {
  const { boundary, boundaryUnknown } = question.request.principal;
  if (boundary) return question.boundaryAllows();
  return boundaryUnknown ? UNKNOWN_BOUNDARY : GIVEN;
}

const ASSUME: ReadonlySet<string> = new Set([
  'sts:assumerole',
  'sts:assumerolewithsaml',
  'sts:assumerolewithwebidentity',
]);

/** The reason to give when the resource's policy must allow in its own account too, and does not. */
function neededPolicy({ action, request: { resource } }: Question): Denial | undefined {
  if (ASSUME.has(action)) return 'trust';
  const isKey = action.startsWith('kms:') && resource.arn.includes(':key/');
  return isKey && resource.policies?.length ? 'resource-policy' : undefined;
}

const NOTHING = {
  allowed: false,
  conditional: false,
  conditionKeys: [],
  conditionalDeny: false,
  statements: [],
} as const;
const DENIED: Readonly<Record<Denial, Decision>> = {
  'no-allow': { ...NOTHING, reason: 'no-allow' },
  boundary: { ...NOTHING, reason: 'boundary' },
  scp: { ...NOTHING, reason: 'scp' },
  rcp: { ...NOTHING, reason: 'rcp' },
  'resource-policy': { ...NOTHING, reason: 'resource-policy' },
  trust: { ...NOTHING, reason: 'trust' },
};

const KINDS: readonly PolicyKind[] = ['identity', 'boundary', 'scp', 'rcp', 'resource', 'trust', 'session'];

/** In order of kind, policy and statement; each once, however often its policy binds (an SCP at two levels). */
function references(statements: readonly PolicyStatement[]): readonly StatementReference[] {
  if (statements.length === 1) return statements.map(referenceTo);
  const ordered = [...statements].sort(byPlace);
  return ordered.filter((used, place) => byPlace(used, ordered[place - 1]) !== 0).map(referenceTo);
}

function byPlace(a: PolicyStatement, b: PolicyStatement | undefined): number {
  if (!b) return 1;
  if (a.policy.kind !== b.policy.kind) return KINDS.indexOf(a.policy.kind) - KINDS.indexOf(b.policy.kind);
  if (a.policy.id !== b.policy.id) return a.policy.id < b.policy.id ? -1 : 1;
  return a.statement.index - b.statement.index;
}
