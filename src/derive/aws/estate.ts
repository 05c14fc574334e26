/**
 * The AWS estate that a graph holds: its principals with every policy that counts for them, its roles' trust, its
 * compute. Gathered once for each derivation; documents are compiled once however many principals share them.
 */
import type { Graph } from '../../graph/graph.ts';
import type { Policy, Principal } from '../../iam/index.ts';
import { isServiceLinkedRole, parseArn } from '../../sdk/index.ts';
import { isDerived } from './edges.ts';
import { readWorkloads, type EstateWorkload } from './workloads.ts';
import { Organization } from './organization.ts';
import { Policies } from './policies.ts';

export interface EstatePrincipal {
  /** Index in the graph. */
  readonly index: number;
  /** ARN. */
  readonly uid: string;
  readonly kind: 'iam_user' | 'iam_role';
  readonly account: string;
  readonly name: string;
  /** With identity, group and boundary policies, and service control policies. */
  readonly principal: Principal;
  /** ARNs. */
  readonly groups: readonly string[];
  /** ARNs of managed policies attached to the principal itself. */
  readonly attachedPolicies: readonly string[];
  /** Roles only. */
  readonly trust?: Policy;
  readonly instanceProfiles: readonly string[];
  /** Access keys that may still be used; slots of a credential report that are known by key id too count once. */
  readonly accessKeys: number;
  readonly hasPassword: boolean;
  /** Condition keys that are known of every request it makes. */
  readonly context: ReadonlyMap<string, readonly string[]>;
  /** The time that conditions are judged at: when the export that describes it was made, else imported. */
  readonly time: string | undefined;
}

export interface EstateGroup {
  /** ARN. */
  readonly uid: string;
  readonly account: string;
  readonly policies: readonly Policy[];
}

export interface Estate {
  readonly graph: Graph;
  /** Users and roles that an export describes and that are still there, in uid order. */
  readonly principals: readonly EstatePrincipal[];
  readonly byUid: ReadonlyMap<string, EstatePrincipal>;
  readonly byAccount: ReadonlyMap<string, readonly EstatePrincipal[]>;
  /** One entry for each role a workload runs as; one without for a workload of which none is known. */
  readonly workloads: readonly EstateWorkload[];
  /** IAM groups, in uid order. */
  readonly groups: readonly EstateGroup[];
  readonly policies: Policies;
  readonly organization: Organization;
  /** Accounts whose principals an export lists. */
  readonly accounts: ReadonlySet<string>;
}

/** Gathers the estate; things that are closed, or only mentioned, are not part of it. */
export function gatherEstate(graph: Graph): Estate {
  const policies = new Policies(graph);
  const organization = new Organization(graph, policies);
  const times = importTimes(graph);
  const principals: EstatePrincipal[] = [];
  for (const index of graph.withLabel('Identity')) {
    const principal = readPrincipal(graph, index, policies, organization, times);
    if (principal) principals.push(principal);
  }
  const byAccount = new Map<string, EstatePrincipal[]>();
  for (const principal of principals) {
    const others = byAccount.get(principal.account);
    if (others) others.push(principal);
    else byAccount.set(principal.account, [principal]);
  }
  return {
    graph,
    principals,
    byUid: new Map(principals.map((principal) => [principal.uid, principal])),
    byAccount,
    workloads: readWorkloads(graph, principals),
    groups: readGroups(graph, policies),
    policies,
    organization,
    accounts: new Set([...byAccount.keys()].filter((account) => /^\d{12}$/.test(account))),
  };
}

/** True for a thing that some export still describes. */
export function isThere(graph: Graph, index: number): boolean {
  return !graph.isClosed(index) && graph.property(index, 'missing') !== true;
}

