/** NHI6: sensitive resources that are open to anyone. */
import {
  ACCESS_LEVELS,
  ANYONE,
  CROWN_JEWEL,
  THRESHOLDS,
  defineRule,
  parseArn,
  ruleCells,
  ruleCellsCypher,
  sensitiveAccess,
  sensitiveAccessCypher,
  sensitivityOf,
  shellCommand,
  z,
  type AccessLevel,
  type Graph,
  type Row,
  type Severity,
} from '../../src/sdk/index.ts';

export default defineRule({
  id: 'public-sensitive-resource',
  title: 'Public sensitive resource',
  question: 'Which sensitive resources are open to anyone?',
  description:
    'Sensitive resources that an export calls public: critical for crown jewels, else high. And those whose policy lets anyone read or do more without a condition, where no export says whether they are public: a block on public access, which no export shows, may stand against it, so that these are one step milder.',
  parameters: z.object({ sensitiveLevel: THRESHOLDS.sensitiveLevel }),
  columns: [
    { name: 'sensitivity', title: 'Sensitivity', type: 'integer', description: '1 internal to 3 crown jewel.' },
    { name: 'public', title: 'Public', type: 'boolean', description: 'True where an export says so; false where only its policy does.' },
    { name: 'level', title: 'Level', type: 'text', description: 'What its policy lets anyone do, if known: read, write or admin.' },
  ],
  answer: function* (graph, { sensitiveLevel }): Generator<Row> {
    const open = openToAnyone(graph, sensitiveLevel);
    for (const index of graph.withLabel('Resource')) {
      const sensitivity = sensitivityOf(graph, index);
      if (sensitivity < sensitiveLevel || graph.isClosed(index)) continue;
      const [isPublic, level] = [graph.property(index, 'public'), open.get(index)];
      if (isPublic !== true && (isPublic === false || level === undefined)) continue;
      yield Object.assign(ruleCells(graph, index, severityOf(sensitivity, isPublic === true)), { sensitivity, public: isPublic === true, level: level ?? null });
    }
  },
  cypher: ({ sensitiveLevel }) => ({
    text: `CALL () {
  MATCH (r:Entity:Resource) WHERE r.public AND r.until IS NULL AND r.sensitivity >= $sensitiveLevel
  RETURN r
  UNION
  MATCH (anyone:Entity:Identity {uid: '${ANYONE}'}) WHERE anyone.until IS NULL
  ${sensitiveAccessCypher('anyone', 'read')} AND NOT coalesce(c.conditional, false) AND r.public IS NULL
  RETURN r
}
CALL (r) {
  OPTIONAL MATCH (anyone:Entity:Identity {uid: '${ANYONE}'})-[c:CAN_ACCESS]->(r)
  WHERE anyone.until IS NULL AND c.until IS NULL AND NOT coalesce(c.conditional, false)
  RETURN collect(c.level) AS levels
}
WITH r, coalesce(r.public, false) AS public, [level IN ['admin', 'write', 'read'] WHERE level IN levels][0] AS level
RETURN ${ruleCellsCypher('r', `CASE WHEN r.sensitivity >= ${CROWN_JEWEL} AND public THEN 'critical' WHEN r.sensitivity >= ${CROWN_JEWEL} OR public THEN 'high' ELSE 'medium' END`)},
  r.sensitivity AS sensitivity, public, level
ORDER BY uid, about`,
    parameters: { sensitiveLevel },
  }),
  rule: {
    risk: 'NHI6',
    severity: 'high',
    controls: [
      { framework: 'CIS AWS', id: '2.1.4' },
      { framework: 'CIS GCP', id: '5.1' },
      { framework: 'NIST 800-53', id: 'AC-3' },
      { framework: 'NIST 800-53', id: 'SC-7' },
      { framework: 'PCI DSS', id: '7.3.3' },
    ],
    explain: ({ name, sensitivity, public: isPublic, level }) => {
      const lets = level === null ? undefined : `lets anyone ${level === 'admin' ? 'administer' : String(level)} it`;
      if (isPublic !== true) return `The policy of ${name}, of sensitivity ${sensitivity}, ${lets}.`;
      return `${name}, of sensitivity ${sensitivity}, is public${lets === undefined ? '' : `; its policy ${lets}`}.`;
    },
    remedy: {
      text: 'Block public access, after looking in the access log for who relies on it; give those a role, a signed URL or a distribution in front. Look in the log for who has read it so far.',
      command: ({ uid, kind }) => {
        const arn = parseArn(String(uid));
        if (arn === undefined || kind !== 's3_bucket') return undefined;
        const blocks = 'BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true';
        return shellCommand(['aws', 's3api', 'put-public-access-block', '--bucket', arn.name, '--public-access-block-configuration', blocks]);
      },
    },
  },
});

/** Sensitive resources that anyone may get at without a condition, with the highest level. */
function openToAnyone(graph: Graph, sensitiveLevel: number): Map<number, AccessLevel> {
  const open = new Map<number, AccessLevel>();
  const anyone = graph.indexOf(ANYONE);
  if (anyone === -1 || graph.isClosed(anyone)) return open;
  for (const { resource, level, conditional } of sensitiveAccess(graph, anyone, sensitiveLevel, 'read')) {
    const before = open.get(resource);
    if (!conditional && (before === undefined || ACCESS_LEVELS.indexOf(level) > ACCESS_LEVELS.indexOf(before))) open.set(resource, level);
  }
  return open;
}

function severityOf(sensitivity: number, isPublic: boolean): Severity {
  if (sensitivity >= CROWN_JEWEL) return isPublic ? 'critical' : 'high';
  return isPublic ? 'high' : 'medium';
}
