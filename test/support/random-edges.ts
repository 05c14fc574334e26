/**
 * Relationships of random graphs: mostly between things that they stand between, some between any, some told by two exports that
 * do not agree.
 */
import { ACCESS_LEVELS, EDGE_KINDS, type EdgeKind, type NodeLabel } from '../../src/model/labels.ts';
import { countText } from '../../src/model/log-entries.ts';
import type { PropertyValue } from '../../src/model/properties.ts';
import { GRANT_KINDS } from '../../src/sdk/change-window.ts';
import type { EdgeLine, NodeLine } from './query-case.ts';
import type { Dice } from './random-numbers.ts';
import { FUTURE, PAST, RECENT } from './random-times.ts';

type Ends = readonly [from: readonly NodeLabel[], to: readonly NodeLabel[]];

/** Between what a relationship stands, with how often it is drawn. */
const TYPICAL: Readonly<Record<EdgeKind, { readonly often: number; readonly ends: readonly Ends[] }>> = {
  AUTHENTICATES_AS: { often: 3, ends: [[['Credential'], ['Identity']]] },
  EXPOSES: { often: 4, ends: [[['Workload', 'Resource'], ['Credential']]] },
  RUNS_AS: { often: 5, ends: [[['Workload'], ['Identity']]] },
  CAN_ASSUME: { often: 6, ends: [[['Identity'], ['Identity']]] },
  CAN_ESCALATE_TO: { often: 3, ends: [[['Identity'], ['Identity', 'Container']]] },
  MEMBER_OF: { often: 4, ends: [[['Identity'], ['Group']], [['Owner'], ['Owner']]] },
  CONTROLS: { often: 3, ends: [[['Identity', 'Group', 'Workload'], ['Workload', 'Identity']]] },
  CAN_ACCESS: { often: 8, ends: [[['Identity', 'Identity', 'Group'], ['Resource']], [['Identity'], ['Workload', 'Identity']]] },
  ACCESSED: { often: 5, ends: [[['Identity'], ['Resource', 'Resource', 'Workload', 'Identity']]] },
  DEPENDS_ON: { often: 3, ends: [[['Workload', 'Workload', 'Identity'], ['Credential', 'Resource', 'Resource', 'Identity', 'Workload']]] },
  OWNED_BY: { often: 5, ends: [[['Identity', 'Identity', 'Workload', 'Credential'], ['Owner', 'Owner', 'Owner', 'Identity']]] },
  CREATED_BY: { often: 3, ends: [[['Identity', 'Credential'], ['Identity', 'Owner']]] },
  HAS_PERMISSION: { often: 1, ends: [[['Identity', 'Group'], ['PermissionSet']]] },
  CONTAINED_IN: { often: 2, ends: [[['Identity', 'Resource', 'Workload'], ['Container']]] },
  PERFORMED: { often: 2, ends: [[['Identity'], ['Event']]] },
  USED: { often: 1, ends: [[['Event'], ['Credential']]] },
  TARGETED: { often: 2, ends: [[['Event'], ['Identity', 'Identity', 'Credential', 'Resource']]] },
  FLAGS: { often: 1, ends: [[['Finding'], ['Identity', 'Credential', 'Resource']]] },
  SAME_AS: { often: 1, ends: [[['Identity'], ['Identity']], [['Credential'], ['Credential']]] },
};
const DRAWN = EDGE_KINDS.flatMap((kind) => Array<EdgeKind>(TYPICAL[kind].often).fill(kind));
/** What nearly every thing of a label has. */
const USUAL: readonly (readonly [NodeLabel, EdgeKind, 'from' | 'to', number])[] = [
  ['Credential', 'AUTHENTICATES_AS', 'from', 0.85],
  ['Credential', 'EXPOSES', 'to', 0.5],
  ['Credential', 'DEPENDS_ON', 'to', 0.3],
  ['Credential', 'CREATED_BY', 'from', 0.25],
  ['Workload', 'RUNS_AS', 'from', 0.4],
  ['Event', 'PERFORMED', 'to', 0.9],
  ['Event', 'TARGETED', 'from', 0.7],
  ['Event', 'USED', 'from', 0.5],
  ['Identity', 'CONTAINED_IN', 'from', 0.4],
  ['Owner', 'MEMBER_OF', 'from', 0.4],
];
const SCOPES = ['case:one', 'case:one', 'case:one', 'case:two'];
const CONTAINED_SCOPES = [...SCOPES, 'aws-credential-report:1', 'aws-authorization-details:1'];

