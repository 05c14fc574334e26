/** Which mutants of queries' Cypher give other rows on a real Neo4j. */
import type { Query } from '../../src/sdk/index.ts';
import type { LoadedNeo4j } from '../conformance/loaded-neo4j.ts';
import type { AnswerJudge } from './answer-judge.ts';
import { told, type Ask } from './asked.ts';
import type { MutatedQuery } from './subjects.ts';

/** A mutant, as its run names it, and what it makes of the queries whose statements it changes. */
export interface CypherMutant {
  readonly place: string;
  readonly mutant: string;
  readonly changed: readonly (readonly [MutatedQuery, Query])[];
}

const MILLISECONDS = 20_000;
/** So many queries may show a slip in what they share. */
const QUERIES = 6;

/** Those that nothing asked tells from the original. */
export async function survivorsOnNeo4j(neo4j: LoadedNeo4j, judge: AnswerJudge, mutants: readonly CypherMutant[]): Promise<CypherMutant[]> {
  let left = mutants;
  for (let round = 0; round < QUERIES; round++) {
    const inRound = new Map<MutatedQuery, { readonly of: CypherMutant; readonly query: Query }[]>();
    for (const of of left) {
      const [one, query] = of.changed[round] ?? [];
      if (one !== undefined && query !== undefined) inRound.set(one, [...(inRound.get(one) ?? []), { of, query }]);
    }
    const shown = new Set<CypherMutant>();
    for (const [one, tried] of inRound) for (const of of await shownBy(neo4j, judge, one, tried)) shown.add(of);
    left = left.filter((mutant) => !shown.has(mutant));
  }
  return [...left];
}

async function shownBy(neo4j: LoadedNeo4j, judge: AnswerJudge, one: MutatedQuery, tried: readonly { readonly of: CypherMutant; readonly query: Query }[]): Promise<CypherMutant[]> {
  const shown = new Set<CypherMutant>();
  for (const { lines, asks } of judge.asked(one)) {
    if (shown.size === tried.length) break;
    await neo4j.load(lines);
    for (const { of, query } of tried) if (!shown.has(of) && (await differs(neo4j, one.query, query, asks))) shown.add(of);
  }
  return [...shown];
}

async function differs(neo4j: LoadedNeo4j, original: Query, mutant: Query, asks: readonly Ask[]): Promise<boolean> {
  for (const { parameters, now, columns, answer } of asks) {
    if (typeof original.cypher !== 'function' || typeof mutant.cypher !== 'function') continue;
    const statement = mutant.cypher(mutant.parameters.parse(parameters));
    if (JSON.stringify(statement) === JSON.stringify(original.cypher(original.parameters.parse(parameters)))) continue;
    try {
      const rows = await neo4j.runStatement(statement, now, AbortSignal.timeout(MILLISECONDS));
      if (told(rows, columns) !== answer) return true;
    } catch {
      return true;
    }
  }
  return false;
}
