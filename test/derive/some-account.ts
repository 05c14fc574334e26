/** AWS estates written down as exports show them, and what follows from them: for the tests of derivations. */
import importer from '../../importers/aws-authorization-details.ts';
import { withDerived } from '../../src/backend/derived.ts';
import { emptyGraph } from '../../src/graph/build.ts';
import { ImportBatch } from '../../src/graph/import-batch.ts';
import { mergeBatch, type Merge } from '../../src/graph/merge.ts';
import { nextGraph } from '../../src/graph/next.ts';
import type { Graph } from '../../src/graph/graph.ts';
import type { EdgeKind } from '../../src/model/labels.ts';
import type { Properties } from '../../src/model/properties.ts';
import type { NodeRecord } from '../../src/model/records.ts';
import { factInto } from '../support/facts-into.ts';
import { factsOf, sourceOf } from '../support/importer-run.ts';
import type { EdgeLine, NodeLine } from '../support/query-case.ts';

export const ACCOUNT = '111122223333';
export const OTHER = '444455556666';
export const iam = (rest: string, account = ACCOUNT): string => `arn:aws:iam::${account}:${rest}`;
export const NOW = '2026-06-01T00:00:00.000Z';

const IMPORT: NodeRecord = { uid: 'import://case/1', label: 'Import', properties: { importedAt: NOW }, evidence: [] };

type Statement = Readonly<Record<string, unknown>>;
export const allow = (Action: string | readonly string[], Resource: string | readonly string[] = '*', more: Statement = {}): Statement => ({ Effect: 'Allow', Action, Resource, ...more });
export const deny = (Action: string | readonly string[], Resource: string | readonly string[] = '*', more: Statement = {}): Statement => ({ Effect: 'Deny', Action, Resource, ...more });
export const document = (...Statement: readonly Statement[]) => ({ Version: '2012-10-17', Statement });
export const trusting = (Principal: unknown, more: Statement = {}) => document({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', ...more });

export interface Held {
  /** One inline policy with these statements. */
  readonly can?: readonly Statement[];
  /** Names of managed policies of the same account, or ARNs. */
  readonly attached?: readonly string[];
  readonly boundary?: string;
  readonly groups?: readonly string[];
  readonly trust?: unknown;
  readonly id?: string;
  readonly profile?: string;
  readonly account?: string;
}

export interface SomeAccount {
  readonly users?: Readonly<Record<string, Held>>;
  readonly roles?: Readonly<Record<string, Held>>;
  readonly groups?: Readonly<Record<string, Held>>;
  readonly policies?: Readonly<Record<string, readonly Statement[]>>;
  /** What other exports brought. */
  readonly nodes?: readonly NodeLine[];
  readonly edges?: readonly EdgeLine[];
}

/** The export that `aws iam get-account-authorization-details` would give. */
export function authorizationDetails({ users = {}, roles = {}, groups = {}, policies = {} }: SomeAccount) {
  const held = (type: 'user' | 'role' | 'group', inlineList: string) => ([name, one]: [string, Held]) => ({
    Arn: iam(`${type}/${name}`, one.account),
    ...(one.id === undefined ? {} : { [type === 'user' ? 'UserId' : 'RoleId']: one.id }),
    ...(one.can ? { [inlineList]: [{ PolicyName: 'own', PolicyDocument: document(...one.can) }] } : {}),
    AttachedManagedPolicies: (one.attached ?? []).map((policy) => ({ PolicyName: policy, PolicyArn: policy.startsWith('arn:') ? policy : iam(`policy/${policy}`, one.account) })),
    ...(one.boundary === undefined ? {} : { PermissionsBoundary: { PermissionsBoundaryArn: iam(`policy/${one.boundary}`, one.account) } }),
    ...(one.groups ? { GroupList: one.groups } : {}),
    ...(one.trust === undefined ? {} : { AssumeRolePolicyDocument: one.trust }),
    ...(one.profile === undefined ? {} : { InstanceProfileList: [{ Arn: iam(`instance-profile/${one.profile}`, one.account) }] }),
  });
  return {
    UserDetailList: Object.entries(users).map(held('user', 'UserPolicyList')),
    RoleDetailList: Object.entries(roles).map(held('role', 'RolePolicyList')),
    GroupDetailList: Object.entries(groups).map(held('group', 'GroupPolicyList')),
    Policies: Object.entries(policies).map(([name, statements]) => ({
      Arn: iam(`policy/${name}`),
      PolicyName: name,
      DefaultVersionId: 'v2',
      PolicyVersionList: [{ VersionId: 'v2', IsDefaultVersion: true, Document: document(...statements) }],
    })),
  };
}

/** Imports the account into a graph as an import does, derived edges included. */
export async function importAccount(account: SomeAccount, into: Graph = emptyGraph()): Promise<{ graph: Graph; merge: Merge }> {
  const batch = new ImportBatch();
  batch.imports.push({ format: importer.id, uid: 'import://case/1', sha256: '', files: ['gaad.json'], exportedAt: undefined, records: 0, problems: 0 });
  const evidence = (at: string) => ({ import: 0, file: 'gaad.json', at });
  for (const fact of await factsOf(importer, sourceOf('gaad.json', JSON.stringify(authorizationDetails(account))))) {
    if (fact.fact === 'problem' && fact.severity === 'error') throw new Error(fact.message);
    factInto(batch, fact, { file: 'gaad.json' });
  }
  for (const [label, uid, properties = {}] of account.nodes ?? []) batch.node(uid, label, { provider: 'aws', ...properties }, 'case:other', evidence('line 1'));
  for (const [from, kind, to, { scope = 'case:other', ...properties } = {}] of account.edges ?? []) batch.edge({ kind, from, to, scope: String(scope), properties }, evidence('line 2'));
  batch.scope('case:other', 0, undefined);
  const merge = withDerived(into, mergeBatch(into, batch, NOW), IMPORT.uid, NOW, [IMPORT]);
  return { graph: nextGraph(into, into.version + 1, merge), merge };
}

export async function graphOf(account: SomeAccount): Promise<Graph> {
  return (await importAccount(account)).graph;
}

export interface DerivedEdge extends Properties {
  readonly from: string;
  readonly to: string;
}

/** Open derived edges of a kind: ends without what every ARN of the account begins with, and properties without `since`. */
export function derivedEdges(graph: Graph, kind: EdgeKind): DerivedEdge[] {
  const edges: DerivedEdge[] = [];
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    if (graph.edgeKind(edge) !== kind || !graph.isOpen(edge) || !graph.edgeScope(edge).startsWith('derived:')) continue;
    const { from, to, properties } = graph.edge(edge);
    const { since: _since, ...kept } = properties;
    edges.push({ ...kept, from: short(from), to: short(to) });
  }
  return edges.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** `a > b` of each open derived edge of a kind. */
export const derivedPairs = (graph: Graph, kind: EdgeKind): string[] => [...new Set(derivedEdges(graph, kind).map(({ from, to }) => `${from} > ${to}`))];

const key = ({ from, to }: DerivedEdge): string => `${from} ${to}`;
const short = (uid: string): string => uid.replace(`arn:aws:iam::${ACCOUNT}:`, '').replace(/^arn:aws:(s3):::/, '$1:');