/** Relationships among these things, each unique by kind, ends and scope. */
export function randomEdges(nodes: readonly NodeLine[], dice: Dice): EdgeLine[] {
  const edges = new Map<string, EdgeLine>();
  const tell = (from: string, kind: EdgeKind, to: string, scope: string): void => {
    const key = `${from} ${kind} ${to} ${scope}`;
    if (!edges.has(key)) edges.set(key, [from, kind, to, edgeProperties(kind, scope, dice)]);
  };
  const add = (from: string | undefined, kind: EdgeKind, to: string | undefined): void => {
    if (from === undefined || to === undefined) return;
    const scopes = kind === 'CONTAINED_IN' ? CONTAINED_SCOPES : SCOPES;
    tell(from, kind, to, dice.pick(scopes));
    if (dice.chance(0.15)) tell(from, kind, to, dice.pick(scopes));
  };
  const among = (labels: readonly NodeLabel[]): string | undefined => {
    const label = dice.pick(labels);
    const found = nodes.filter((node) => node[0] === label);
    return found.length === 0 ? undefined : dice.pick(found)[1];
  };
  for (const [label, uid] of nodes) {
    for (const [of, kind, end, probability] of USUAL) {
      if (label !== of || !dice.chance(probability)) continue;
      const [from, to] = dice.pick(TYPICAL[kind].ends.filter((ends) => ends[end === 'from' ? 0 : 1].includes(label)));
      add(end === 'from' ? uid : among(from), kind, end === 'to' ? uid : among(to));
    }
  }
  for (let more = Math.round(nodes.length * (dice.whole(2, 40) / 10)); more > 0; more--) {
    if (dice.chance(0.1)) add(dice.pick(nodes)[1], dice.pick(EDGE_KINDS), dice.pick(nodes)[1]);
    const kind = dice.pick(DRAWN);
    const [from, to] = dice.pick(TYPICAL[kind].ends);
    add(among(from), kind, among(to));
  }
  return [...edges.values()];
}

type Given = Record<string, PropertyValue>;

const CONDITION_KEYS = ['aws:SourceIp', 'aws:PrincipalOrgID', 'gitlab.com:sub', 'gitlab.com:aud', 'sts:ExternalId'];
const LOGGED = ['s3:GetObject', 's3:getobject', 's3:PutObject', 'sqs:SendMessage', 'iam:PassRole', 'sts:AssumeRole', 'iam:CreateAccessKey'];

function edgeProperties(kind: EdgeKind, scope: string, dice: Dice): Given {
  const given: Given = { scope, since: dice.pick(PAST) };
  if (dice.chance(0.12)) given['until'] = dice.pick(PAST);
  if (dice.chance(0.2)) given['conditional'] = dice.chance(0.8);
  if (dice.chance(kind === 'CAN_ASSUME' ? 0.35 : 0.1)) given['conditionKeys'] = dice.some(CONDITION_KEYS, 0.4);
  if (dice.chance(0.1)) given['statements'] = ['{"effect":"Allow","policy":"p","statement":0}'];
  if (dice.chance(0.1)) given['how'] = 'somehow';
  if (dice.chance(0.1)) given['certainty'] = dice.pick(['proven', 'potential']);
  if (dice.chance(0.06)) Object.assign(given, { count: dice.whole(0, 3), denied: dice.whole(0, 3) });
  if (GRANT_KINDS.includes(kind)) grantProperties(given, dice);
  OF_KIND[kind]?.(given, dice);
  return given;
}

function grantProperties(given: Given, dice: Dice): void {
  if (dice.chance(0.35)) given['expiresAt'] = dice.pick([...PAST, ...FUTURE.slice(0, 3)]);
  if (dice.chance(0.25)) given['justification'] = dice.pick(['migration', 'on call']);
  if (dice.chance(0.25)) given['ticket'] = dice.pick(['OPS-1', 'OPS-2']);
}

const OF_KIND: Partial<Record<EdgeKind, (given: Given, dice: Dice) => void>> = {
  EXPOSES(given, dice) {
    if (dice.chance(0.7)) given['how'] = dice.pick(['env', 'log', 'repo', 'secret_store', 'state']);
  },
  CAN_ASSUME(given, dice) {
    if (dice.chance(0.3)) given['externalId'] = dice.chance(0.5);
    if (dice.chance(0.4)) given['actions'] = dice.some(['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'], 0.5);
  },
  CAN_ESCALATE_TO(given, dice) {
    if (dice.chance(0.85)) given['certainty'] = dice.pick(['proven', 'proven', 'potential']);
    if (dice.chance(0.7)) given['path'] = dice.pick(['iam-001', 'lambda-001']);
    if (dice.chance(0.5)) given['how'] = 'iam:PassRole';
  },
  CAN_ACCESS(given, dice) {
    if (dice.chance(0.88)) given['level'] = dice.pick([...ACCESS_LEVELS, 'read', 'write']);
    if (dice.chance(0.3)) given['actions'] = dice.some(LOGGED, 0.3);
  },
  ACCESSED: accessedProperties,
  CREATED_BY(given, dice) {
    if (dice.chance(0.6)) given['at'] = dice.pick(PAST);
  },
};

function accessedProperties(given: Given, dice: Dice): void {
  const count = dice.whole(0, 4);
  if (dice.chance(0.9)) given['count'] = count;
  if (dice.chance(0.4)) given['denied'] = dice.whole(0, count);
  const [first, last] = [dice.pick(PAST), dice.pick(RECENT)].sort();
  if (dice.chance(0.85)) given['firstSeen'] = first!;
  if (dice.chance(0.85)) given['lastSeen'] = last!;
  if (dice.chance(0.7)) given['actions'] = [...new Set([dice.pick(LOGGED), dice.pick(LOGGED)])].sort();
  if (dice.chance(0.5)) given['days'] = [...new Set([first!, last!].map((time) => time.slice(0, 10)))].map((day) => countText(day, count, dice.chance(0.3) ? 1 : 0));
}
