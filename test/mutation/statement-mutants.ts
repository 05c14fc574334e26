/** The mutants of all statements that a query says, each once, though it stands in several of them. */
import type { Query } from '../../src/sdk/index.ts';
import type { AskedGraph } from './asked.ts';
import type { CypherMutant } from './cypher-judge.ts';
import { cypherMutants } from './cypher-mutants.ts';
import { described, mutated } from './mutant.ts';

export function statementMutants(query: Query, asked: readonly AskedGraph[]): CypherMutant[] {
  const { cypher } = query;
  if (typeof cypher !== 'function') return [];
  const statementOf = (parameters: Readonly<Record<string, unknown>>) => cypher(query.parameters.parse(parameters));
  /** By text of the original, what each mutant makes of it. */
  const texts = new Map<string, Map<string, string>>();
  const found = new Map<string, CypherMutant>();
  for (const { asks } of asked) {
    for (const { parameters } of asks) {
      const { text } = statementOf(parameters);
      if (texts.has(text)) continue;
      const ofText = new Map<string, string>();
      texts.set(text, ofText);
      for (const mutant of cypherMutants(text)) {
        const name = described(text, mutant);
        if (!ofText.has(name)) ofText.set(name, mutated(text, mutant));
        if (found.has(name)) continue;
        const statement: CypherMutant['statement'] = (given) => {
          const original = statementOf(given);
          const other = texts.get(original.text)?.get(name);
          return other === undefined ? undefined : { ...original, text: other };
        };
        found.set(name, { described: name, place: `${query.id} line ${text.slice(0, mutant.start).split('\n').length}`, statement });
      }
    }
  }
  return [...found.values()];
}
