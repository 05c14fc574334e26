/** The shape of an escalation path: which permissions it takes, on what, and whom it yields. */

export type EscalationCategory = 'new-passrole' | 'existing-passrole' | 'principal-access' | 'self-escalation';

/** What a permission must hold on. */
export type RequirementPlace =
  /** Something of the action's own resource types in the account, whatever it is called: it may be made for the purpose. */
  | 'any'
  /** The role that is handed to a service, with the service as `iam:PassedToService`. */
  | 'passed-role'
  /** The compute that runs as the role, and where the action takes more than that, something of each other type it needs. */
  | 'workload'
  /** The user or role that is reached. */
  | 'target'
  /** A customer-managed policy attached to the role that is reached. */
  | 'policy-of-target'
  /** The principal itself. */
  | 'self'
  /** A customer-managed policy that counts for the principal: its own or one of its groups'. */
  | 'policy-of-self'
  /** A group that the principal is in. */
  | 'group-of-self'
  /** A group that the principal is not in, and whose policies would make it an administrator. */
  | 'group-to-join';

export interface EscalationRequirement {
  readonly action: string;
  readonly on: RequirementPlace;
  /** Resource types of the action that count, where not those that the action table says it requires. */
  readonly types?: readonly string[];
  /** Values that the caller chooses so that the path works, by condition key in lower case. */
  readonly context?: Readonly<Record<string, string>>;
}

export interface EscalationPath {
  /** As in the pathfinding.cloud catalogue. */
  readonly id: string;
  readonly title: string;
  readonly category: EscalationCategory;
  readonly requires: readonly EscalationRequirement[];
  /** Whom it yields: a role that can be passed, the role of compute that is there, a user or role, or the whole account. */
  readonly target: 'passed-role' | 'workload-role' | 'user' | 'role' | 'account';
  /** Only a principal of this kind can take it. */
  readonly actor?: 'iam_user' | 'iam_role';
  /** Roles only: services of which the role's trust policy lets in at least one. */
  readonly services?: readonly string[];
  /** What `iam:PassedToService` says where that is not the trusted service's own name. */
  readonly passedTo?: readonly string[];
  /** The role is handed over inside an instance profile, so it must have one. */
  readonly byInstanceProfile?: true;
  /** Of `workload-role`: the compute, as a resource type of the action table and as kinds of Workload. */
  readonly workload?: { readonly service: string; readonly type: string; readonly kinds: readonly string[] };
  /** Of `user`: of the two access keys that a user may have, one is still free, or both are taken. */
  readonly accessKeys?: 'free' | 'taken';
  /** Of `user`: it has a console password, or none. */
  readonly password?: 'set' | 'none';
}

/** The role passed to the service. */
export const passRole: EscalationRequirement = { action: 'iam:PassRole', on: 'passed-role' };

/** These actions, all on the same kind of place. */
export const allOn = (on: RequirementPlace, ...actions: readonly string[]): EscalationRequirement[] =>
  actions.map((action) => ({ action, on }));
