/** Made-up walk views for layout, model and drawing: a tiny one, a wide fan-out, a deep one, a dense one, a large one. */
import type { EdgeKind, NodeLabel } from '../../../src/model/labels.ts';
import type { Group, Thing, WalkView } from '../../../src/protocol/shapes.ts';

export function thing(uid: string, label: NodeLabel, over: Partial<Thing> = {}): Thing {
  return {
    uid,
    label,
    name: uid,
    kind: null,
    provider: 'aws',
    environment: null,
    isNhi: label === 'Identity' ? true : null,
    orphanReasons: [],
    tier0: false,
    sensitivity: null,
    stale: false,
    thirdParty: false,
    missing: false,
    closed: false,
    ...over,
  };
}

export function group(id: string, hop: number, label: NodeLabel, kind: string, count: number, over: Partial<Group> = {}): Group {
  return { id: `group:${id}`, hop, label, kind, provider: 'aws', count, sensitive: 0, orphaned: 0, named: [], ...over };
}

type WalkLink = WalkView['links'][number];

export function link(from: string, to: string, kind: EdgeKind, over: Partial<WalkLink> = {}): WalkLink {
  const observed = kind === 'ACCESSED';
  return { from, to, kinds: [kind], count: 1, conditional: false, observed, granted: !observed, denied: false, ...over };
}

export function walkView(parts: Pick<WalkView, 'seeds' | 'nodes' | 'groups' | 'links'> & Partial<WalkView>): WalkView {
  const reached = parts.nodes.filter((node) => node.hop > 0).length + parts.groups.reduce((sum, { count }) => sum + count, 0);
  const maximumHop = Math.max(0, ...parts.nodes.map((node) => node.hop), ...parts.groups.map(({ hop }) => hop));
  return {
    view: 'view-1',
    direction: 'forward',
    sentence: `ci-deploy's key reaches ${reached} things, 4 of them crown jewels, nearest in 3 hops; 19 were used in the window.`,
    reached,
    crownJewels: 4,
    tier0: 1,
    maximumHop,
    labels: [],
    granted: reached,
    observed: 0,
    leftOut: 0,
    ...parts,
  };
}

/** The key of a service account, its identity, and one bucket. */
export function tinyView(): WalkView {
  const key = thing('AKIAEXAMPLE000000001', 'Credential', { name: 'ci-deploy key 1', kind: 'access_key' });
  const user = thing('arn:aws:iam::111122223333:user/ci-deploy', 'Identity', { name: 'ci-deploy', kind: 'iam_user', orphanReasons: ['owner-left'] });
  const bucket = thing('arn:aws:s3:::invoices', 'Resource', { name: 'invoices', kind: 's3_bucket', sensitivity: 3 });
  return walkView({
    seeds: [key],
    nodes: [node(key, 0), node(user, 1), node(bucket, 2)],
    groups: [],
    links: [
      link(key.uid, user.uid, 'AUTHENTICATES_AS'),
      link(user.uid, bucket.uid, 'CAN_ACCESS', { kinds: ['CAN_ACCESS', 'ACCESSED'], observed: true, attempts: 1204 }),
    ],
  });
}

/** A key that reaches nothing. */
export function nothingView(): WalkView {
  const key = thing('AKIAEXAMPLE000000009', 'Credential', { name: 'unused key', kind: 'access_key' });
  return walkView({ seeds: [key], nodes: [node(key, 0)], groups: [], links: [], sentence: 'unused key reaches nothing.' });
}

function node(of: Thing, hop: number): WalkView['nodes'][number] {
  return { thing: of, hop, evidence: 'granted' };
}

export interface Shape {
  /** Things at each hop from 1. */
  readonly things: readonly number[];
  /** Groups at each hop from 1. */
  readonly groups?: readonly number[];
  readonly links: number;
  readonly seeds?: number;
  readonly direction?: WalkView['direction'];
}

/** 1 → 6 → 40 and groups. */
export const WIDE: Shape = { things: [6, 40], groups: [0, 5], links: 90 };
export const DEEP: Shape = { things: [2, 4, 6, 7, 5, 3], groups: [0, 1, 2, 1, 1, 1], links: 60 };
export const DENSE: Shape = { things: [12, 38, 44, 22], groups: [0, 1, 2, 1], links: 350 };
export const FULL: Shape = { things: [30, 100, 120, 45], groups: [1, 1, 1, 1], links: 600 };

const IDENTITIES = ['ci-deploy', 'release-bot', 'etl-nightly', 'payments-api', 'terraform-apply', 'backup-runner', 'lambda-thumbnailer', 'vendor-monitoring', 'break-glass-admin'];
const RESOURCES = ['customer-exports', 'invoices', 'audit-logs', 'model-artifacts', 'prod-orders-db', 'terraform-state', 'session-cache', 'secrets-store', 'web-assets'];

