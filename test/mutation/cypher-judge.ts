/** Which mutants of a query's statements give other rows on a real Neo4j. */
import type { CypherStatement } from '../../src/sdk/index.ts';
import type { LoadedNeo4j } from '../conformance/loaded-neo4j.ts';
import { told, type Ask, type AskedGraph } from './asked.ts';

export interface CypherMutant {
  readonly described: string;
  readonly place: string;
  /** The statement in the original's place; undefined where such parameters lead to one that is the same. */
  statement(parameters: Ask['parameters']): CypherStatement | undefined;
}

const MILLISECONDS = 20_000;

/** Those that nothing asked about any of the graphs tells from the original. */
export async function survivorsOnNeo4j(neo4j: LoadedNeo4j, asked: readonly AskedGraph[], mutants: readonly CypherMutant[]): Promise<CypherMutant[]> {
  let left = [...mutants];
  for (const { lines, asks } of asked) {
    if (left.length === 0) break;
    await neo4j.load(lines);
    const survivors: CypherMutant[] = [];
    for (const mutant of left) if (!(await differs(neo4j, asks, mutant))) survivors.push(mutant);
    left = survivors;
  }
  return left;
}

async function differs(neo4j: LoadedNeo4j, asks: readonly Ask[], mutant: CypherMutant): Promise<boolean> {
  for (const ask of asks) {
    const statement = mutant.statement(ask.parameters);
    if (statement === undefined) continue;
    try {
      const rows = await neo4j.runStatement(statement, ask.now, AbortSignal.timeout(MILLISECONDS));
      if (told(rows, ask.columns) !== ask.answer) return true;
    } catch {
      return true;
    }
  }
  return false;
}
