/** One request while it is decided: what its policies say, kind by kind. */
import { lowercaseAction, type PolicyStatement } from './grants.ts';
import type { DecisionRequest, Policy, Principal } from './policy.ts';
import { exceptionTruth, namings, SESSION_NAME, type Naming } from './principal-match.ts';
import { RequestFacts } from './request-facts.ts';
import { askedResource, resourceTruth, type AskedResource } from './resource-match.ts';
import type { Statement } from './statement.ts';
import { allOf, type Truth, type Unknowns } from './truth.ts';
import { alternatives, type Side } from './side.ts';

/** Denies: those that stand without doubt, and those that may stand, with the keys on which that depends. */
export interface Denies {
  readonly certain: readonly PolicyStatement[];
  readonly open: readonly PolicyStatement[];
  readonly keys: readonly string[];
}

const NO_DENIES: Denies = { certain: [], open: [], keys: [] };

export class Question {
  readonly request: DecisionRequest;
  /** In lower case. */
  readonly action: string;
  readonly facts: RequestFacts;
  /** Policies of what is asked for: its own, and its trust policy if it is a role. */
  readonly resourcePolicies: readonly Policy[];
  /** Service control policies that bind the principal: never a role that a service made for itself. */
  readonly serviceControls: Principal['serviceControlPolicies'];
  readonly #asked: AskedResource;

  constructor(request: DecisionRequest) {
    this.request = request;
    this.action = lowercaseAction(request.action);
    this.facts = new RequestFacts(request);
    const { arn: principal, serviceControlPolicies } = request.principal;
    this.serviceControls = principal.includes(':role/aws-service-role/') ? undefined : serviceControlPolicies;
    const { arn, policies = NO_POLICIES, trust } = request.resource;
    this.resourcePolicies = trust ? [...policies, trust] : policies;
    this.#asked = askedResource(arn);
  }

  /** The Denies of all policies that bind the request, in order of kind. */
  denies(): Denies {
    const { identityPolicies, boundary } = this.request.principal;
    const certain: PolicyStatement[] = [];
    const open: PolicyStatement[] = [];
    const keys: string[] = [];
    const collect = (policy: Policy): void => {
      for (const statement of policy.document.denies) {
        const before = keys.length;
        const truth = this.#denies(policy, statement, keys);
        if (truth !== 'unknown') keys.length = before;
        if (truth !== 'false') (truth === 'true' ? certain : open).push({ policy, statement });
      }
    };
    identityPolicies.forEach(collect);
    if (boundary) collect(boundary);
    for (const level of this.serviceControls ?? []) level.forEach(collect);
    for (const level of this.request.resource.resourceControlPolicies ?? []) level.forEach(collect);
    this.resourcePolicies.forEach(collect);
    return certain.length + open.length === 0 ? NO_DENIES : { certain, open, keys };
  }

  /** What policies that name no principal allow; undefined when none does. */
  allows(policies: readonly Policy[]): Side | undefined {
    let open: PolicyStatement[] | undefined;
    const keys: string[] = [];
    for (const policy of policies) {
      for (const statement of policy.document.allows) {
        const truth = this.#holds(statement, keys);
        if (truth === 'true') return { keys: [], statements: [{ policy, statement }] };
        if (truth === 'unknown') (open ??= []).push({ policy, statement });
      }
    }
    return open && { keys, statements: open };
  }

  /** What the resource's policies allow the principal, by how they name it. */
  grants(): Grants {
    const grants: Partial<Record<Naming, Side[]>> = {};
    for (const policy of this.resourcePolicies) {
      for (const statement of policy.document.allows) {
        if (!statement.matchesAction(this.action)) continue;
        const keys: string[] = [];
        const names = this.#namings(statement, keys);
        if (names.length === 0 || this.#holds(statement, keys) === 'false') continue;
        for (const name of names) {
          const named = name === 'session' ? [...keys, SESSION_NAME] : keys;
          (grants[name] ??= []).push({ keys: named, statements: [{ policy, statement }] });
        }
      }
    }
    const { direct = [], session = [], role = [], account = [] } = grants;
    return {
      direct: alternatives(firstCertain([...direct, ...session])),
      role: alternatives(firstCertain(role)),
      account: alternatives(firstCertain(account)),
    };
  }

  /** How an Allow of a resource's policy names the principal; NotPrincipal grants all that it does not except. */
  #namings({ principalTerms, notPrincipalTerms }: Statement, keys: Unknowns): readonly Naming[] {
    const { principal } = this.request;
    if (principalTerms) return namings(principalTerms, principal);
    return notPrincipalTerms && exceptionTruth(notPrincipalTerms, principal, keys) !== 'false' ? ANYONE : [];
  }

  #denies({ kind }: Policy, statement: Statement, keys: Unknowns): Truth {
    if (!statement.matchesAction(this.action)) return 'false';
    const named = NAMES_PRINCIPALS.has(kind) ? this.#deniesPrincipal(statement, kind === 'rcp', keys) : 'true';
    if (named === 'false') return named;
    const held = this.#holds(statement, keys);
    return held === 'true' ? named : held;
  }

  #deniesPrincipal({ principalTerms, notPrincipalTerms }: Statement, byDefault: boolean, keys: Unknowns): Truth {
    const { principal } = this.request;
    if (notPrincipalTerms) {
      // AWS: a Deny with NotPrincipal denies whoever has a permissions boundary, excepted or not.
      if (principal.boundary || principal.boundaryUnknown) return 'true';
      return exceptionTruth(notPrincipalTerms, principal, keys);
    }
    if (!principalTerms) return byDefault ? 'true' : 'false';
    const names = namings(principalTerms, principal);
    if (names.length === 0) return 'false';
    if (names.some((name) => name !== 'session')) return 'true';
    keys.push(SESSION_NAME);
    return 'unknown';
  }

  /** Whether a statement speaks of the action and resource and its conditions hold, whoever asks. */
  #holds(statement: Statement, keys: Unknowns): Truth {
    if (!statement.matchesAction(this.action)) return 'false';
    const before = keys.length;
    const resource = resourceTruth(statement, this.#asked, this.facts, keys);
    if (resource === 'false') return resource;
    const conditions = allOf(statement.conditions, (condition) => condition.test(this.facts, keys));
    if (conditions === 'false') keys.length = before;
    return conditions === 'true' ? resource : conditions;
  }
}

/** What a resource's policies grant, by how they name the principal (principal-match Naming). */
export interface Grants {
  readonly direct: Side | undefined;
  readonly role: Side | undefined;
  readonly account: Side | undefined;
}

const NO_POLICIES: readonly Policy[] = [];
const ANYONE: readonly Naming[] = ['direct'];
const NAMES_PRINCIPALS: ReadonlySet<Policy['kind']> = new Set(['resource', 'trust', 'rcp'] as const);

/** The first that holds without doubt, or all. */
function firstCertain(sides: readonly Side[]): readonly Side[] {
  const certain = sides.find(({ keys }) => keys.length === 0);
  return certain ? [certain] : sides;
}
