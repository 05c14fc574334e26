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
import { subjects, type Subject } from './subjects.ts';

/** What `npm run mutants -- …` was given: ids of queries and paths of shared modules, `answers`. */
const asked = (process.env['TENDRIL_MUTANTS'] ?? '').split(' ').filter((word) => word !== '');
/** Without a server: what changes only Cypher is left out. */
const inMemory = asked.includes('answers');
const names = asked.filter((word) => word !== 'answers');

interface Survivor {
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
    let survived = 0;
    for (const subject of all.filter(({ of }) => names.length === 0 || names.includes(of))) survived += (await survivorsOf(subject, judge)).length;
    expect(survived, 'mutants that nothing tells from the original').toBe(0);
  });

  async function survivorsOf(subject: Subject, judge: AnswerJudge): Promise<Survivor[]> {
    const mutants = sourceMutants(subject.file, subject.source, subject.told);
    const survivors: Survivor[] = [];
    const ofCypher: CypherMutant[] = [];
    for (const one of mutants) {
      const verdict = judge.judge(subject, mutated(subject.source, one));
      const named = { place: placeOf(subject.file, subject.source, one), mutant: described(subject.source, one) };
      if (verdict.is === 'same') survivors.push(named);
      if (verdict.is === 'cypher') ofCypher.push({ ...named, changed: verdict.changed });
    }
    if (!inMemory) survivors.push(...(await survivorsOnNeo4j(neo4j, judge, ofCypher)));
    const found = survivors.filter(({ mutant }) => !isEquivalentMutant(subject.of, mutant));
    const judged = inMemory ? mutants.length - ofCypher.length : mutants.length;
    console.log([`${subject.of}: ${judged - survivors.length} of ${judged} killed, ${survivors.length - found.length} equivalent`, ...found.map(({ place, mutant }) => `  survived  ${place}  ${mutant}`)].join('\n'));
    return found;
  }
});