function readPrincipal(
  graph: Graph,
  index: number,
  policies: Policies,
  organization: Organization,
  times: ReadonlyMap<string, string>,
): EstatePrincipal | undefined {
  const kind = graph.text(index, 'kind');
  if ((kind !== 'iam_user' && kind !== 'iam_role') || !isThere(graph, index)) return undefined;
  const uid = graph.uid(index);
  const arn = parseArn(uid);
  if (!arn || arn.service !== 'iam') return undefined;
  const { account, name } = arn;
  const trustText = graph.text(index, 'trustPolicy');
  const held = policies.of(index);
  const boundary = graph.text(index, 'permissionsBoundary');
  const boundaryPolicy = boundary === undefined ? undefined : policies.boundary(boundary);
  // Service control policies bind everyone but the management account and what AWS itself made.
  const controls = isServiceLinkedRole(arn) ? undefined : organization.serviceControlPolicies(account);
  const uniqueId = graph.text(index, 'nativeId');
  const credentials = usableCredentials(graph, index);
  return {
    index,
    uid,
    kind,
    account,
    name,
    principal: {
      kind: kind === 'iam_user' ? 'user' : 'role',
      arn: uid,
      account,
      ...(uniqueId === undefined ? {} : { uniqueId }),
      identityPolicies: held.policies,
      ...(boundaryPolicy ? { boundary: boundaryPolicy } : {}),
      ...(boundary !== undefined && !boundaryPolicy ? { boundaryUnknown: true } : {}),
      ...(controls ? { serviceControlPolicies: controls } : {}),
      ...(held.unknown ? { policiesUnknown: true } : {}),
      tags: tagsOf(graph, index),
    },
    groups: held.groups,
    attachedPolicies: held.attached,
    ...(trustText === undefined ? {} : { trust: policies.document('trust', `${uid}#trust`, `trust policy of ${name}`, trustText) }),
    instanceProfiles: (graph.property(index, 'instanceProfiles') as readonly string[] | undefined) ?? [],
    accessKeys: credentials.accessKeys,
    hasPassword: credentials.password,
    context: organization.context(account),
    time: graph.node(index).evidence.map(({ import: by }) => times.get(by)).filter((time) => time !== undefined).sort().at(-1),
  };
}

/** By Import: when what it read was exported, else when it was imported. */
function importTimes(graph: Graph): ReadonlyMap<string, string> {
  const times = new Map<string, string>();
  for (const index of graph.withLabel('Import')) {
    const time = graph.text(index, 'exportedAt') ?? graph.text(index, 'importedAt');
    if (time !== undefined) times.set(graph.uid(index), time);
  }
  return times;
}

/** `key=value` entries; the key as it is spelled. */
export function tagsOf(graph: Graph, index: number): ReadonlyMap<string, string> {
  const tags = (graph.property(index, 'tags') as readonly string[] | undefined) ?? [];
  return new Map(tags.map((tag) => [tag.slice(0, tag.indexOf('=')), tag.slice(tag.indexOf('=') + 1)]));
}

function usableCredentials(graph: Graph, identity: number): { readonly accessKeys: number; readonly password: boolean } {
  let slots = 0;
  let keys = 0;
  let password = false;
  for (const edge of graph.inEdges(identity)) {
    if (graph.edgeKind(edge) !== 'AUTHENTICATES_AS' || !graph.isOpen(edge) || isDerived(graph, edge)) continue;
    const credential = graph.columns.from[edge]!;
    if (graph.isClosed(credential)) continue;
    const kind = graph.text(credential, 'kind');
    if (kind === 'password') password = true;
    else if (kind === 'access_key') {
      if (graph.uid(credential).includes('#')) slots++;
      else keys++;
    }
  }
  // A slot and a key id are the same keys, told by two exports.
  return { accessKeys: Math.max(slots, keys), password };
}

function readGroups(graph: Graph, policies: Policies): EstateGroup[] {
  const groups: EstateGroup[] = [];
  for (const index of graph.withLabel('Group')) {
    const uid = graph.uid(index);
    const arn = parseArn(uid);
    if (arn?.service === 'iam' && isThere(graph, index)) groups.push({ uid, account: arn.account, policies: policies.of(index).policies });
  }
  return groups;
}
