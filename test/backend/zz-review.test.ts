import { createHmac } from 'node:crypto';
import { it } from 'vitest';
import { rules } from '../../src/catalogue/index.ts';
import { assess } from '../../src/backend/findings/assess.ts';
import { findingKey } from '../../src/backend/findings/finding.ts';
import { pseudonym, pseudonymisedGraph } from '../../src/graph/pseudonyms.ts';
import { PRESETS } from '../../src/sdk/index.ts';
import { caseGraph, CASE_NOW, type QueryCase } from '../support/query-case.ts';
import { randomGraph } from '../support/random-graph.ts';
const files = import.meta.glob<QueryCase>('../queries/*.case.ts', { eager: true, import: 'default' });
const digest = (text: string) => createHmac('sha256', 'k').update(text).digest('hex');
it('codes', { timeout: 300000 }, async () => {
  const miss = new Map<string, number>(); const sev = new Map<string, number>(); const ex = new Map<string, string>(); let total = 0;
  const run = async (name: string, graph: any, now: string) => {
    const signal = new AbortController().signal;
    const real = await assess(graph, PRESETS.cis, now, signal);
    const coded = pseudonymisedGraph(graph, digest);
    const told = new Map((await assess(coded, PRESETS.cis, now, signal)).map((f) => [f.key, f]));
    const code = (uid: string) => pseudonym(digest, graph.label(graph.indexOf(uid)), uid);
    for (const f of real) { total++; const t = told.get(findingKey(f.rule, code(f.uid), code(f.about)));
      if (!t) { miss.set(f.rule, (miss.get(f.rule) ?? 0) + 1); ex.set(f.rule, name + ' ' + f.sentence); }
      else if (t.severity !== f.severity) { sev.set(f.rule, (sev.get(f.rule) ?? 0) + 1); ex.set(f.rule + '*', name + ' ' + f.severity + '>' + t.severity + ' ' + f.sentence+' | '+t.sentence); } }
  };
  for (const [p, c] of Object.entries(files)) await run(p.slice(11), caseGraph(c), c.now ?? CASE_NOW);
  for (let seed = 1; seed <= 150; seed++) await run('random ' + seed, caseGraph(randomGraph(seed)), CASE_NOW);
  console.log(total, 'missing', [...miss], '\nseverity', [...sev], '\n', [...ex].join('\n'), rules().length);
});
