/** Facts of an importer put into a batch, as an import does it. */
import type { ImportBatch } from '../../src/graph/import-batch.ts';
import type { Properties } from '../../src/model/properties.ts';
import type { Fact } from '../../src/sdk/index.ts';

export interface FactsFrom {
  readonly file: string;
  /** The importer's `accumulates`. */
  readonly accumulates?: boolean;
}

/** Problems are passed over; the batch's first import is the one that reads. */
export function factInto(batch: ImportBatch, fact: Fact, { file, accumulates = false }: FactsFrom): void {
  if (fact.fact === 'problem') return;
  if (fact.fact === 'scope') {
    batch.scope(fact.scope, 0, fact.exportedAt);
    return;
  }
  const properties = given(fact.properties);
  if (fact.fact === 'mention') batch.mention(fact.uid, fact.label, properties, 0);
  else if (fact.fact === 'annotation') batch.annotate(fact.uid, properties, 0, fact.scope);
  else if (fact.fact === 'node') batch.node(fact.uid, fact.label, properties, fact.scope, { import: 0, file, at: fact.at }, fact.absent);
  else batch.edge({ kind: fact.kind, from: fact.from, to: fact.to, scope: fact.scope, properties, accumulates }, { import: 0, file, at: fact.at });
}

function given(properties: Readonly<Record<string, unknown>>): Properties {
  const kept: Record<string, unknown> = {};
  for (const name in properties) if (properties[name] !== undefined && properties[name] !== null) kept[name] = properties[name];
  return kept as Properties;
}
