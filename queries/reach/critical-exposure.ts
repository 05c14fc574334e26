/** Who can get to what matters most: for every crown jewel and everything of tier 0, how many and of which sort. */
import {
  ACCOUNTS_CYPHER,
  DIRECTORY_CYPHER,
  JUDGED_CYPHER,
  REACHED_COLUMNS,
  REASONS_CYPHER,
  SEEDS_AT_ONCE,
  WALK_PARAMETERS,
  defineQuery,
  describedAccounts,
  directoryOf,
  highValueCypher,
  highValueThings,
  isJudged,
  isThirdParty,
  isUsable,
  orphanReasons,
  reachedCells,
  reachedCellsCypher,
  thirdPartyCypher,
  usableCypher,
  walkCypherParameters,
  walkFilterOf,
  walkPath,
  walkTogether,
  z,
  type Graph,
  type Row,
} from '../../src/sdk/index.ts';

/** What is counted, in the order of the columns. */
const COUNTED = ['identities', 'nonHuman', 'thirdParty', 'orphaned', 'credentials'] as const;
type Counts = Record<(typeof COUNTED)[number], number> & { hops: number | null };

export default defineQuery({
  id: 'critical-exposure',
  title: 'Critical exposure',
  question: 'Who can reach the crown jewels and tier 0?',
  description:
    'For every crown jewel, everything of tier 0 and every account that somebody escalates to, not closed: how many identities can reach it, how many of these are non-human, of a third party or orphaned, and how many usable credentials lead to it. `reverse-exposure` names them.',
  parameters: z.object(WALK_PARAMETERS),
  columns: [
    ...REACHED_COLUMNS,
    { name: 'identities', title: 'Identities', type: 'integer', description: 'Identities that can reach it.' },
    { name: 'nonHuman', title: 'Non-human', type: 'integer', description: 'The non-human ones among them.' },
    { name: 'thirdParty', title: 'Third party', type: 'integer', description: 'Those that somebody else runs.' },
    { name: 'orphaned', title: 'Orphaned', type: 'integer', description: 'Those that nobody counts as owner of.' },
    { name: 'credentials', title: 'Credentials', type: 'integer', description: 'Usable credentials that lead to it.' },
    { name: 'hops', title: 'Nearest', type: 'integer', description: 'Fewest relationships from an identity; empty when none reaches it.' },
  ],
  order: ['-identities', 'uid'],
  answer: function* (graph, asked, { now, signal }): Generator<Row> {
    const targets = highValueThings(graph).filter((index) => stood(graph, index, asked.at));
    const walk = walkTogether(graph, 'backward', walkFilterOf(asked), signal);
    const sortOf = sorter(graph, now);
    const found: { index: number; counts: Counts }[] = [];
    for (let first = 0; first < targets.length; first += SEEDS_AT_ONCE) {
      const batch = targets.slice(first, first + SEEDS_AT_ONCE).map((index) => ({ index, counts: { identities: 0, nonHuman: 0, thirdParty: 0, orphaned: 0, credentials: 0, hops: null } }));
      walk(batch.map(({ index }) => index), (node, bits, hop) => {
        const sorts = sortOf(node);
        if (sorts === 0) return;
        for (let rest = bits; rest !== 0; rest &= rest - 1) count(batch[31 - Math.clz32(rest & -rest)]!.counts, sorts, hop);
      });
      found.push(...batch);
    }
    found.sort((a, b) => b.counts.identities - a.counts.identities || a.index - b.index);
    for (const { index, counts } of found) yield { ...reachedCells(graph, index), ...counts };
  },
  cypher: (asked) => ({
    text: `${ACCOUNTS_CYPHER}
CALL () {
  ${DIRECTORY_CYPHER.trim()}
  MATCH (i:Entity:Identity) WHERE ${JUDGED_CYPHER}
  ${REASONS_CYPHER.trim()}
  WITH i WHERE size(reasons) > 0
  RETURN collect(i.uid) AS orphans
}
MATCH (t:Entity) WHERE ${highValueCypher('t')} AND ${asked.at === undefined ? 't.until IS NULL' : 'coalesce(t.since <= $at, true) AND coalesce(t.until > $at, true)'}
CALL (t, accounts, orphans) {
  MATCH p = SHORTEST 1 (x:Entity) ${walkPath(asked)}(t)
  WHERE x <> t AND (x:Identity OR x:Credential)
  WITH x, length(p) AS hops, x:Identity AS identity
  RETURN count(CASE WHEN identity THEN 1 END) AS identities,
    count(CASE WHEN identity AND coalesce(x.isNhi, false) THEN 1 END) AS nonHuman,
    count(CASE WHEN identity AND ${thirdPartyCypher('x')} THEN 1 END) AS thirdParty,
    count(CASE WHEN identity AND x.uid IN orphans THEN 1 END) AS orphaned,
    count(CASE WHEN x:Credential AND ${usableCypher('x')} THEN 1 END) AS credentials,
    min(CASE WHEN identity THEN hops END) AS hops
}
RETURN ${reachedCellsCypher('t')}, identities, nonHuman, thirdParty, orphaned, credentials, hops
ORDER BY identities DESC, uid`,
    parameters: walkCypherParameters(asked),
  }),
});

/** Whether the thing is there: now, or at the time asked about. */
function stood(graph: Graph, index: number, at: string | undefined): boolean {
  if (at === undefined) return !graph.isClosed(index);
  const [since, until] = [graph.text(index, 'since'), graph.text(index, 'until')];
  return (since === undefined || since <= at) && (until === undefined || until > at);
}

/** Bit of COUNTED. */
const bitOf = (name: (typeof COUNTED)[number]): number => 1 << COUNTED.indexOf(name);
const IDENTITY = bitOf('identities');
/** Set where a node's bits are known. */
const JUDGED = 1 << COUNTED.length;

/** Gives for a node bits of what it counts as; each is judged once, however many targets it reaches. */
function sorter(graph: Graph, now: string): (node: number) => number {
  const known = new Uint8Array(graph.nodeCount);
  const directory = directoryOf(graph, now);
  const described = describedAccounts(graph);
  const judge = (node: number): number => {
    const label = graph.label(node);
    if (label === 'Credential') return isUsable(graph, node, now) ? bitOf('credentials') : 0;
    if (label !== 'Identity') return 0;
    const nonHuman = graph.property(node, 'isNhi') === true ? bitOf('nonHuman') : 0;
    const thirdParty = isThirdParty(graph, node, described) ? bitOf('thirdParty') : 0;
    const orphaned = isJudged(graph, node) && orphanReasons(graph, node, directory).length > 0 ? bitOf('orphaned') : 0;
    return IDENTITY | nonHuman | thirdParty | orphaned;
  };
  return (node) => {
    if (known[node] === 0) known[node] = judge(node) | JUDGED;
    return known[node]! & ~JUDGED;
  };
}

/** Hops come in order, so that the first identity met is the nearest. */
function count(counts: Counts, sorts: number, hop: number): void {
  for (const name of COUNTED) if ((sorts & bitOf(name)) !== 0) counts[name]++;
  if ((sorts & IDENTITY) !== 0) counts.hops ??= hop;
}
