/** A graph in codes: nothing of a name is left, nothing of its shape is lost. */
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Graph } from '../../src/graph/graph.ts';
import { pseudonym, pseudonymisedGraph } from '../../src/graph/pseudonyms.ts';
import { reach } from '../../src/graph/reach.ts';
import { nodePropertyNames } from '../../src/model/properties.ts';
import { NODE_LABELS } from '../../src/model/labels.ts';
import { caseGraph, type EdgeLine, type NodeLine } from '../support/query-case.ts';
import { randomGraph } from '../support/random-graph.ts';

const digestBy = (key: string) => (text: string) => createHmac('sha256', key).update(text).digest('hex');
const digest = digestBy('one key');

/** Every property of the model, each with a text that must not stay unless it names nobody. */
const TELLING = 'acme-payments';
const told = (label: (typeof NODE_LABELS)[number]): NodeLine => [
  label,
  `arn:aws:iam::1:${label}/${TELLING}`,
  Object.fromEntries(['name', 'email', 'nativeId', 'description', 'fingerprint', 'trustPolicy', 'resourcePolicy', 'document', 'sourceIp', 'instanceProfile', 'permissionsBoundary']
    .filter((name) => nodePropertyNames(label).includes(name)).map((name) => [name, `${TELLING}@example.com`])),
];
const NODES: NodeLine[] = [
  ...NODE_LABELS.filter((label) => label !== 'Import').map(told),
  ['Identity', 'tagged', { tags: [`team=${TELLING}`, `${TELLING}.example/x=1`], kind: 'iam_role', isNhi: true, tier0: true, grantedActions: ['s3:*'] }],
];
const EDGES: EdgeLine[] = [
  ['tagged', 'CAN_ACCESS', `arn:aws:iam::1:Resource/${TELLING}`, { level: 'write', justification: `for ${TELLING}`, ticket: `${TELLING}-1`, source: TELLING, how: `${TELLING} said so`, statements: [`{"name":"${TELLING}"}`], scope: `tendril-csv:${TELLING}.csv` }],
  ['tagged', 'ACCESSED', `arn:aws:iam::1:Resource/${TELLING}`, { count: 3, credentials: [`arn:aws:iam::1:Credential/${TELLING}`] }],
];

const texts = (graph: Graph): string => JSON.stringify([graph.nodes, Array.from({ length: graph.edgeCount }, (_, edge) => graph.edge(edge))]);

describe('pseudonymisedGraph', () => {
  const graph = caseGraph({ nodes: NODES, edges: EDGES });
  const coded = pseudonymisedGraph(graph, digest);

  it('leaves no name anywhere', () => {
    expect(texts(coded)).not.toContain(TELLING);
    expect(texts(coded)).not.toContain('example.com');
  });

  it('keeps what rules and walks ask for', () => {
    const index = coded.indexOf(pseudonym(digest, 'Identity', 'tagged'));
    expect(coded.node(index).properties).toMatchObject({ kind: 'iam_role', isNhi: true, tier0: true, grantedActions: ['s3:*'] });
    expect(coded.property(index, 'tags')).toContainEqual(expect.stringMatching(/^team=text-[0-9a-f]{12}$/));
    const access = [...coded.outEdges(index)].find((edge) => coded.edgeKind(edge) === 'CAN_ACCESS');
    expect(coded.edgeProperties(access!)).toMatchObject({ level: 'write' });
    expect(coded.edgeScope(access!)).toMatch(/^tendril-csv:[0-9a-f]{12}$/);
    const seen = [...coded.outEdges(index)].find((edge) => coded.edgeKind(edge) === 'ACCESSED');
    expect(coded.edgeProperties(seen!)['credentials']).toEqual([pseudonym(digest, 'Credential', `arn:aws:iam::1:Credential/${TELLING}`)]);
  });

  it('codes a tag without a key, and issuers and tags that conditions name; what everybody has stays', () => {
    const keys = ['aws:SourceIp', `aws:PrincipalTag/${TELLING}`, `oidc.${TELLING}.net:sub`, 'token.actions.githubusercontent.com:aud', `https://${TELLING}.net/claims`];
    const given = caseGraph({ nodes: [['Identity', 'aws:*'], ['Identity', 'role', { tags: ['janedoe'] }]], edges: [['aws:*', 'CAN_ASSUME', 'role', { conditionKeys: keys }]] });
    const other = pseudonymisedGraph(given, digest);
    expect(other.indexOf('aws:*')).not.toBe(-1);
    expect(texts(other)).not.toContain('janedoe');
    expect(texts(other)).not.toContain(TELLING);
    expect(other.edgeProperties(0)['conditionKeys']).toEqual(
      expect.arrayContaining(['aws:SourceIp', 'token.actions.githubusercontent.com:aud', expect.stringMatching(/^text-[0-9a-f]{12}:sub$/), expect.stringMatching(/^aws:PrincipalTag\/text-[0-9a-f]{12}$/)]),
    );
  });

  it('gives the same thing the same code with the same key, and another with another', () => {
    expect(texts(pseudonymisedGraph(graph, digest))).toBe(texts(coded));
    expect(pseudonym(digestBy('another'), 'Identity', 'tagged')).not.toBe(pseudonym(digest, 'Identity', 'tagged'));
  });

  it('still shows that a principal was deleted', () => {
    expect(pseudonym(digest, 'Identity', 'AROAEXAMPLEDELETED01')).toMatch(/^AROA[0-9A-F]{17}$/);
  });

  it('is reached as the graph is', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const random = caseGraph(randomGraph(seed));
      const other = pseudonymisedGraph(random, digest);
      for (let node = 0; node < random.nodeCount; node++) {
        const code = (index: number): string => pseudonym(digest, random.label(index), random.uid(index));
        const reached = [...reach(random, [node], 'forward', { mode: 'both' }).reached].map(code).sort();
        const inCodes = [...reach(other, [other.indexOf(code(node))], 'forward', { mode: 'both' }).reached].map((index) => other.uid(index)).sort();
        expect(inCodes).toEqual(reached);
      }
    }
  });
});
