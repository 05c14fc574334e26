/**
 * CAN_ACCESS and CONTROLS: which principal may get at which resource, at the highest level, and which workload it may
 * take over. One edge a pair, never one an action. Two ways lead to a pair: what a principal's own policies allow on
 * things of its account, and whom a thing's own policy names.
 */
import { arnPatternsOverlap, decide, matchesPattern, patternsOverlap, type Decision, type Policy, type Statement } from '../../iam/index.ts';
import { ACCESS_LEVELS, parseArn } from '../../sdk/index.ts';
import type { DerivedBatch } from '../batch.ts';
import { isStandIn, policyCandidates, type Candidate } from './candidates.ts';
import { CONDITIONAL_SCOPE, SCOPE, outcomeProperties, type Outcome } from './edges.ts';
import type { Estate, EstatePrincipal } from './estate.ts';
import { Restrictions } from './restrictions.ts';
import type { Target, TargetAction, TargetClass } from './targets.ts';

/** As many of a pair's actions are named on its edge, the highest level first. */
const ACTIONS_NAMED = 8;

/** @param administrators uids of principals that hold their whole account: their one edge says more */
export function deriveAccess(estate: Estate, classes: readonly TargetClass[], administrators: ReadonlySet<string>, derived: DerivedBatch): void {
  const cover = new Coverage();
  for (const principal of estate.principals) {
    if (administrators.has(principal.uid)) continue;
    const candidate = { uid: principal.uid, principal: principal.principal, listed: principal };
    const pairs = new Pairs(candidate, derived);
    for (const one of classes) for (const [target, statements] of cover.reachedBy(principal, one)) pairs.judge(one, target, statements);
  }
  for (const one of classes) {
    for (const target of one.targets) if (target.policy) byOwnPolicy(estate, one, target, target.policy, administrators, derived);
  }
}

/** Pairs that a thing's own policy makes: foreign principals, anyone, and those of the account whom it names. */
function byOwnPolicy(estate: Estate, one: TargetClass, target: Target, policy: Policy, administrators: ReadonlySet<string>, derived: DerivedBatch): void {
  const allows = policy.document.statements.filter(
    (statement) => statement.effect === 'Allow' && one.actions.some(({ lower }) => statement.matchesAction(lower)),
  );
  if (allows.length === 0) return;
  const { partition } = parseArn(target.uid)!;
  // Whoever of the account may use what its account is given has a pair by its own policies already.
  for (const candidate of policyCandidates(estate, allows, partition, ({ account }) => account !== target.account, true)) {
    if (administrators.has(candidate.uid) && candidate.listed?.account === target.account) continue;
    new Pairs(candidate, derived).judge(one, target, [...(candidate.listed ? allowStatements(candidate.listed) : []), ...allows], true);
  }
}

const allowStatements = (principal: EstatePrincipal): Statement[] =>
  principal.principal.identityPolicies.flatMap(({ document }) => document.statements.filter(({ effect }) => effect === 'Allow'));

/** Which things of a class a statement's resources cover; worked out once for each statement, which many principals share. */
class Coverage {
  readonly #covered = new Map<TargetClass, Map<Statement, readonly Target[]>>();

  /** Things of the class, in the principal's account, that some Allow of its own policies may be about; with those statements. */
  reachedBy({ principal, account }: EstatePrincipal, one: TargetClass): Map<Target, Statement[]> {
    const reached = new Map<Target, Statement[]>();
    for (const { document } of principal.identityPolicies) {
      for (const statement of document.statements) {
        if (statement.effect !== 'Allow') continue;
        for (const target of this.#of(statement, one)) {
          if (target.account !== account) continue;
          const others = reached.get(target);
          if (others) others.push(statement);
          else reached.set(target, [statement]);
        }
      }
    }
    return reached;
  }

  #of(statement: Statement, one: TargetClass): readonly Target[] {
    let covered = this.#covered.get(one);
    if (!covered) this.#covered.set(one, (covered = new Map<Statement, readonly Target[]>()));
    let targets = covered.get(statement);
    if (!targets) {
      const on = [...new Set(one.actions.filter(({ lower }) => statement.matchesAction(lower)).map((action) => action.on))];
      targets = on.length === 0 ? [] : one.targets.filter(({ resources }) => on.some((position) => mayBeAbout(statement, resources[position]!.arn)));
      covered.set(statement, targets);
    }
    return targets;
  }
}

/** Whether the same statement may say one thing of one request and another of the next. */
const dependsOnRequest = ({ conditions, resources, notResources }: Statement): boolean =>
  conditions.length > 0 || [...(resources ?? []), ...(notResources ?? [])].some((pattern) => pattern.includes('${'));

const VARIABLE = /\$\{[^}]*\}/g;

/** Whether a statement may be about an ARN (or, for a pattern, some of what it stands for); variables count as anything. */
function mayBeAbout({ resources, notResources }: Statement, arn: string): boolean {
  if (notResources) return true;
  const isPattern = arn.includes('*') || arn.includes('?');
  return (resources ?? ['*']).some((written) => {
    const pattern = written.includes('${') ? written.replaceAll(VARIABLE, '*') : written;
    return pattern === '*' || (isPattern ? patternsOverlap(pattern, arn) && arnPatternsOverlap(pattern, arn) : matchesPattern(pattern, arn));
  });
}

interface Judged {
  readonly action: TargetAction;
  readonly outcome: Outcome;
}

