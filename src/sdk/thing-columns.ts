/** Columns that queries about things share, and their cells. */
import type { Graph } from '../graph/graph.ts';
import type { Column, Row } from './query.ts';

/** Id and name; `what` is what a row is about, as in "The identity." */
export function idColumns(what: string): Column[] {
  return [
    { name: 'uid', title: 'Id', type: 'uid', description: what },
    { name: 'name', title: 'Name', type: 'text', description: 'What people call it; its id where it has no name.' },
  ];
}

/** Kind, and where it lives and belongs. */
export const PLACE_COLUMNS: readonly Column[] = [
  { name: 'kind', title: 'Kind', type: 'text', description: 'The provider’s kind of thing.' },
  { name: 'provider', title: 'Provider', type: 'text', description: 'Where it lives.' },
  { name: 'environment', title: 'Environment', type: 'text', description: 'Where it belongs, if known.' },
];

/** Cells of `idColumns`: a new object, to which a query adds its own by Object.assign, as to ruleCells. */
export function idCells(graph: Graph, index: number): Row {
  return { uid: graph.uid(index), name: graph.name(index) };
}

/** Cells of PLACE_COLUMNS. */
export function placeCells(graph: Graph, index: number): Row {
  return {
    kind: graph.text(index, 'kind') ?? null,
    provider: graph.text(index, 'provider') ?? null,
    environment: graph.text(index, 'environment') ?? null,
  };
}
