/** Findings in codes: the same ones, as severe, for every rule; and none of their texts holds a name. */
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { assess, type KnownFinding } from '../../src/backend/findings/index.ts';
import { findingsInCodes } from '../../src/backend/reports/findings-in-codes.ts';
import { rules } from '../../src/catalogue/index.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { pseudonym, pseudonymisedGraph } from '../../src/graph/pseudonyms.ts';
import { ANYONE, PRESETS } from '../../src/sdk/index.ts';
import { CASE_NOW, caseGraph, type QueryCase } from '../support/query-case.ts';

const files = import.meta.glob<QueryCase>('../queries/*.case.ts', { eager: true, import: 'default' });
const casesOfRules = rules().map(({ id }) => [id, files[`../queries/${id}.case.ts`]!] as const);
const digest = (text: string): string => createHmac('sha256', 'one key').update(text).digest('hex');

async function knownIn(graph: Graph, now: string): Promise<KnownFinding[]> {
  const findings = await assess(graph, PRESETS.cis, now, new AbortController().signal);
  return findings.map((finding) => ({ key: finding.key, state: 'open', seen: finding, finding, firstSeen: now, lastSeen: now, fixedAt: undefined, acceptance: undefined }));
}

/** Ids and names that no rule has among its own words. */
function namesIn(graph: Graph): string[] {
  const names = graph.nodes.flatMap(({ uid, properties }) => [uid, properties['name'], properties['email']]).filter((text) => typeof text === 'string');
  return names.filter((text) => text !== ANYONE && /[:/@.\d]/.test(text) && text.length >= 6);
}

describe.each(casesOfRules)('%s', (id, declared) => {
  it('is found in codes where it is found, as severe, and tells no name', async () => {
    const graph = caseGraph(declared);
    const known = await knownIn(graph, declared.now ?? CASE_NOW);
    const coded = findingsInCodes(known, graph, digest);
    expect(known.some(({ seen }) => seen.rule === id)).toBe(true);
    const code = (uid: string): string => pseudonym(digest, graph.label(graph.indexOf(uid)), uid);
    const expected = known.map(({ seen: { rule, severity, uid, about } }) => ({ rule, severity, uid: code(uid), about: code(about) }));
    expect(coded.map(({ seen: { rule, severity, uid, about } }) => ({ rule, severity, uid, about }))).toEqual(expected);
    const text = JSON.stringify(coded.map(({ finding }) => finding));
    expect(namesIn(graph).filter((name) => text.includes(JSON.stringify(name).slice(1, -1)))).toEqual([]);
    expect(text).not.toMatch(/undefined|null days|\(\)/);
  });
});

it('speaks of things by the codes that the graph has for them', async () => {
  const graph = caseGraph(files['../queries/shared-identity.case.ts']!);
  const inCodes = pseudonymisedGraph(graph, digest);
  for (const { finding } of findingsInCodes(await knownIn(graph, CASE_NOW), graph, digest)) {
    const told = `${finding!.sentence} ${finding!.uid} ${finding!.about}`.match(/(identity|workload|credential|resource|owner)-[0-9a-f]{12}/g) ?? [];
    expect(told.filter((uid) => inCodes.indexOf(uid) === -1)).toEqual([]);
  }
});
