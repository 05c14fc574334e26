/** A client that answers the Investigate view's questions from a made-up walk view, as the back end would. */
import { AppError } from '../../../../src/base/errors.ts';
import type { CallOptions, Client } from '../../../../src/protocol/client.ts';
import type { Input, Output, ProcedureName } from '../../../../src/protocol/procedures.ts';
import type { Link, Thing, WalkView } from '../../../../src/protocol/shapes.ts';
import { thing } from '../walk-views.ts';

type Answers = { [P in ProcedureName]?: (input: Input<P>) => Output<P> };

export interface Canned {
  readonly client: Client;
  /** Every call made, in order. */
  readonly calls: { readonly procedure: string; readonly input: unknown }[];
}

/** @param delay milliseconds before each answer */
export function cannedClient(walk: WalkView, delay = 0): Canned {
  const calls: { procedure: string; input: unknown }[] = [];
  const answers: Answers = {
    'walk.run': (input) => openGroups({ ...walk, view: `view-${calls.length}` }, input.open ?? []),
    'walk.members': ({ group, offset, limit }) => members(walk, group, offset, limit),
    'walk.close': () => ({}),
    'walk.why': ({ from, to }) => path(walk, from, to),
    'thing.neighbours': ({ uid, drawn = [] }) => neighbours(uid, drawn),
    'thing.find': ({ text }) => found(walk, text),
  };
  const call = async <P extends ProcedureName>(procedure: P, input: Input<P>, options?: CallOptions<P>): Promise<Output<P>> => {
    calls.push({ procedure, input });
    if (delay > 0) await new Promise((done) => setTimeout(done, delay));
    if (options?.signal?.aborted) throw new AppError('aborted', 'The call was cancelled.');
    const answer = answers[procedure] as ((input: Input<P>) => Output<P>) | undefined;
    if (!answer) throw new AppError('bad-request', `The fixture has no answer for ${procedure}.`);
    return answer(input);
  };
  return { client: { call, onClose: () => undefined, close: () => undefined }, calls };
}

/** A group of 8 opens whole. */
function openGroups(walk: WalkView, open: readonly string[]): WalkView {
  const opened = walk.groups.filter((group) => open.includes(group.id));
  if (opened.length === 0) return walk;
  const added = opened.flatMap((group) =>
    Array.from({ length: Math.min(group.count, 8) }, (_, index) => ({
      group: group.id,
      hop: group.hop,
      thing: thing(`${group.id.slice(6)}/${index}`, group.label, { name: `${group.kind}-${index}`, kind: group.kind, provider: group.provider }),
    })),
  );
  return {
    ...walk,
    nodes: [...walk.nodes, ...added.map(({ thing: of, hop }) => ({ thing: of, hop, evidence: 'granted' as const }))],
    groups: walk.groups.filter((group) => !open.includes(group.id)),
    links: walk.links.flatMap((link) => {
      if (open.includes(link.to)) return added.filter(({ group }) => group === link.to).map(({ thing: of }) => ({ ...link, to: of.uid }));
      return open.includes(link.from) ? [] : [link];
    }),
  };
}

function members(walk: WalkView, group: string | undefined, offset: number, limit: number): Output<'walk.members'> {
  const of = walk.groups.find(({ id }) => id === group);
  const all = of
    ? Array.from({ length: of.count }, (_, index) => ({ hop: of.hop, thing: thing(`${of.id}/${index}`, of.label, { name: `${of.kind}-${index}`, kind: of.kind }) }))
    : walk.nodes.filter(({ hop }) => hop > 0).map(({ thing: each, hop }) => ({ thing: each, hop }));
  return { total: all.length, members: all.slice(offset, offset + limit) };
}

/** Along the walk's links, breadth first. */
function path(walk: WalkView, from: string, to: string): Output<'walk.why'> {
  const things = new Map(walk.nodes.map(({ thing: each }) => [each.uid, each]));
  const came = new Map<string, WalkView['links'][number] | null>([[from, null]]);
  const queue = [from];
  for (let at = queue.shift(); at !== undefined && !came.has(to); at = queue.shift()) {
    for (const link of walk.links) {
      if (link.from !== at || came.has(link.to) || !things.has(link.to)) continue;
      came.set(link.to, link);
      queue.push(link.to);
    }
  }
  const steps: Output<'walk.why'>['steps'] = [];
  for (let link = came.get(to); link; link = came.get(link.from)) steps.unshift(step(link));
  if (steps.length === 0) return { things: [], steps: [] };
  return { things: [things.get(from)!, ...steps.map((each) => things.get(each.to)!)], steps };
}

function step({ from, to, kinds, conditional, attempts }: WalkView['links'][number]): Output<'walk.why'>['steps'][number] {
  const links = kinds.map((kind) => ({
    link: merged(kind, from, to, { conditional, level: kind === 'CAN_ACCESS' ? ('write' as const) : null, count: kind === 'ACCESSED' ? (attempts ?? 1) : null }),
    properties: (kind === 'CAN_ACCESS' ? { actions: ['s3:GetObject', 's3:PutObject'] } : {}) as Record<string, string[]>,
    evidence: [{ import: 'import://aws/1', file: 'account-111122223333/authorization.json', at: '/RoleDetailList/3' }],
  }));
  return { from, to, links };
}

function merged(kind: Link['kind'], from: string, to: string, over: Partial<Link>): Link {
  return { kind, from, to, level: null, conditional: false, count: null, denied: null, firstSeen: null, lastSeen: null, records: 1, ...over };
}

/** Three new ones each time, and twelve more. */
function neighbours(uid: string, drawn: readonly string[]): Output<'thing.neighbours'> {
  const all: Thing[] = Array.from({ length: 15 }, (_, index) => thing(`${uid}+${index}`, index === 0 ? 'Owner' : 'Resource', { name: index === 0 ? 'Platform team' : `neighbour-${index}`, kind: index === 0 ? 'team' : 's3_bucket' }));
  const fresh = all.filter((each) => !drawn.includes(each.uid));
  const things = fresh.slice(0, 3);
  return { things, links: things.map((each) => merged(each.label === 'Owner' ? 'OWNED_BY' : 'CAN_ACCESS', uid, each.uid, {})), more: fresh.length - things.length };
}

function found(walk: WalkView, text: string): Output<'thing.find'> {
  return walk.nodes
    .filter(({ thing: each }) => each.name.toLowerCase().includes(text.toLowerCase()))
    .slice(0, 10)
    .map(({ thing: each }) => ({ thing: each, matched: each.name, exact: false }));
}
