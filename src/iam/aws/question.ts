/** One request while it is decided: what its policies say, kind by kind. */
import { findStatements, lowercaseAction, statementsFor } from './grants.ts';
import type { PolicyStatement, StatementsByEffect } from './grants.ts';
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

/** Denies while they are collected. */
interface Collected {
  readonly certain: PolicyStatement[];
  readonly open: PolicyStatement[];
  readonly keys: string[];
}

export class Question {
  readonly request: DecisionRequest;
  /** In lower case. */
  readonly action: string;
  readonly facts: RequestFacts;
  /** Service control policies that bind the principal: never a role that a service made for itself. */
  readonly serviceControls: Principal['serviceControlPolicies'];
  readonly #boundary: StatementsByEffect;
  /** Of the policies of what is asked for: its own, and its trust policy if it is a role. */
  readonly #resource: StatementsByEffect;
  readonly #asked: AskedResource;

  constructor(request: DecisionRequest) {
    this.request = request;
    this.action = lowercaseAction(request.action);
    this.facts = new RequestFacts(request);
    const { arn: asking, serviceControlPolicies, boundary } = request.principal;
    this.serviceControls = asking.includes(':role/aws-service-role/') ? undefined : serviceControlPolicies;
    const { arn, policies = NO_POLICIES, trust } = request.resource;
    this.#boundary = findStatements(boundary ? [boundary] : NO_POLICIES, this.action);
    this.#resource = findStatements(trust ? [...policies, trust] : policies, this.action);
    this.#asked = askedResource(arn);
  }

  /** The Denies of all policies that bind the request, in order of kind. */
  denies(): Denies {
    const found: Collected = { certain: [], open: [], keys: [] };
    this.#collect(statementsFor(this.request.principal.identityPolicies, this.action), found);
    this.#collect(this.#boundary, found);
    for (const level of this.serviceControls ?? []) this.#collect(statementsFor(level, this.action), found);
    const { resourceControlPolicies = [] } = this.request.resource;
    for (const level of resourceControlPolicies) this.#collect(statementsFor(level, this.action), found);
    this.#collect(this.#resource, found);
    return found;
  }

  /** What a list of policies that name no principal allows; undefined when none does. */
  allows(policies: readonly Policy[]): Side | undefined {
    return this.#allowing(statementsFor(policies, this.action));
  }

  /** What the boundary allows; there must be one. */
  boundaryAllows(): Side | undefined {
    return this.#allowing(this.#boundary);
  }

  /** What the resource's policies allow the principal, by how they name it. */
  grants(): Grants {
    const grants: Partial<Record<Naming, Side[]>> = {};
    for (const used of this.#resource.allows) {
      const keys: string[] = [];
      const names = this.#namings(used.statement, keys);
      if (names.length === 0 || this.#holds(used.statement, keys) === 'false') continue;
      for (const name of names) {
        const named = name === 'session' ? [...keys, SESSION_NAME] : keys;
        (grants[name] ??= []).push({ keys: named, statements: [used] });
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

  #allowing({ allows }: StatementsByEffect): Side | undefined {
    let open: PolicyStatement[] | undefined;
    const keys: string[] = [];
    for (const used of allows) {
      const truth = this.#holds(used.statement, keys);
      if (truth === 'true') return { keys: [], statements: [used] };
      if (truth === 'unknown') (open ??= []).push(used);
    }
    return open && { keys, statements: open };
  }

  #collect({ denies }: StatementsByEffect, { certain, open, keys }: Collected): void {
    for (const used of denies) {
      const before = keys.length;
      const truth = this.#denies(used, keys);
      if (truth !== 'unknown') keys.length = before;
      if (truth !== 'false') (truth === 'true' ? certain : open).push(used);
    }
  }

  #denies({ policy: { kind }, statement }: PolicyStatement, keys: Unknowns): Truth {
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

  /** Whether a statement, which speaks of the action, speaks of the resource and its conditions hold, whoever asks. */
  #holds(statement: Statement, keys: Unknowns): Truth {
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
