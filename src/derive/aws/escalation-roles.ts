/** Roles as services see them: which a service may assume, and what stands in the trust policy for it. */
import { decide, type Principal } from '../../iam/index.ts';
import { isServiceLinkedRole, parseArn } from '../../sdk/index.ts';
import type { Outcome } from './edges.ts';
import { better } from './escalation-judge.ts';
import type { EscalationEstate } from './escalation-record.ts';
import type { EstatePrincipal } from './estate.ts';

export interface TrustingRole {
  readonly role: EstatePrincipal;
  /** What its trust policy says of the service. */
  readonly trust: Outcome;
}

/** `lambda.amazonaws.com` as it is called in a partition: China has names of its own beside the common ones. */
export const serviceNames = (services: readonly string[], partition: string): readonly string[] =>
  partition === 'aws-cn' ? services.flatMap((service) => [service, `${service}.cn`]) : services;

export class TrustingRoles {
  readonly #estate: EscalationEstate;
  readonly #roles = new Map<string, readonly EstatePrincipal[]>();
  readonly #trusting = new Map<string, readonly TrustingRole[]>();

  constructor(estate: EscalationEstate) {
    this.#estate = estate;
  }

  /** Roles of an account that its own people can change and pass on: all but those that AWS made for a service. */
  ofAccount(account: string): readonly EstatePrincipal[] {
    let roles = this.#roles.get(account);
    if (!roles) {
      const all = this.#estate.byAccount.get(account) ?? [];
      roles = all.filter(({ kind, uid }) => kind === 'iam_role' && !isServiceLinkedRole(parseArn(uid)!));
      this.#roles.set(account, roles);
    }
    return roles;
  }

  /** Of these, the ones whose trust policy lets in at least one of the services. Worked out once for each account. */
  of(account: string, services: readonly string[]): readonly TrustingRole[] {
    const key = `${account} ${services.join(' ')}`;
    let trusting = this.#trusting.get(key);
    if (!trusting) {
      trusting = this.ofAccount(account).flatMap((role): TrustingRole[] => {
        const trust = this.#trusts(role, services);
        return trust ? [{ role, trust }] : [];
      });
      this.#trusting.set(key, trusting);
    }
    return trusting;
  }

  #trusts(role: EstatePrincipal, services: readonly string[]): Outcome | undefined {
    if (!role.trust) return undefined;
    let best: Outcome | undefined;
    for (const service of serviceNames(services, parseArn(role.uid)!.partition)) {
      const principal: Principal = { kind: 'service', arn: service, account: '', identityPolicies: [] };
      // Whatever the service does it on behalf of, is in the account of the role.
      const context = new Map([['aws:sourceaccount', [role.account]]]);
      const resource = { arn: role.uid, account: role.account, trust: role.trust };
      const decision = decide({
        principal,
        action: 'sts:AssumeRole',
        resource,
        context,
        ...(role.time === undefined ? {} : { time: role.time }),
      });
      if (decision.allowed) best = better(best, decision);
    }
    return best;
  }
}
