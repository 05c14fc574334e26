/**
 * CAN_ACCESS and CONTROLS: which principal may get at which resource, at the highest level, and which workload it may
 * take over. One edge a pair, never one an action. Two ways lead to a pair: what a principal's own policies allow on
 * things of its account, and whom a thing's own policy names.
 */
import { decide, type Context, type Decision, type Policy, type Statement } from '../../iam/index.ts';
import { ACCESS_LEVELS, parseArn } from '../../sdk/index.ts';
import type { Properties } from '../../model/properties.ts';
import { given, type DerivedBatch } from '../batch.ts';
import { isGone, isStandIn, policyCandidates, type Candidate } from './candidates.ts';
import { Coverage, hasVariables, isTold, type Codes } from './coverage.ts';
import { CONDITIONAL_SCOPE, SCOPE, outcomeProperties, type Outcome } from './edges.ts';
import type { Estate, EstatePrincipal } from './estate.ts';
import { bindingPolicies } from './principal-policies.ts';
import type { Target, TargetAction, TargetClass } from './targets.ts';

/** As many of a pair's actions are named on its edge, the highest level first. */
const ACTIONS_NAMED = 8;

/** @param administrators uids of principals that hold their whole account: their one edge says more */
export function deriveAccess(estate: Estate, classes: readonly TargetClass[], administrators: ReadonlySet<string>, derived: DerivedBatch): void {
  const coverage = new Coverage();
  for (const principal of estate.principals) {
    if (!administrators.has(principal.uid)) new Pairs({ uid: principal.uid, principal: principal.principal, listed: principal }, derived).byOwnPolicies(principal, classes, coverage);
  }
  for (const one of classes) {
    for (const target of one.targets) if (target.policy) byResourcePolicy(estate, one, target, target.policy, administrators, derived);
  }
}

/** Pairs that a thing's own policy makes: foreign principals, anyone, and those of the account whom it names. */
function byResourcePolicy(estate: Estate, one: TargetClass, target: Target, policy: Policy, administrators: ReadonlySet<string>, derived: DerivedBatch): void {
  const allows = policy.document.allows.filter((statement) => one.actions.some(({ lower }) => statement.matchesAction(lower)));
  if (allows.length === 0) return;
  const { partition } = parseArn(target.uid)!;
  // Whoever of the account may use what its account is given has a pair by its own policies already.
  for (const candidate of policyCandidates(estate, allows, partition, ({ account }) => account !== target.account, true)) {
    if (isGone(estate, candidate) || (administrators.has(candidate.uid) && candidate.listed?.account === target.account)) continue;
    new Pairs(withoutStandIn(candidate, target), derived).byResourcePolicy(one, target, [...(candidate.listed ? allowStatements(candidate.listed) : []), ...allows]);
  }
}

/**
 * Who is only named may do what it is trusted with: of another account, whose policies must allow it too. In the thing's own
 * account policies that stand in for unknown ones would allow by themselves whatever the thing's policy allows to others.
 */
function withoutStandIn(candidate: Candidate, { account }: Target): Candidate {
  const { listed, principal } = candidate;
  return listed || principal.account !== account ? candidate : { ...candidate, principal: { ...principal, identityPolicies: [] } };
}

/** What may stand against its Allows: Denies of its own, all of its boundary and control policies. */
function limitingStatements({ principal }: EstatePrincipal): Statement[] {
  const statements = bindingPolicies(principal).flatMap(({ kind, document }) => (kind === 'identity' ? document.denies : document.statements));
  return [...new Set(statements)];
}

interface Covering {
  readonly statement: Statement;
  readonly codes: Codes;
}

/** Those of the statements that speak of some action of the class. */
function coveringStatements(statements: readonly Statement[], one: TargetClass, coverage: Coverage): Covering[] {
  return statements.flatMap((statement) => {
    const codes = coverage.codes(statement, one);
    return codes ? [{ statement, codes }] : [];
  });
}

/** Condition keys that say something of the thing that is asked for; every other is the same for all things of a class. */
const OF_THE_THING = /resource|requestedregion/i;

/** Whether a statement may say one thing of one thing and another of the next, though it takes in both alike. */
function dependsOnThing(statement: Statement): boolean {
  return hasVariables(statement) || statement.conditions.some(({ key, values }) => OF_THE_THING.test(key) || values.some((value) => OF_THE_THING.test(String(value))));
}

const allowStatements = ({ principal }: EstatePrincipal): Statement[] => principal.identityPolicies.flatMap(({ document }) => document.allows);

interface Judged {
  readonly action: TargetAction;
  readonly outcome: Outcome;
}

/** The properties of a pair's edges: of what may be done without a condition, and of what goes further under one. */
interface Verdict {
  readonly plain?: Properties;
  readonly conditional?: Properties;
}

/** The pairs of one principal. */
class Pairs {
  readonly #candidate: Candidate;
  readonly #derived: DerivedBatch;

  constructor(candidate: Candidate, derived: DerivedBatch) {
    this.#candidate = candidate;
    this.#derived = derived;
  }

