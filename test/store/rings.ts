/** Commits that are easy to check: rings of identities, each with access to the next. */
import type { Commit } from '../../src/store/store.ts';
import { commit, edge, evidence, node } from './records.ts';

/** Identities of one ring, in tests that add ring after ring. */
export const RING = 300;

/** A ring of `count` identities numbered from `start`: as many nodes as edges. */
export function ring(base: number, count: number, start = 0): Commit {
  const uid = (index: number) => `id-${start + (index % count)}`;
  return commit(base, {
    newNodes: Array.from({ length: count }, (_, index) => node(uid(index), { name: `Identity ${index}` })),
    newEdges: Array.from({ length: count }, (_, index) =>
      edge(uid(index), uid(index + 1), { level: 'read' }, { evidence: [evidence(`line ${index + 2}`)] }),
    ),
  });
}
