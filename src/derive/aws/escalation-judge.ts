/** What one principal may do, asked for often and answered once; and how several answers make one. */
import {
  allowStatementsFor,
  arnPatternsOverlap,
  decide,
  mayEverAllow,
  type Context,
  type Policy,
  type Resource,
} from '../../iam/index.ts';
import type { Outcome } from './edges.ts';
import type { EstatePrincipal } from './estate.ts';

/** Holds without anything that had to be allowed. */
export const GIVEN: Outcome = { conditional: false, conditionKeys: [], conditionalDeny: false, statements: [] };

type ChosenContext = Readonly<Record<string, string>>;
type ControlsOf = (account: string) => readonly (readonly Policy[])[] | undefined;

export class Judge {
  readonly one: EstatePrincipal;
  readonly #controlsOf: ControlsOf;
  readonly #may = new Map<string, boolean>();
  readonly #contexts = new Map<string, Context>();
  readonly #known = new Map<string, Outcome | undefined>();

  /** @param controlsOf resource control policies of an account */
  constructor(one: EstatePrincipal, controlsOf: ControlsOf) {
    this.one = one;
    this.#controlsOf = controlsOf;
  }

  /** The same of another principal, or of this one with other policies. */
  with(one: EstatePrincipal): Judge {
    return new Judge(one, this.#controlsOf);
  }

  /** Whether its policies allow the action anywhere at all: false spares asking for each resource. */
  may(action: string): boolean {
    let may = this.#may.get(action);
    if (may === undefined) this.#may.set(action, (may = mayEverAllow(this.one.principal, action)));
    return may;
  }

  /** The action on a thing of its own account, or on a pattern of such things. Undefined when it isn't allowed. */
  on(action: string, arn: string, chosen: ChosenContext = {}): Outcome | undefined {
    const choice = Object.entries(chosen).join(' ');
    const key = `${action} ${arn} ${choice}`;
    if (!this.#known.has(key)) {
      const resource = { arn, account: this.one.account };
      this.#known.set(
        key,
        this.#speaksOf(action, arn) ? this.#ask(action, resource, this.#contextWith(chosen, choice)) : undefined,
      );
    }
    return this.#known.get(key);
  }

  /** The best answer over several things. */
  onAny(action: string, arns: readonly string[], chosen: ChosenContext = {}): Outcome | undefined {
    let best: Outcome | undefined;
    for (const arn of arns) {
      best = better(best, this.on(action, arn, chosen));
      if (best && rank(best) === 0) break;
    }
    return best;
  }

  /** Assuming a role, of whichever account: its trust policy decides too. */
  assume(role: EstatePrincipal): Outcome | undefined {
    if (!role.trust) return undefined;
    const key = `assume ${role.uid}`;
    if (!this.#known.has(key)) {
      const controls = this.#controlsOf(role.account);
      const resource = {
        arn: role.uid,
        account: role.account,
        trust: role.trust,
        ...(controls ? { resourceControlPolicies: controls } : {}),
      };
      this.#known.set(key, this.#ask('sts:AssumeRole', resource, this.one.context));
    }
    return this.#known.get(key);
  }

  /** Of a pattern: whether some statement can mean an ARN of it. As texts the two may overlap where no ARN does. */
  #speaksOf(action: string, arn: string): boolean {
    if (!arn.includes('*')) return true;
    return allowStatementsFor(this.one.principal.identityPolicies, action).some(
      ({ statement: { resources } }) => resources?.some((written) => arnPatternsOverlap(written, arn)) ?? true,
    );
  }

  #contextWith(chosen: ChosenContext, key: string): Context {
    if (key === '') return this.one.context;
    let context = this.#contexts.get(key);
    if (!context) {
      context = new Map([
        ...this.one.context,
        ...Object.entries(chosen).map(([name, value]) => [name, [value]] as const),
      ]);
      this.#contexts.set(key, context);
    }
    return context;
  }

  #ask(action: string, resource: Resource, context: Context): Outcome | undefined {
    const { principal, time } = this.one;
    const decision = decide({ principal, action, resource, context, ...(time === undefined ? {} : { time }) });
    return decision.allowed ? decision : undefined;
  }
}

/** How much stands against it: nothing, a Deny that can't be decided, conditions. Less is better. */
export const rank = ({ conditional, conditionalDeny }: Outcome): number =>
  (conditional ? 2 : 0) + (conditionalDeny ? 1 : 0);

/** Either will do. */
export function better(a: Outcome | undefined, b: Outcome | undefined): Outcome | undefined {
  if (!a || !b) return a ?? b;
  return rank(b) < rank(a) ? b : a;
}

/** Both are needed. */
export function both(a: Outcome, b: Outcome): Outcome {
  if (a === GIVEN) return b;
  return {
    conditional: a.conditional || b.conditional,
    conditionKeys:
      a.conditionKeys.length + b.conditionKeys.length === 0
        ? []
        : [...new Set([...a.conditionKeys, ...b.conditionKeys])].sort(),
    conditionalDeny: a.conditionalDeny || b.conditionalDeny,
    statements: [...a.statements, ...b.statements],
  };
}
