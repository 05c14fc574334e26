/**
 * The shapes of AWS policy evaluation: what is asked, over which policies, and what comes out with which statements.
 * Semantics: AWS IAM User Guide, "Policy evaluation logic" and "IAM JSON policy elements".
 */
import type { CompiledDocument } from './document.ts';

/** Where a policy stands, which decides how it counts. */
export type PolicyKind = 'identity' | 'boundary' | 'scp' | 'rcp' | 'resource' | 'trust' | 'session';

export interface Policy {
  readonly kind: PolicyKind;
  /** Managed: its ARN. Inline: `<principal ARN>#inline/<name>`. Trust: `<role ARN>#trust`. Resource: `<resource ARN>#policy`. */
  readonly id: string;
  readonly name: string;
  /** Default version of a managed policy (`v3`). */
  readonly version?: string;
  readonly document: CompiledDocument;
}

export type PrincipalKind = 'user' | 'role' | 'root' | 'service' | 'federated' | 'anonymous' | 'account';

/** Who asks. For a service, `arn` is its name (`lambda.amazonaws.com`); for anyone, `*`; for an account, its root ARN. */
export interface Principal {
  readonly kind: PrincipalKind;
  readonly arn: string;
  /** Twelve digits; empty for a service, a federated identity without one, and anyone. */
  readonly account: string;
  /** AIDA…/AROA…, when known. */
  readonly uniqueId?: string;
  /** Own, attached and groups' policies, at their default versions. Nothing for who is not of an account we know. */
  readonly identityPolicies: readonly Policy[];
  readonly boundary?: Policy;
  /** A boundary is set and its document is not known: an Allow is then conditional, on `permissions-boundary`. */
  readonly boundaryUnknown?: boolean;
  /** Service control policies by level, root first: each level must allow. Absent: not supplied, taken as allowing. */
  readonly serviceControlPolicies?: readonly (readonly Policy[])[];
  readonly tags?: ReadonlyMap<string, string>;
  /** Some identity policy's document is not known (an attached policy that no export shows). */
  readonly policiesUnknown?: boolean;
}

/** What is asked for. */
export interface Resource {
  /**
   * An ARN. May hold `*` and `?` and then stands for every resource it matches: an Allow counts when it covers at least
   * one of them, a Deny only when it covers all; one that covers some is a conditional deny (key `resource`).
   */
  readonly arn: string;
  /** Owner account; absent: that of the ARN, or where that has none, the principal's. */
  readonly account?: string;
  /** Resource policies (bucket policy, key policy, …): none known when absent. */
  readonly policies?: readonly Policy[];
  /** The trust policy, when the resource is a role. */
  readonly trust?: Policy;
  readonly tags?: ReadonlyMap<string, string>;
  /** Resource control policies of the owner account by level. Absent: not supplied. */
  readonly resourceControlPolicies?: readonly (readonly Policy[])[];
}

/**
 * What is known of the request, by condition key in lower case: the values it has; an empty list: known to be absent from the request. A key that is
 * not in the map is not known, and a condition on it cannot be decided, unless the evaluator derives it from the principal and resource
 * (`aws:principalarn`, `aws:principalaccount`, `aws:principaltype`, `aws:username`, `aws:userid`, `aws:principaltag/…`, `aws:resourceaccount`, `aws:resourcetag/…`, `aws:principalisawsservice`).
 */
export type Context = ReadonlyMap<string, readonly string[]>;

export interface DecisionRequest {
  readonly principal: Principal;
  /** `s3:GetObject`; compared without case. No wildcards. */
  readonly action: string;
  readonly resource: Resource;
  readonly context: Context;
  /** Fixed-width UTC text: what `aws:CurrentTime`, `aws:EpochTime` and `aws:TokenIssueTime` are judged against, the export's own time. Absent: not known. */
  readonly time?: string;
}

/** One statement that took part in a decision; small enough to be kept on an edge. */
export interface StatementReference {
  readonly kind: PolicyKind;
  readonly policy: string;
  readonly name: string;
  readonly version?: string;
  /** Position in the document, from 0. */
  readonly statement: number;
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
}

export type DecisionReason =
  | 'allowed'
  /** A Deny matched without doubt. */
  | 'explicit-deny'
  /** No identity policy allows, nor a resource policy that would be enough. */
  | 'no-allow'
  | 'boundary'
  | 'scp'
  | 'rcp'
  /** Cross-account: the identity may, the resource's side does not say so (or, for a key, its key policy doesn't). */
  | 'resource-policy'
  /** A role whose trust policy does not let the principal in. */
  | 'trust';

export interface Decision {
  readonly allowed: boolean;
  readonly reason: DecisionReason;
  /** Allowed, but only under conditions that could not be decided: `conditionKeys`, as spelled in the documents, sorted. */
  readonly conditional: boolean;
  readonly conditionKeys: readonly string[];
  /** Allowed, but a Deny that could not be decided may stand against it; its keys are in `conditionKeys` too. */
  readonly conditionalDeny: boolean;
  /** Allowed: the Allow statements that make it (each needed policy kind's first unconditional one, else all conditional ones), then undecided Denies. Denied: the Denies. In order of kind, policy, statement. */
  readonly statements: readonly StatementReference[];
}
