/** Who can reach these: the compromise walk mirrored. */
import { REACH_COLUMNS, REACH_PARAMETERS, defineQuery, reachCypher, reachRows } from '../../src/sdk/index.ts';

export default defineQuery({
  id: 'reverse-exposure',
  title: 'Reverse exposure',
  question: 'Who and what can reach these?',
  description: 'The mirror of the blast radius: everything from which a compromise would lead to the given things.',
  parameters: REACH_PARAMETERS,
  columns: REACH_COLUMNS,
  order: ['hops', 'uid'],
  answer: (graph, parameters, context) => reachRows(graph, 'backward', parameters, context),
  cypher: (parameters) => reachCypher('backward', parameters),
});
