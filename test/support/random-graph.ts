/** Small seeded graphs with everything that a walk or a query looks at: closed, conditional, listed, denied, dated. */
import { ACCESS_LEVELS, EDGE_KINDS, type EdgeKind, type NodeLabel } from '../../src/model/labels.ts';
import type { PropertyValue } from '../../src/model/properties.ts';
import type { EdgeLine, NodeLine } from './query-case.ts';

const LABELS: readonly NodeLabel[] = ['Identity', 'Identity', 'Identity', 'Credential', 'Owner', 'Owner', 'Group', 'Workload', 'Resource', 'Container'];
const KINDS: Partial<Record<NodeLabel, readonly string[]>> = {
  Identity: ['iam_role', 'iam_user', 'aws_service', 'human', 'bot'],
  Credential: ['access_key', 'session', 'pat'],
  Owner: ['person', 'team', 'service'],
};
const TIMES = ['2025-06-01', '2025-12-31', '2026-02-01', '2026-03-03', '2026-05-31', '2026-06-01', '2026-09-01'].map((day) => `${day}T00:00:00.000Z`);

const ACTIONS = ['s3:GetObject', 's3:getobject', 's3:PutObject', 'sqs:SendMessage', 'iam:PassRole'];
const PATTERNS = ['s3:Get*', 's3:*', 'S3:GetObject', 's?s:*', '*', 'iam:PassRole', 'sqs:Receive*'];
const USES = ['s3:*', 's3:GetObject', 'sqs:*', 'iam:PassRole'];

/** The mulberry32 generator: the same seed gives the same graph on every machine. */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function randomGraph(seed: number, prefix = ''): { nodes: NodeLine[]; edges: EdgeLine[] } {
  const random = randomNumbers(seed);
  const chance = (probability: number): boolean => random() < probability;
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const count = 3 + Math.floor(random() * 12);
  const nodes: NodeLine[] = [];
  for (let number = 0; number < count; number++) {
    const label = pick(LABELS);
    const properties: Record<string, PropertyValue> = {};
    const kinds = KINDS[label];
    if (kinds && chance(0.9)) properties['kind'] = pick(kinds);
    if (chance(0.6)) properties['name'] = `${label} ${number}`;
    if (chance(0.15)) properties['until'] = pick(TIMES);
    if (chance(0.15)) properties['missing'] = true;
    if (label === 'Identity') {
      if (chance(0.8)) properties['isNhi'] = chance(0.8);
      if (chance(0.3)) properties['enabled'] = chance(0.5);
      if (chance(0.2)) properties['tier0'] = true;
      if (chance(0.7)) properties['grantedActions'] = PATTERNS.filter(() => chance(0.4));
      if (chance(0.3)) properties['usedActions'] = USES.filter(() => chance(0.5)).map((action) => `${action}=${pick(TIMES)}`);
    }
    if (label === 'Owner') {
      if (chance(0.4)) properties['active'] = chance(0.5);
      if (chance(0.3)) properties['leftAt'] = pick(TIMES);
    }
    if (label === 'Credential') {
      if (chance(0.7)) properties['status'] = pick(['active', 'active', 'inactive', 'expired', 'unknown']);
      for (const name of ['createdAt', 'lastRotatedAt', 'lastUsedAt', 'expiresAt']) if (chance(0.5)) properties[name] = pick(TIMES);
    }
    if (label === 'Resource' && chance(0.5)) properties['sensitivity'] = Math.floor(random() * 4);
    nodes.push([label, `${prefix}n${number}`, properties]);
  }
  const edges: EdgeLine[] = [];
  const taken = new Set<string>();
  const edgeCount = Math.floor(random() * count * 3);
  for (let number = 0; number < edgeCount; number++) {
    const [from, to] = [pick(nodes)[1], pick(nodes)[1]];
    const kind: EdgeKind = chance(0.3) ? pick(['OWNED_BY', 'MEMBER_OF', 'AUTHENTICATES_AS'] as const) : pick(EDGE_KINDS);
    const scope = chance(0.2) ? 'case:two' : 'case:one';
    if (taken.has(`${from} ${kind} ${to} ${scope}`)) continue;
    taken.add(`${from} ${kind} ${to} ${scope}`);
    edges.push([from, kind, to, edgeProperties(kind, scope, chance, pick, random)]);
  }
  return { nodes, edges };
}

function edgeProperties(
  kind: EdgeKind,
  scope: string,
  chance: (probability: number) => boolean,
  pick: <T>(from: readonly T[]) => T,
  random: () => number,
): Record<string, PropertyValue> {
  const properties: Record<string, PropertyValue> = { scope, since: pick(TIMES) };
  if (chance(0.15)) properties['until'] = pick(TIMES);
  if (chance(0.2)) properties['conditional'] = chance(0.8);
  if (chance(0.1)) Object.assign(properties, { certainty: pick(['proven', 'potential']), how: 'somehow' });
  if (chance(0.1)) properties['conditionKeys'] = ['aws:SourceIp'];
  if (chance(0.1)) properties['statements'] = ['{"effect":"Allow","policy":"p","statement":0}'];
  if (kind === 'ACCESSED' && chance(0.7)) properties['actions'] = [pick(ACTIONS), pick(ACTIONS)].filter((action, position, all) => all.indexOf(action) === position);
  if (kind === 'CAN_ACCESS' && chance(0.85)) properties['level'] = pick(ACCESS_LEVELS);
  if (kind === 'ACCESSED') {
    if (chance(0.9)) properties['count'] = 1 + Math.floor(random() * 3);
    if (chance(0.4)) properties['denied'] = Math.floor(random() * 3);
    if (chance(0.8)) properties['firstSeen'] = pick(TIMES.slice(0, 3));
    if (chance(0.8)) properties['lastSeen'] = pick(TIMES.slice(3));
  }
  return properties;
}
