/**
 * `npm run mutants`: makes every small slip in queries, and in the judgement that they share, and sees whether a query's case or
 * the conformance suite's random graphs would show it. Fails for one that nothing shows and that equivalent.ts does not name.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadedNeo4j, type LoadedNeo4j } from '../conformance/loaded-neo4j.ts';
import { describeWith } from '../support/prerequisites.ts';
import { AnswerJudge } from './answer-judge.ts';
import { ChangedModules } from './changed-modules.ts';
import { survivorsOnNeo4j, type CypherMutant } from './cypher-judge.ts';
import { isEquivalentMutant } from './equivalent.ts';
import { described, mutated, placeOf } from './mutant.ts';
import { sourceMutants } from './source-mutants.ts';
import { statementMutants } from './statement-mutants.ts';
import { subjects, type MutatedQuery, type Subject } from './subjects.ts';

/** What `npm run mutants -- …` was given: ids of queries and paths of shared modules, `answers`, `cypher`. */
const asked = (process.env['TENDRIL_MUTANTS'] ?? '').split(' ').filter((word) => word !== '');
const only = asked.filter((word) => word === 'answers' || word === 'cypher');
const names = asked.filter((word) => !only.some((one) => one === word));
const runsSources = only.length === 0 || only.includes('answers');
const runsCypher = only.length === 0 || only.includes('cypher');

interface Survivor {
  readonly of: string;
  readonly place: string;
  readonly mutant: string;
}

describeWith('neo4j', 'mutants', () => {
  let neo4j: LoadedNeo4j;
  beforeAll(async () => {
    neo4j = await loadedNeo4j();
  });
  afterAll(() => neo4j.release());

  it('are told from the original', async () => {
    const modules = new ChangedModules();
    const judge = new AnswerJudge(modules);
    const all = subjects(modules);
    const unknown = names.filter((name) => !all.some(({ of }) => of === name));
    if (unknown.length > 0) throw new Error(`There is nothing to mutate of ${unknown.join(', ')}. There are ${all.map(({ of }) => of).join(', ')}.`);
    const survivors: Survivor[] = [];
    /** What a slip in a shared fragment would do shows when any query that uses it shows it. */
    const shown = new Set<string>();
    for (const subject of all.filter(({ of }) => names.length === 0 || names.includes(of))) {
      survivors.push(...(await survivorsOf(subject, judge, shown)));
    }
    // One that was listed above may have been shown since.
    const found = survivors.filter(({ mutant }) => !shown.has(mutant));
    for (const { place, mutant } of found) console.log(`survived  ${place}  ${mutant}`);
    expect(found.length, 'mutants that nothing tells from the original').toBe(0);
  });

  async function survivorsOf(subject: Subject, judge: AnswerJudge, shown: Set<string>): Promise<Survivor[]> {
    const toRun = new Map<MutatedQuery, CypherMutant[]>();
    const survivors: Survivor[] = [];
    const told: string[] = [];
    const mutants = !runsSources ? [] : sourceMutants(subject.file, subject.source, subject.told);
    for (const mutant of mutants) {
      const source = mutated(subject.source, mutant);
      const name = { of: subject.of, place: placeOf(subject.file, subject.source, mutant), mutant: described(subject.source, mutant) };
      const verdict = judge.judge(subject, source);
      if (verdict.is === 'same') survivors.push(name);
      if (verdict.is !== 'cypher' || !runsCypher) continue;
      // One query shows it, or none does.
      const [one, changed] = verdict.changed[0]!;
      const ofQuery = toRun.get(one) ?? [];
      toRun.set(one, ofQuery);
      ofQuery.push({ described: name.mutant, place: name.place, statement: (parameters) => (typeof changed.cypher === 'function' ? changed.cypher(changed.parameters.parse(parameters)) : undefined) });
    }
    told.push(`source ${mutants.length} mutants, ${survivors.length} survived`);
    if (runsCypher) {
      const own = subject.queries.find(({ query }) => query.id === subject.of);
      const statements = own === undefined ? [] : statementMutants(own.query, judge.asked(own)).filter((mutant) => !shown.has(mutant.described));
      if (own !== undefined) toRun.set(own, [...(toRun.get(own) ?? []), ...statements]);
      for (const [one, ofQuery] of toRun) {
        const left = await survivorsOnNeo4j(neo4j, judge.asked(one), ofQuery);
        for (const mutant of ofQuery) if (!left.includes(mutant)) shown.add(mutant.described);
        told.push(`Cypher ${ofQuery.length} mutants, ${left.length} survived`);
        survivors.push(...left.map((mutant) => ({ of: subject.of, place: mutant.place, mutant: mutant.described })));
      }
    }
    const found = survivors.filter(({ of, mutant }) => !shown.has(mutant) && !isEquivalentMutant(of, mutant));
    console.log([`${subject.of}: ${told.join('; ')}`, ...found.map(({ place, mutant }) => `  survived  ${place}  ${mutant}`)].join('\n'));
    return found;
  }
});

