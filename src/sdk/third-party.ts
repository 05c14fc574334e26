/** Which identities belong to somebody else: judged here, in memory and in Cypher alike. */
import type { Graph } from '../graph/graph.ts';
import { arnAccount, awsAccountUid } from '../model/uid.ts';

/** The identity that stands for anyone at all in AWS policies: no party that one could have a contract with. */
export const ANYONE = 'aws:*';

/** AWS's own principals: what a policy may name without an export describing it. */
const NAMED_KINDS: readonly string[] = ['account_root', 'iam_user', 'iam_role'];
const KINDS_CYPHER = NAMED_KINDS.map((kind) => `'${kind}'`).join(', ');
const AWS_UIDS: readonly string[] = ['arn:', ANYONE];

/** True for what a trust policy of an AWS role can name by its ARN or id, anyone among them. */
export function isAwsPrincipal(graph: Graph, identity: number): boolean {
  return graph.text(identity, 'provider') === 'aws' || NAMED_KINDS.includes(graph.text(identity, 'kind') ?? '') || AWS_UIDS.some((start) => graph.uid(identity).startsWith(start));
}

/** The same for the variable `i`. */
export function awsPrincipalCypher(i: string): string {
  const starts = AWS_UIDS.map((start) => `${i}.uid STARTS WITH '${start}'`).join(' OR ');
  return `(coalesce(${i}.provider = 'aws', false) OR coalesce(${i}.kind IN [${KINDS_CYPHER}], false) OR ${starts})`;
}

/** True for an identity that an export marks as a third party's, or that is of kind external; anyone is neither. */
export function isMarkedThirdParty(graph: Graph, identity: number): boolean {
  const marked = graph.property(identity, 'thirdParty');
  return graph.uid(identity) !== ANYONE && (marked === true || (marked !== false && graph.text(identity, 'kind') === 'external'));
}

/** The same for the variable `i`. */
export function markedThirdPartyCypher(i: string): string {
  return `(${i}.uid <> '${ANYONE}' AND coalesce(${i}.thirdParty, ${i}.kind = 'external', false))`;
}

/** uids of the AWS accounts that an export describes. */
export function describedAccounts(graph: Graph): ReadonlySet<string> {
  const described = new Set<string>();
  for (const index of graph.withLabel('Container')) {
    const { kind, provider, missing } = graph.node(index).properties;
    if (kind === 'account' && provider === 'aws' && missing !== true && !graph.isClosed(index)) described.add(graph.uid(index));
  }
  return described;
}

/**
 * True for who is marked as a third party, and for an AWS account, user or role that is only named, of an account that no
 * export describes, where others are described: whose it is nobody here has said.
 */
export function isThirdParty(graph: Graph, identity: number, described: ReadonlySet<string>): boolean {
  if (isMarkedThirdParty(graph, identity)) return true;
  const { kind, thirdParty, missing } = graph.node(identity).properties;
  if (missing !== true || thirdParty === false || described.size === 0 || !NAMED_KINDS.includes((kind as string | undefined) ?? '')) return false;
  const account = arnAccount(graph.uid(identity));
  return account !== undefined && !described.has(awsAccountUid(account));
}

const DESCRIBED = "coalesce(account.missing, false) = false AND account.until IS NULL AND account.kind = 'account' AND account.provider = 'aws'";

/** Binds `accounts`: whether any AWS account is described. */
export const ACCOUNTS_CYPHER = `WITH EXISTS { MATCH (account:Entity:Container) WHERE ${DESCRIBED} } AS accounts`;

/** isThirdParty for the variable `i`; needs `accounts`. */
export function thirdPartyCypher(i: string): string {
  const number = `split(${i}.uid, ':')[4]`;
  // The text of an account's uid, with the number worked out by Neo4j in its middle.
  const uid = `'${awsAccountUid(`' + ${number} + '`)}'`;
  return `(${markedThirdPartyCypher(i)} OR (accounts AND coalesce(${i}.missing, false) AND coalesce(${i}.thirdParty, true)
    AND ${i}.kind IN [${KINDS_CYPHER}] AND ${i}.uid STARTS WITH 'arn:' AND size(split(${i}.uid, ':')) >= 6 AND ${number} <> ''
    AND NOT EXISTS { MATCH (account:Entity:Container {uid: ${uid}}) WHERE ${DESCRIBED} }))`;
}
