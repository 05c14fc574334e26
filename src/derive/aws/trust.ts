/**
 * CAN_ASSUME: who may assume which role. A role's trust policy names the candidates; of an account that is only named as
 * a whole, those count who may assume the role by their own policies, where an export lists them.
 */
import { decide, mayEverAllow, type Decision, type Principal } from '../../iam/index.ts';
import { parseArn } from '../../sdk/index.ts';
import type { DerivedBatch } from '../batch.ts';
import { isDeletedPrincipal, isGone, isStandIn, policyCandidates, type Candidate } from './candidates.ts';
import { SCOPE, outcomeProperties } from './edges.ts';
import type { Estate, EstatePrincipal } from './estate.ts';

const ASSUME = 'sts:AssumeRole';
const ASSUME_FEDERATED = ['sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'];
const ASSUME_ACTIONS = [ASSUME, ...ASSUME_FEDERATED].map((action) => action.toLowerCase());

export function deriveTrust(estate: Estate, derived: DerivedBatch): void {
  const assumers = new Set(estate.principals.filter(({ principal }) => mayEverAllow(principal, ASSUME)));
  for (const role of estate.principals) {
    if (!role.trust) continue;
    const allows = role.trust.document.allows.filter((statement) => ASSUME_ACTIONS.some((action) => statement.matchesAction(action)));
    const { partition } = parseArn(role.uid)!;
    for (const candidate of policyCandidates(estate, allows, partition, (principal) => assumers.has(principal))) {
      if (candidate.uid !== role.uid && !isGone(estate, candidate)) assume(estate, candidate, role, derived);
    }
  }
}

function assume(estate: Estate, { uid, principal, listed, named }: Candidate, role: EstatePrincipal, derived: DerivedBatch): void {
  const resourceControlPolicies = estate.organization.resourceControlPolicies(role.account);
  const resource = { arn: role.uid, account: role.account, trust: role.trust!, ...(resourceControlPolicies ? { resourceControlPolicies } : {}) };
  const context = listed?.context ?? estate.organization.context(principal.account);
  for (const action of principal.kind === 'federated' ? ASSUME_FEDERATED : [ASSUME]) {
    const decision = decide({ principal, action, resource, context, ...(role.time === undefined ? {} : { time: role.time }) });
    if (!decision.allowed) continue;
    if (named) derived.mention(uid, 'Identity', named.properties as Readonly<Record<string, string | boolean>>);
    const statements = decision.statements.filter((statement) => !isStandIn(statement));
    const properties = { ...outcomeProperties({ ...decision, statements }), ...trustProperties(decision, principal, role), actions: [action] };
    derived.edge('CAN_ASSUME', uid, role.uid, SCOPE, properties, listed ? [role.index, listed.index] : [role.index]);
  }
}

/** `externalId` tells of every trust into another account whether it asks for one. */
function trustProperties({ conditionKeys }: Decision, principal: Principal, role: EstatePrincipal) {
  const asks = conditionKeys.some((key) => key.toLowerCase() === 'sts:externalid');
  const foreign = principal.account !== '' && principal.account !== role.account;
  return {
    source: 'trust-policy',
    externalId: asks || (foreign ? false : undefined),
    how: isDeletedPrincipal(principal) ? 'deleted-principal' : undefined,
  };
}
