/** What can these reach, or did they reach: the compromise walk forward. */
import { REACH_COLUMNS, REACH_PARAMETERS, defineQuery, reachCypher, reachRows } from '../../src/sdk/index.ts';

export default defineQuery({
  id: 'blast-radius',
  title: 'Blast radius',
  question: 'If these are compromised, what can be reached?',
  description:
    'Follows credentials to identities, identities to what they may assume, control and access, and on from there. In observed mode, logged access stands in for rights.',
  parameters: REACH_PARAMETERS,
  columns: REACH_COLUMNS,
  order: ['hops', 'uid'],
  answer: (graph, parameters, context) => reachRows(graph, 'forward', parameters, context),
  cypher: (parameters) => reachCypher('forward', parameters),
});
