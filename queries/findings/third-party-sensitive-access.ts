/** NHI3: what a supplier's compromise would give away, at one step: sensitive data, or a tier 0 identity. */
import {
  ACCESS_LEVELS,
  ACCOUNTS_CYPHER,
  CROWN_JEWEL,
  THRESHOLDS,
  defineRule,
  describedAccounts,
  inForceCypher,
  isInForce,
  isThirdParty,
  levelRankCypher,
  openEnds,
  ruleCells,
  ruleCellsCypher,
  sensitiveAccess,
  sensitiveAccessCypher,
  sensitivityOf,
  thirdPartyCypher,
  vendorTenantCypher,
  vendorTenants,
  z,
  type AccessLevel,
  type Graph,
  type Row,
  type Severity,
} from '../../src/sdk/index.ts';

export default defineRule({
  id: 'third-party-sensitive-access',
  title: 'Third party with sensitive access',
  question: 'Which third parties may get at sensitive resources, or are tier 0?',
  description:
    'Identities of third parties that may read, write or administer a sensitive resource, themselves, through a group or as a role that they may assume; or that are tier 0, or may assume a role that is. Critical: tier 0, or write and above on a crown jewel; high: reading one; else medium. What a vendor has in its own tenant (a container of third parties alone) is left out. Third parties are those marked so, those of kind external, and principals of AWS accounts that no export describes, where others are.',
  parameters: z.object({ sensitiveLevel: THRESHOLDS.sensitiveLevel }),
  columns: [
    { name: 'level', title: 'Level', type: 'text', description: 'read, write or admin, the highest; empty where the other thing is a tier 0 identity.' },
    { name: 'sensitivity', title: 'Sensitivity', type: 'integer', description: 'Of the resource: 1 internal to 3 crown jewel.' },
    { name: 'via', title: 'Via', type: 'uid', description: 'The group or role that has the access; empty: the identity itself.' },
  ],
  answer: function* (graph, { sensitiveLevel }): Generator<Row> {
    const described = describedAccounts(graph);
    const ownTenant = vendorTenants(graph);
    for (const index of graph.withLabel('Identity')) {
      if (!isInForce(graph, index) || !isThirdParty(graph, index, described)) continue;
      const held = holdings(graph, index, sensitiveLevel);
      const isVendors = ownTenant(index);
      for (const about of [...held.keys()].sort((a, b) => a - b)) {
        if (isVendors(about)) continue;
        const { rank, via } = held.get(about)!;
        const level = ACCESS_LEVELS[rank - 1];
        const sensitivity = level === undefined ? undefined : sensitivityOf(graph, about);
        yield Object.assign(ruleCells(graph, index, severityOf(level, sensitivity), { about }), {
          level: level ?? null,
          sensitivity: sensitivity ?? null,
          via: via === undefined ? null : graph.uid(via),
        });
      }
    }
  },
  cypher: ({ sensitiveLevel }) => ({
    text: `${ACCOUNTS_CYPHER}
MATCH (t:Entity:Identity)
WHERE ${inForceCypher('t')} AND ${thirdPartyCypher('t')}
CALL (t) {
  RETURN t AS holder
  UNION
  MATCH (t)-[m:MEMBER_OF]->(holder:Entity:Group) WHERE m.until IS NULL AND holder.until IS NULL
  RETURN holder
  UNION
  MATCH (t)-[m:CAN_ASSUME]->(holder:Entity:Identity) WHERE m.until IS NULL AND ${inForceCypher('holder')}
  RETURN holder
}
CALL (holder) {
  WITH holder WHERE holder:Identity AND coalesce(holder.tier0, false)
  RETURN holder AS about, null AS level
  UNION
  ${sensitiveAccessCypher('holder', 'read')}
  RETURN r AS about, c.level AS level
}
WITH t, about, level, holder WHERE NOT ${vendorTenantCypher('t', 'about')}
WITH t, about, level, CASE WHEN holder = t THEN null ELSE holder.uid END AS via
ORDER BY ${levelRankCypher('level')} DESC, via IS NOT NULL, via
WITH t, about, collect({level: level, via: via})[0] AS best
WITH t, about, best.level AS level, best.via AS via
RETURN ${ruleCellsCypher('t', `CASE WHEN level IS NULL OR (about.sensitivity = ${CROWN_JEWEL} AND level <> 'read') THEN 'critical' WHEN about.sensitivity = ${CROWN_JEWEL} THEN 'high' ELSE 'medium' END`, { about: 'about' })},
  level, CASE WHEN level IS NULL THEN null ELSE about.sensitivity END AS sensitivity, via
ORDER BY uid, about`,
    parameters: { sensitiveLevel },
  }),
  rule: {
    risk: 'NHI3',
    severity: 'medium',
    controls: [
      { framework: 'NIST 800-53', id: 'AC-6' },
      { framework: 'NIST 800-53', id: 'SA-9' },
      { framework: 'PCI DSS', id: '7.2.5' },
    ],
    explain: ({ name, aboutName, uid, about, level, sensitivity, via }) => {
      const way = via === null || via === about ? '' : ` through ${via}`;
      if (level !== null) return `${name} belongs to a third party and has ${level} access${way} to ${aboutName}, of sensitivity ${sensitivity}.`;
      return uid === about ? `${name} belongs to a third party and is tier 0.` : `${name} belongs to a third party and may assume ${aboutName}, which is tier 0.`;
    },
    remedy: {
      text: 'Ask what the supplier needs, and leave only that: take the right away from the identity, or give it a role of its own that reaches no more. Where the contract has ended, remove the trust.',
      command: () => undefined,
    },
  },
});

interface Holding {
  /** 1 + index into ACCESS_LEVELS; 0: a tier 0 identity. */
  readonly rank: number;
  /** Undefined for the identity itself. */
  readonly via: number | undefined;
}

/** What an identity holds at one step, by what it holds: at the highest level, by itself rather than through another. */
function holdings(graph: Graph, identity: number, sensitiveLevel: number): Map<number, Holding> {
  const held = new Map<number, Holding>();
  const hold = (thing: number, rank: number, via: number | undefined): void => {
    const before = held.get(thing);
    if (before === undefined || rank > before.rank) held.set(thing, { rank, via });
  };
  const roles = openEnds(graph, identity, 'CAN_ASSUME', 'Identity').filter((role) => role !== identity && isInForce(graph, role));
  // Of equal levels the first way met stays: by itself, else the first in id order.
  for (const holder of [identity, ...[...openEnds(graph, identity, 'MEMBER_OF', 'Group'), ...roles].sort((a, b) => a - b)]) {
    const via = holder === identity ? undefined : holder;
    if (graph.property(holder, 'tier0') === true && graph.label(holder) === 'Identity') hold(holder, 0, via);
    for (const { resource, level } of sensitiveAccess(graph, holder, sensitiveLevel, 'read')) hold(resource, ACCESS_LEVELS.indexOf(level) + 1, via);
  }
  return held;
}

function severityOf(level: AccessLevel | undefined, sensitivity: number | undefined): Severity {
  if (level === undefined || (sensitivity === CROWN_JEWEL && level !== 'read')) return 'critical';
  return sensitivity === CROWN_JEWEL ? 'high' : 'medium';
}
