/** NHI6: workloads that the internet can talk to and that hold power: one flaw in them gives it away. */
import {
  CROWN_JEWEL,
  THRESHOLDS,
  defineRule,
  inForceCypher,
  isInForce,
  openEnds,
  ruleCells,
  ruleCellsCypher,
  sensitiveAccess,
  sensitiveAccessCypher,
  shellCommand,
  z,
  type Graph,
  type Row,
} from '../../src/sdk/index.ts';

export default defineRule({
  id: 'public-workload-privileged',
  title: 'Public workload with privileges',
  question: 'Which workloads that are open to the internet run as a powerful identity?',
  description:
    'Public workloads that run as a tier 0 identity, or as one that may write to or administer sensitive resources, itself or through a group. Critical for tier 0 and for crown jewels, else high.',
  parameters: z.object({ sensitiveLevel: THRESHOLDS.sensitiveLevel }),
  columns: [
    { name: 'tier0', title: 'Tier 0', type: 'boolean', description: 'Whether the identity controls everything else.' },
    { name: 'resources', title: 'Sensitive resources', type: 'integer', description: 'How many it may write to or administer.' },
    { name: 'sensitivity', title: 'Sensitivity', type: 'integer', description: 'The highest of these; empty where there is none.' },
  ],
  answer: function* (graph, { sensitiveLevel }): Generator<Row> {
    const writes = new SensitiveWrites(graph, sensitiveLevel);
    for (const index of graph.withLabel('Workload')) {
      if (graph.property(index, 'public') !== true || graph.isClosed(index)) continue;
      for (const identity of openEnds(graph, index, 'RUNS_AS', 'Identity')) {
        if (!isInForce(graph, identity)) continue;
        const tier0 = graph.property(identity, 'tier0') === true;
        const { resources, sensitivity } = writes.of(identity);
        if (!tier0 && resources === 0) continue;
        yield Object.assign(ruleCells(graph, index, tier0 || sensitivity === CROWN_JEWEL ? 'critical' : 'high', { about: identity }), { tier0, resources, sensitivity });
      }
    }
  },
  cypher: ({ sensitiveLevel }) => ({
    text: `MATCH (w:Entity:Workload)-[runs:RUNS_AS]->(i:Entity:Identity)
WHERE w.public AND w.until IS NULL AND runs.until IS NULL AND ${inForceCypher('i')}
WITH i, collect(DISTINCT w) AS workloads
CALL (i) {
  CALL (i) {
    RETURN i AS holder
    UNION
    MATCH (i)-[m:MEMBER_OF]->(holder:Entity:Group) WHERE m.until IS NULL AND holder.until IS NULL
    RETURN holder
  }
  ${sensitiveAccessCypher('holder', 'write')}
  RETURN count(DISTINCT r) AS resources, max(r.sensitivity) AS sensitivity
}
WITH i, workloads, coalesce(i.tier0, false) AS tier0, resources, sensitivity
WHERE tier0 OR resources > 0
UNWIND workloads AS w
RETURN ${ruleCellsCypher('w', `CASE WHEN tier0 OR sensitivity = ${CROWN_JEWEL} THEN 'critical' ELSE 'high' END`, { about: 'i' })}, tier0, resources, sensitivity
ORDER BY uid, about`,
    parameters: { sensitiveLevel },
  }),
  rule: {
    risk: 'NHI6',
    severity: 'high',
    controls: [
      { framework: 'NIST 800-53', id: 'AC-6' },
      { framework: 'NIST 800-53', id: 'SC-7' },
      { framework: 'PCI DSS', id: '7.2.5' },
    ],
    explain: ({ name, aboutName, tier0, resources, sensitivity }) => {
      const power = tier0 === true ? 'is tier 0' : `may write to ${resources} sensitive ${resources === 1 ? 'resource' : 'resources'}, up to sensitivity ${sensitivity}`;
      return `${name} is public and runs as ${aboutName}, which ${power}.`;
    },
    remedy: {
      text: 'Give the workload an identity of its own with only what it needs, and move what needs more behind it. Close the public way in where nobody uses it; on EC2 require IMDSv2, so that a forged request cannot fetch the role’s session.',
      command: ({ uid, kind }) =>
        kind === 'ec2_instance' ? shellCommand(['aws', 'ec2', 'modify-instance-metadata-options', '--instance-id', String(uid).split('/').at(-1)!, '--http-tokens', 'required']) : undefined,
    },
  },
});

interface Writes {
  readonly resources: number;
  readonly sensitivity: number | null;
}

/**
 * How many sensitive resources an identity may write to, by itself or through a group, and how sensitive the worst is. Each
 * identity and each group is looked at once: a hundred thousand workloads may run as one, or their identities be in one.
 */
class SensitiveWrites {
  readonly #graph: Graph;
  readonly #sensitiveLevel: number;
  readonly #byHolder = new Map<number, ReadonlyMap<number, number>>();
  readonly #byIdentity = new Map<number, Writes>();
  readonly #counted = new Map<ReadonlyMap<number, number>, Writes>();

  constructor(graph: Graph, sensitiveLevel: number) {
    this.#graph = graph;
    this.#sensitiveLevel = sensitiveLevel;
  }

  of(identity: number): Writes {
    let writes = this.#byIdentity.get(identity);
    if (!writes) this.#byIdentity.set(identity, (writes = this.#work(identity)));
    return writes;
  }

  #work(identity: number): Writes {
    const held = [identity, ...openEnds(this.#graph, identity, 'MEMBER_OF', 'Group')].map((holder) => this.#heldBy(holder)).filter(({ size }) => size > 0);
    return held.length === 1 ? this.#count(held[0]!) : counted(new Map(held.flatMap((resources) => [...resources])));
  }

  #count(resources: ReadonlyMap<number, number>): Writes {
    let writes = this.#counted.get(resources);
    if (!writes) this.#counted.set(resources, (writes = counted(resources)));
    return writes;
  }

  /** By resource, its sensitivity. */
  #heldBy(holder: number): ReadonlyMap<number, number> {
    let held = this.#byHolder.get(holder);
    if (!held) {
      held = new Map([...sensitiveAccess(this.#graph, holder, this.#sensitiveLevel, 'write')].map(({ resource, sensitivity }) => [resource, sensitivity]));
      this.#byHolder.set(holder, held);
    }
    return held;
  }
}

function counted(resources: ReadonlyMap<number, number>): Writes {
  let highest: number | null = null;
  for (const sensitivity of resources.values()) if (highest === null || sensitivity > highest) highest = sensitivity;
  return { resources: resources.size, sensitivity: highest };
}
