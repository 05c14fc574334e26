/** Whether a mutant of a source answers otherwise in memory, and whether it changes a query's Cypher. */
import path from 'node:path';
import type { Query } from '../../src/sdk/index.ts';
import { answerOf, askedGraphs, told, type AskedGraph } from './asked.ts';
import { endingInTime, type ChangedModules } from './changed-modules.ts';
import { ROOT, type MutatedQuery, type Subject } from './subjects.ts';

/** killed: it answers otherwise, or fails. cypher: these queries' statements differ, and their answers on the first graphs do not. same: neither. */
export type AnswerVerdict = { readonly is: 'killed' | 'same' } | { readonly is: 'cypher'; readonly changed: readonly (readonly [MutatedQuery, Query])[] };

/** The case's graph, and those random ones that between them are asked with everything that a statement's text depends on. */
const FIRST = 3;

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
      if (this.#anyDiffers(queries, 0, FIRST)) return { is: 'killed' };
      const changed = queries.filter(([one, mutant]) => this.#saysOtherwise(one, mutant));
      if (changed.length > 0) return { is: 'cypher', changed };
      return { is: this.#anyDiffers(queries, FIRST, Infinity) ? 'killed' : 'same' };
    } catch {
      return { is: 'killed' };
    }
  }

  #anyDiffers(queries: readonly (readonly [MutatedQuery, Query])[], first: number, end: number): boolean {
    const most = Math.min(end, Math.max(...queries.map(([one]) => this.asked(one).length)));
    for (let place = first; place < most; place++) if (queries.some(([one, mutant]) => this.#differs(mutant, this.asked(one)[place]))) return true;
    return false;
  }

  #mutant({ file }: MutatedQuery, subject: Subject, source: string): Query {
    return endingInTime(() => this.#modules.loadWith(path.join(ROOT, file), path.join(ROOT, subject.file), source))['default'] as Query;
  }

  #differs(mutant: Query, asked: AskedGraph | undefined): boolean {
    return asked !== undefined && asked.asks.some((ask) => told(endingInTime(() => answerOf(mutant, asked.graph, ask)), ask.columns) !== ask.answer);
  }

  #saysOtherwise(one: MutatedQuery, mutant: Query): boolean {
    return this.asked(one).slice(0, FIRST).some(({ asks }) => asks.some(({ parameters }) => statementText(mutant, parameters) !== statementText(one.query, parameters)));
  }
}

function statementText({ cypher, parameters: schema }: Query, parameters: Readonly<Record<string, unknown>>): string {
  return typeof cypher === 'function' ? JSON.stringify(cypher(schema.parse(parameters))) : '';
}
