/** Whom an escalation may lead to: users and roles that fit a path, roles by who may assume them, compute by its role. */
import { mayEverAllow, type EscalationPath } from '../../iam/index.ts';
import { parseArn } from '../../sdk/index.ts';
import { policyCandidates } from './candidates.ts';
import { customerManaged } from './escalation-places.ts';
import type { Certainty, EscalationEstate } from './escalation-record.ts';
import type { TrustingRoles } from './escalation-roles.ts';
import type { EstatePrincipal } from './estate.ts';

export interface TargetPrincipal {
  readonly target: EstatePrincipal;
  readonly certainty: Certainty;
}

export interface RunningWorkload {
  readonly uid: string;
  readonly role: string;
}

/** AWS lets a user have two access keys. */
const KEY_LIMIT = 2;
const ASSUME = 'sts:AssumeRole';

export class Targets {
  readonly #estate: EscalationEstate;
  readonly #roles: TrustingRoles;
  readonly #byPath = new Map<string, readonly TargetPrincipal[]>();
  readonly #policies = new Map<string, readonly string[]>();
  #assumable: ReadonlyMap<string, readonly TargetPrincipal[]> | undefined;
  #workloads: ReadonlyMap<string, readonly RunningWorkload[]> | undefined;

  constructor(estate: EscalationEstate, roles: TrustingRoles) {
    this.#estate = estate;
    this.#roles = roles;
  }

  /** Users or roles of the principal's account that fit what the path says of its target; itself among them. */
  principals(
    { target, accessKeys, password }: EscalationPath,
    { account }: EstatePrincipal,
  ): readonly TargetPrincipal[] {
    const key = `${account} ${target} ${accessKeys} ${password}`;
    let principals = this.#byPath.get(key);
    if (!principals) {
      principals = target === 'role' ? this.#rolesOf(account) : this.#usersOf(account, accessKeys, password);
      this.#byPath.set(key, principals);
    }
    return principals;
  }

  /** Roles, of any account, whose trust policy may let the principal in. */
  assumable({ uid }: EstatePrincipal): readonly TargetPrincipal[] {
    this.#assumable ??= this.#readTrust();
    return this.#assumable.get(uid) ?? [];
  }

  /** Customer-managed policies attached to a role itself. */
  policiesOf({ uid, attachedPolicies, account }: EstatePrincipal): readonly string[] {
    let policies = this.#policies.get(uid);
    if (!policies) this.#policies.set(uid, (policies = customerManaged(attachedPolicies, account)));
    return policies;
  }

  /** Compute of these kinds in an account whose role is known; none when no export lists it. */
  workloads(account: string, kinds: readonly string[]): readonly RunningWorkload[] {
    this.#workloads ??= this.#readWorkloads();
    const workloads = this.#workloads;
    return kinds.flatMap((kind) => workloads.get(`${account} ${kind}`) ?? []);
  }

  #rolesOf(account: string): TargetPrincipal[] {
    return this.#roles.ofAccount(account).map((target) => ({ target, certainty: 'proven' }));
  }

  #usersOf(
    account: string,
    accessKeys: EscalationPath['accessKeys'],
    password: EscalationPath['password'],
  ): TargetPrincipal[] {
    const users = (this.#estate.byAccount.get(account) ?? []).filter(({ kind }) => kind === 'iam_user');
    // Who has a password is told by the credential report; without one nobody seems to have any.
    const passwordsKnown = users.some(({ hasPassword }) => hasPassword);
    const certainty = password === undefined || passwordsKnown ? 'proven' : 'potential';
    return users
      .filter((user) => accessKeys === undefined || user.accessKeys >= KEY_LIMIT === (accessKeys === 'taken'))
      .filter((user) => password === undefined || !passwordsKnown || user.hasPassword === (password === 'set'))
      .map((target) => ({ target, certainty }));
  }

  #readTrust(): Map<string, TargetPrincipal[]> {
    const assumable = new Map<string, TargetPrincipal[]>();
    for (const role of this.#estate.principals) {
      const allows = role.trust?.document.allows.filter((statement) => statement.matchesAction(ASSUME.toLowerCase()));
      if (!allows) continue;
      const { partition } = parseArn(role.uid)!;
      for (const { listed } of policyCandidates(this.#estate, allows, partition, ({ principal }) =>
        mayEverAllow(principal, ASSUME),
      )) {
        if (!listed) continue;
        const others = assumable.get(listed.uid);
        if (others) others.push({ target: role, certainty: 'proven' });
        else assumable.set(listed.uid, [{ target: role, certainty: 'proven' }]);
      }
    }
    return assumable;
  }

  #readWorkloads(): Map<string, RunningWorkload[]> {
    const workloads = new Map<string, RunningWorkload[]>();
    for (const { uid, kind, account, role } of this.#estate.workloads) {
      if (role === undefined) continue;
      const key = `${account} ${kind}`;
      const others = workloads.get(key);
      if (others) others.push({ uid, role });
      else workloads.set(key, [{ uid, role }]);
    }
    return workloads;
  }
}