  /** With things of its own account. Things to which all its statements are alike are judged once. */
  byOwnPolicies(principal: EstatePrincipal, classes: readonly TargetClass[], coverage: Coverage): void {
    const allows = allowStatements(principal);
    const limits = limitingStatements(principal);
    for (const one of classes) {
      const covering = coveringStatements(allows, one, coverage);
      if (covering.length === 0) continue;
      const all = [...covering, ...coveringStatements(limits, one, coverage)];
      const alike = isTold(one) && !all.some(({ statement }) => dependsOnThing(statement));
      const known = new Map<string, Verdict>();
      for (const [position, target] of one.targets.entries()) {
        if (target.account !== principal.account || !covering.some(({ codes }) => codes[position] !== 0)) continue;
        const statements = covering.filter(({ codes }) => codes[position] !== 0).map(({ statement }) => statement);
        if (!alike || target.policy) {
          this.#edges(one, target, this.#judge(one, target, statements, false), false);
          continue;
        }
        const key = all.map(({ codes }) => codes[position]).join();
        let verdict = known.get(key);
        if (!verdict) known.set(key, (verdict = this.#judge(one, target, statements, false)));
        this.#edges(one, target, verdict, false);
      }
    }
  }

  /** With one thing whose own policy takes part. */
  byResourcePolicy(one: TargetClass, target: Target, statements: readonly Statement[]): void {
    this.#edges(one, target, this.#judge(one, target, statements, true), true);
  }

  #edges(one: TargetClass, target: Target, { plain, conditional }: Verdict, byPolicy: boolean): void {
    if (plain) this.#edge(one, target, plain, SCOPE, byPolicy);
    if (conditional) this.#edge(one, target, conditional, CONDITIONAL_SCOPE, byPolicy);
  }

  /** @param statements Allows that may be about the thing */
  #judge(one: TargetClass, target: Target, statements: readonly Statement[], byPolicy: boolean): Verdict {
    const [plain, conditional]: [Judged[], Judged[]] = [[], []];
    const context = this.#contextOf(target);
    for (const action of one.actions) {
      if (!statements.some((statement) => statement.matchesAction(action.lower))) continue;
      const decision = this.#decide(action, target, context);
      if (!decision.allowed) continue;
      const found = isConditional(decision) ? conditional : plain;
      if (found.length < ACTIONS_NAMED) found.push({ action, outcome: decision });
      // What is allowed without condition at a higher level says more than any condition further down.
      if (plain.length >= ACTIONS_NAMED) break;
    }
    // What a condition adds is told only where it goes further than what holds without.
    const further = conditional[0] && (!plain[0] || rank(conditional[0]) > rank(plain[0]));
    return {
      ...(plain[0] ? { plain: propertiesOf(one, plain, byPolicy) } : {}),
      ...(further ? { conditional: propertiesOf(one, conditional, byPolicy) } : {}),
    };
  }

  #contextOf({ uid }: Target): Context {
    const known = this.#candidate.listed?.context ?? NOTHING_KNOWN;
    const region = uid.split(':')[3];
    return region ? new Map([...known, ['aws:requestedregion', [region]]]) : known;
  }

  #decide(action: TargetAction, target: Target, context: Context): Decision {
    const { principal, listed } = this.#candidate;
    return decide({ principal, action: action.name, resource: target.resources[action.on]!, context, ...(listed?.time === undefined ? {} : { time: listed.time }) });
  }

  #edge(one: TargetClass, target: Target, properties: Properties, scope: string, byPolicy: boolean): void {
    const { uid, named, listed } = this.#candidate;
    if (named) this.#derived.mention(uid, 'Identity', named.properties as Readonly<Record<string, string | boolean>>);
    this.#derived.edge(one.edge, uid, target.uid, scope, properties, [...(listed ? [listed.index] : []), ...(byPolicy ? [target.index] : [])]);
  }
}

const NOTHING_KNOWN: Context = new Map();

const isConditional = ({ conditional, conditionalDeny }: Outcome): boolean => conditional || conditionalDeny;
const rank = ({ action }: Judged): number => ACCESS_LEVELS.indexOf(action.level);

function propertiesOf(one: TargetClass, judged: readonly Judged[], byPolicy: boolean): Properties {
  return given({
    ...outcomeProperties(together(judged)),
    source: byPolicy ? 'resource-policy' : 'identity-policy',
    level: one.edge === 'CAN_ACCESS' ? judged[0]!.action.level : undefined,
    actions: judged.map(({ action }) => action.name).sort(),
  });
}

/** The outcomes of a pair's actions as one: all their statements, all their keys. */
function together(judged: readonly Judged[]): Outcome {
  const outcomes = judged.map(({ outcome }) => outcome);
  const statements = new Map(outcomes.flatMap((outcome) => outcome.statements).filter((statement) => !isStandIn(statement)).map((statement) => [JSON.stringify(statement), statement]));
  return {
    // One may hold under a condition and the next only if a Deny does not: none holds for sure.
    conditional: outcomes.every(isConditional),
    conditionalDeny: outcomes.some(({ conditionalDeny }) => conditionalDeny),
    conditionKeys: [...new Set(outcomes.flatMap(({ conditionKeys }) => conditionKeys))].sort(),
    statements: [...statements.values()],
  };
}