/** Same shape, same view: everything is drawn from a generator with a fixed seed. */
export function shapedView(shape: Shape): WalkView {
  const random = generator(7);
  const seeds = Array.from({ length: shape.seeds ?? 1 }, (_, index) =>
    thing(`AKIAEXAMPLE00000000${index}`, 'Credential', { name: `ci-deploy key ${index + 1}`, kind: 'access_key' }),
  );
  const nodes = seeds.map((seed) => node(seed, 0));
  const groups: Group[] = [];
  const byHop: string[][] = [seeds.map((seed) => seed.uid)];
  shape.things.forEach((count, index) => {
    const hop = index + 1;
    const things = Array.from({ length: count }, (_, number) => randomThing(hop, number, random));
    nodes.push(...things.map((of) => node(of, hop)));
    const folded = Array.from({ length: shape.groups?.[index] ?? 0 }, (_, number) => randomGroup(hop, number, random));
    groups.push(...folded);
    byHop.push([...things.map((of) => of.uid), ...folded.map(({ id }) => id)]);
  });
  const links = randomLinks(byHop, shape.links, random);
  return walkView({ seeds, nodes, groups, links, ...(shape.direction === 'backward' ? { direction: 'backward', links: links.map(turned) } : {}) });
}

function turned(of: WalkLink): WalkLink {
  return { ...of, from: of.to, to: of.from };
}

function randomThing(hop: number, number: number, random: () => number): Thing {
  const label = pick(hop === 1 ? (['Identity', 'Identity', 'Group', 'Workload'] as const) : (['Resource', 'Resource', 'Resource', 'Identity', 'Identity', 'Workload', 'Credential', 'Container', 'Group'] as const), random);
  const base = pick(label === 'Resource' || label === 'Container' ? RESOURCES : IDENTITIES, random);
  const human = label === 'Identity' && random() < 0.15;
  return thing(`uid-${hop}-${number}`, label, {
    name: human ? pick(['Ada Moreau', 'Tomas Lindqvist', 'Priya Nair'], random) : `${base}-${pick(['prod', 'eu-west-1', 'staging', 'shared-services'], random)}-${number}`,
    kind: label === 'Identity' ? (human ? 'human' : 'iam_role') : label === 'Resource' ? 's3_bucket' : null,
    provider: pick(['aws', 'aws', 'aws', 'github', 'gcp', 'azure', 'kubernetes', 'okta', 'snowflake'], random),
    orphanReasons: label === 'Identity' && !human && random() < 0.2 ? [pick(['never-owned', 'owner-left', 'owner-unknown'], random)] : [],
    tier0: label === 'Identity' && random() < 0.07,
    sensitivity: label === 'Resource' ? Math.floor(random() * 3.3) : null,
    stale: random() < 0.1,
    thirdParty: label === 'Identity' && random() < 0.12,
    missing: random() < 0.05,
  });
}

function randomGroup(hop: number, number: number, random: () => number): Group {
  const [label, kind] = pick([['Resource', 's3_bucket'], ['Resource', 'dynamodb_table'], ['Identity', 'iam_role'], ['Workload', 'lambda_function'], ['Credential', 'access_key']] as const, random);
  const count = 6 + Math.floor(random() ** 2 * 900);
  return group(`${hop}:${label}:${kind}:aws:${number}`, hop, label, kind, count, {
    sensitive: random() < 0.5 ? Math.ceil(random() * 5) : 0,
    orphaned: label === 'Identity' && random() < 0.6 ? Math.ceil(random() * 8) : 0,
    named: [{ uid: `named-${hop}-${number}`, name: 'customer-exports-prod' }],
  });
}

/** Every node has a link from the hop before it; the rest fall anywhere, some within a hop. */
function randomLinks(byHop: readonly (readonly string[])[], count: number, random: () => number): WalkLink[] {
  const links = new Map<string, WalkLink>();
  const add = (from: string, to: string, hop: number) => {
    if (from !== to) links.set(`${from} ${to}`, randomLink(from, to, hop, random));
  };
  byHop.forEach((ids, hop) => {
    if (hop > 0) for (const id of ids) add(pick(byHop[hop - 1]!, random), id, hop);
  });
  for (let attempt = 0; links.size < count && attempt < count * 20; attempt += 1) {
    const hop = 1 + Math.floor(random() * (byHop.length - 1));
    const source = byHop[random() < 0.12 ? hop : hop - 1]!;
    // Some have far more links than others, as in life.
    add(source[Math.floor(random() ** 2 * source.length)]!, pick(byHop[hop]!, random), hop);
  }
  return [...links.values()];
}

function randomLink(from: string, to: string, hop: number, random: () => number): WalkLink {
  const style = random();
  const conditional = random() < 0.12;
  if (style < 0.55) return link(from, to, hop === 1 ? 'CAN_ASSUME' : 'CAN_ACCESS', { conditional });
  if (style < 0.75) return link(from, to, 'ACCESSED', { attempts: Math.ceil(10 ** (random() * 4)) });
  if (style < 0.95) return link(from, to, 'CAN_ACCESS', { kinds: ['CAN_ACCESS', 'ACCESSED'], observed: true, attempts: Math.ceil(10 ** (random() * 4)), denied: random() < 0.2 });
  return link(from, to, 'ACCESSED', { observed: false, denied: true });
}

function pick<T>(from: readonly T[], random: () => number): T {
  return from[Math.floor(random() * from.length)]!;
}

/** Park and Miller's generator: small, and the same everywhere. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
