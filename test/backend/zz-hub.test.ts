import { it } from 'vitest';
import { buildGraph } from '../../src/graph/build.ts';
import { queries } from '../../src/catalogue/index.ts';
import { findingEvidence } from '../../src/backend/findings/index.ts';
import type { NodeRecord, EdgeRecord } from '../../src/model/records.ts';
const N = Number(process.env['HUB'] ?? 20000);
const S = '2026-01-01T00:00:00.000Z';
const ev = [{ import: 'import://x/1', file: 'f', at: 'line 1', scope: 's:1' }];
const node = (label: any, uid: string, p: any = {}): NodeRecord => ({ uid, label, properties: { since: S, ...p }, evidence: ev });
const edge = (from: string, kind: any, to: string, p: any = {}): EdgeRecord => ({ from, kind, to, scope: 's:1', properties: { since: S, ...p }, evidence: ev });
const pad = (i: number) => String(i).padStart(6, '0');
it('hubs', { timeout: 900000 }, () => {
  const nodes: NodeRecord[] = [], edges: EdgeRecord[] = [];
  // hub identity with N grants; role assumed by N; group of N; owner of N; credential exposed by N; event performer
  nodes.push(node('Identity', 'hub', { kind: 'iam_role', provider: 'aws', isNhi: true, environment: 'development', thirdParty: true, createdAt: S, enabled: true }), node('Identity', 'role', { kind: 'iam_role', provider: 'aws', isNhi: true, tier0: true }), node('Group', 'group', { kind: 'group' }), node('Owner', 'owner', { kind: 'team', active: true }), node('Credential', 'cred', { kind: 'access_key', status: 'active', createdAt: S }));
  edges.push(edge('cred', 'AUTHENTICATES_AS', 'hub'), edge('hub', 'CAN_ASSUME', 'role'), edge('group', 'CAN_ACCESS', 'r' + pad(0), { level: 'admin' }));
  for (let i = 0; i < N; i++) {
    nodes.push(node('Resource', 'r' + pad(i), { kind: 'bucket', provider: 'aws', sensitivity: i % 4, environment: 'production' }));
    edges.push(edge('hub', 'CAN_ACCESS', 'r' + pad(i), { level: 'write', actions: ['s3:PutObject'] }), edge('hub', 'ACCESSED', 'r' + pad(i), { count: 3, firstSeen: S, lastSeen: '2026-05-01T00:00:00.000Z', days: ['2026-05-01=3'] }));
    nodes.push(node('Identity', 'i' + pad(i), { kind: i % 2 ? 'iam_user' : 'human', provider: 'aws', isNhi: i % 2 === 1, environment: 'test', createdAt: S, email: `a${i}@x.example`, activeHours: ['2026-05-01T13=3'], origins: ['region eu-west-1=2026-05-01T13:00/2026-05-01T14:00'] }));
    edges.push(edge('i' + pad(i), 'CAN_ASSUME', 'role'), edge('i' + pad(i), 'MEMBER_OF', 'group'), edge('i' + pad(i), 'OWNED_BY', 'owner'), edge('i' + pad(i), 'CREATED_BY', 'hub'));
    nodes.push(node('Workload', 'w' + pad(i), { kind: 'lambda_function', provider: 'aws', environment: i % 2 ? 'production' : 'test', public: i % 3 === 0 }));
    edges.push(edge('w' + pad(i), 'RUNS_AS', 'role'), edge('w' + pad(i), 'EXPOSES', 'cred', { how: 'env' }), edge('w' + pad(i), 'RUNS_AS', 'hub'));
    nodes.push(node('Event', 'e' + pad(i), { time: '2026-05-20T10:00:00.000Z', action: 'iam:CreateAccessKey', activity: 'create', outcome: 'success', userAgent: 'Mozilla/5.0' }));
    edges.push(edge('hub', 'PERFORMED', 'e' + pad(i)), edge('e' + pad(i), 'TARGETED', 'cred'), edge('e' + pad(i), 'TARGETED', 'hub'));
  }
  const { graph } = buildGraph(1, nodes, edges);
  const asks: Record<string, any> = { 'access-reason': { identity: 'hub' }, 'key-history': { target: 'cred' }, 'operation-performers': { action: 'iam:CreateAccessKey' }, why: { source: 'hub', target: 'role' }, 'what-if': { seeds: ['hub'], disable: ['role'] } };
  const slow: string[] = [];
  for (const q of queries()) {
    if (['containment-plan','choke-points','minimum-cut'].includes(q.id)) continue;
    const shape = (q.parameters as any).shape ?? {};
    const given = asks[q.id] ?? ('seeds' in shape ? { seeds: ['hub', 'i000001'] } : {});
    const t = performance.now(); let n = 0; let error = '';
    try { for (const _ of q.answer(graph, q.parameters.parse(given), { now: '2026-06-01T00:00:00.000Z', signal: new AbortController().signal })) n++; } catch (e) { error = String((e as Error).message).slice(0, 80); }
    const ms = performance.now() - t; if (ms > 250 || error) slow.push(`${q.id} ${Math.round(ms)} ms ${n} rows ${error}`);
  }
  const t = performance.now(); for (let i = 0; i < N; i++) findingEvidence(graph, { uid: 'hub', about: 'r' + pad(i) });
  slow.push(`evidence ${Math.round(performance.now() - t)}`);
  console.log(N, '\n' + slow.join('\n'));
});
