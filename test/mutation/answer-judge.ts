/** Whether a mutant of a source answers otherwise in memory, and whether it changes a query's Cypher. */
import path from 'node:path';
import type { Query } from '../../src/sdk/index.ts';
import { answerOf, askedGraphs, told, type AskedGraph } from './asked.ts';
import { endingInTime, type ChangedModules } from './changed-modules.ts';
import { ROOT, type MutatedQuery, type Subject } from './subjects.ts';

/** killed: it answers otherwise, or fails. cypher: it answers the same, and these queries' statements differ. same: neither. */
export type AnswerVerdict = { readonly is: 'killed' | 'same' } | { readonly is: 'cypher'; readonly changed: readonly (readonly [MutatedQuery, Query])[] };

export class AnswerJudge {
  readonly #modules: ChangedModules;
  readonly #asked = new Map<string, AskedGraph[]>();

  constructor(modules: ChangedModules) {
    this.#modules = modules;
  }

  /** What is asked of a query; the same each time. */
  asked({ query, declared }: MutatedQuery): readonly AskedGraph[] {
    const known = this.#asked.get(query.id) ?? [...askedGraphs(query, declared)];
    this.#asked.set(query.id, known);
    return known;
  }

  judge(subject: Subject, source: string): AnswerVerdict {
    try {
      const queries = subject.queries.map((one) => [one, this.#mutant(one, subject, source)] as const);
      // What differs does so mostly on the first graphs: all queries are asked about these before any is asked about more.
      const most = Math.max(...subject.queries.map((one) => this.asked(one).length));
      for (let place = 0; place < most; place++) for (const [one, mutant] of queries) if (this.#differs(mutant, this.asked(one)[place])) return { is: 'killed' };
      const changed = queries.filter(([one, mutant]) => this.#saysOtherwise(one, mutant));
      return changed.length > 0 ? { is: 'cypher', changed } : { is: 'same' };
    } catch {
      return { is: 'killed' };
    }
  }

  #mutant({ file }: MutatedQuery, subject: Subject, source: string): Query {
    return endingInTime(() => this.#modules.loadWith(path.join(ROOT, file), path.join(ROOT, subject.file), source))['default'] as Query;
  }

  #differs(mutant: Query, asked: AskedGraph | undefined): boolean {
    return asked !== undefined && asked.asks.some((ask) => told(endingInTime(() => answerOf(mutant, asked.graph, ask)), ask.columns) !== ask.answer);
  }

  #saysOtherwise(one: MutatedQuery, mutant: Query): boolean {
    return this.asked(one).some(({ asks }) => asks.some(({ parameters }) => statementText(mutant, parameters) !== statementText(one.query, parameters)));
  }
}

function statementText({ cypher, parameters: schema }: Query, parameters: Readonly<Record<string, unknown>>): string {
  return typeof cypher === 'function' ? JSON.stringify(cypher(schema.parse(parameters))) : '';
}