/** The pairs of one principal. */
class Pairs {
  readonly #candidate: Candidate;
  readonly #derived: DerivedBatch;
  readonly #restrictions: Restrictions;
  /** Of things that differ in nothing that the statements look at, the outcome is the same. */
  readonly #known = new Map<TargetClass, Map<string, readonly Judged[]>>();

  constructor(candidate: Candidate, derived: DerivedBatch) {
    this.#candidate = candidate;
    this.#derived = derived;
    this.#restrictions = new Restrictions(candidate.principal);
  }

  /** @param byPolicy the thing's own policy takes part, so that only `decide` can tell */
  judge(one: TargetClass, target: Target, statements: readonly Statement[], byPolicy = false): void {
    const judged = byPolicy ? this.#judge(one, target, statements, true) : this.#remembered(one, target, statements);
    const plain = judged.filter(({ outcome }) => !isConditional(outcome));
    const conditional = judged.filter(({ outcome }) => isConditional(outcome));
    if (plain[0]) this.#edge(one, target, plain, SCOPE, byPolicy);
    // What a condition adds is told only where it goes further than what holds without.
    if (conditional[0] && (!plain[0] || rank(conditional[0]) > rank(plain[0]))) this.#edge(one, target, conditional, CONDITIONAL_SCOPE, byPolicy);
  }

  #remembered(one: TargetClass, target: Target, statements: readonly Statement[]): readonly Judged[] {
    if (target.policy || target.resources[0]!.resourceControlPolicies) return this.#judge(one, target, statements, false);
    const plain = !statements.some(dependsOnRequest) && one.actions.every(({ lower }) => this.#restrictions.none(lower));
    if (!plain) return this.#judge(one, target, statements, false);
    let known = this.#known.get(one);
    if (!known) this.#known.set(one, (known = new Map<string, readonly Judged[]>()));
    // Which of its statements are about the thing itself, and which about what is in it.
    const key = target.resources.map(({ arn }) => statements.map((statement) => (mayBeAbout(statement, arn) ? '1' : '0')).join('')).join() + statements.map(this.#number).join();
    let judged = known.get(key);
    if (!judged) known.set(key, (judged = this.#judge(one, target, statements, false)));
    return judged;
  }

  readonly #numbers = new Map<Statement, number>();
  readonly #number = (statement: Statement): number => {
    const number = this.#numbers.get(statement) ?? this.#numbers.size;
    this.#numbers.set(statement, number);
    return number;
  };

  #judge(one: TargetClass, target: Target, statements: readonly Statement[], byPolicy: boolean): Judged[] {
    const judged: Judged[] = [];
    const counts = { plain: 0, conditional: 0 };
    for (const action of one.actions) {
      const resource = target.resources[action.on]!;
      if (!statements.some((statement) => statement.matchesAction(action.lower) && (byPolicy || mayBeAbout(statement, resource.arn)))) continue;
      const decision = this.#decide(action, target);
      if (!decision.allowed) continue;
      const kind = isConditional(decision) ? 'conditional' : 'plain';
      if (counts[kind]++ < ACTIONS_NAMED) judged.push({ action, outcome: decision });
      // What is allowed without condition at a higher level says more than any condition further down.
      if (counts.plain >= ACTIONS_NAMED) break;
    }
    return judged;
  }

  #decide(action: TargetAction, target: Target): Decision {
    const { principal, listed } = this.#candidate;
    const context = new Map(listed?.context ?? []);
    const region = parseArn(target.uid) ? target.uid.split(':')[3] : undefined;
    if (region) context.set('aws:requestedregion', [region]);
    return decide({ principal, action: action.name, resource: target.resources[action.on]!, context, ...(listed?.time === undefined ? {} : { time: listed.time }) });
  }

  #edge(one: TargetClass, target: Target, judged: readonly Judged[], scope: string, byPolicy: boolean): void {
    const { uid, named, listed } = this.#candidate;
    if (named) this.#derived.mention(uid, 'Identity', named.properties as Readonly<Record<string, string | boolean>>);
    const properties = {
      ...outcomeProperties(together(judged)),
      source: byPolicy ? 'resource-policy' : 'identity-policy',
      level: one.edge === 'CAN_ACCESS' ? judged[0]!.action.level : undefined,
      actions: judged.map(({ action }) => action.name).sort(),
    };
    this.#derived.edge(one.edge, uid, target.uid, scope, properties, [...(listed ? [listed.index] : []), ...(byPolicy ? [target.index] : [])]);
  }
}

const isConditional = ({ conditional, conditionalDeny }: Outcome): boolean => conditional || conditionalDeny;
const rank = ({ action }: Judged): number => ACCESS_LEVELS.indexOf(action.level);

/** The outcomes of a pair's actions as one: all their statements, all their keys. */
function together(judged: readonly Judged[]): Outcome {
  const outcomes = judged.map(({ outcome }) => outcome);
  const statements = new Map(outcomes.flatMap((outcome) => outcome.statements).filter((statement) => !isStandIn(statement)).map((statement) => [JSON.stringify(statement), statement]));
  return {
    conditional: outcomes.every(({ conditional }) => conditional),
    conditionalDeny: outcomes.every(({ conditionalDeny }) => conditionalDeny),
    conditionKeys: [...new Set(outcomes.flatMap(({ conditionKeys }) => conditionKeys))].sort(),
    statements: [...statements.values()],
  };
}
