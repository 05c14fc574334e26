/** What to do, in which order, whom to call: an incident's plan, each step measured on top of the steps before it. */
import {
  AppError,
  COSTS_PARAMETER,
  ENDLESS_WALK_PARAMETERS,
  EVIDENCE_MODES,
  SEEDS_PARAMETER,
  TARGETS_PARAMETER,
  containmentPlan,
  cutCostOf,
  deactivateCommand,
  defineQuery,
  endSessionsCommand,
  identitiesOf,
  ownersOf,
  parseArn,
  seedIndexes,
  shellCommand,
  suspendCommand,
  targetIndexes,
  walkFilterOf,
  z,
  type ContainmentStep,
  type EdgeKind,
  type Graph,
  type Row,
} from '../../src/sdk/index.ts';

/** What cutting a relationship is called by those who do it. */
const CUT_ACTIONS: Readonly<Partial<Record<EdgeKind, string>>> = {
  AUTHENTICATES_AS: 'revoke-credential',
  EXPOSES: 'remove-secret',
  RUNS_AS: 'detach-identity',
  CAN_ASSUME: 'cut-trust',
  MEMBER_OF: 'remove-from-group',
  CONTROLS: 'remove-control',
};

const { mode: _mode, at: _at, ...filters } = ENDLESS_WALK_PARAMETERS;

export default defineQuery({
  id: 'containment-plan',
  title: 'Containment plan',
  question: 'These are compromised: what to revoke, rotate and cut, in which order, and whom to call?',
  description:
    'First the seeds: credentials are revoked, identities disabled, workloads isolated. Then what the attacker made (identities and credentials by CREATED_BY, and credentials added to identities it entered), what it may have copied (usable credentials that lie where the logs show it in the window), the sessions it opened (identities it was seen to enter, as by assuming a role) and workloads it took over (it was seen on one that it controls). Then, where targets are still in reach, the edges of the minimum cut. Within each, what removes most targets comes first, then what removes most things, then what leads to most, then what breaks fewest workloads. A rotated credential lies in secret stores as the old one did, and in no other place. Give the window: without one all that the seeds ever made counts as the attacker’s. Steps of the first two kinds are in the plan even where they remove nothing alone.',
  parameters: z.object({
    seeds: SEEDS_PARAMETER,
    targets: TARGETS_PARAMETER,
    mode: z.enum(EVIDENCE_MODES).default('both').describe('What counts as reach: granted, observed, or both'),
    ...filters,
    costs: COSTS_PARAMETER,
    limit: z.number().int().min(1).max(1000).default(100).describe('Most steps'),
  }),
  columns: [
    { name: 'step', title: 'Step', type: 'integer', description: 'From 1, in the order to be taken.' },
    { name: 'action', title: 'Action', type: 'text', description: 'revoke-credential, disable-identity, block-source (of an external one), isolate-workload (off the network, then build it anew), rotate-credential, revoke-sessions, cut-trust, remove-grant, remove-from-group, remove-control, remove-secret or detach-identity.' },
    { name: 'uid', title: 'Id', type: 'uid', description: 'The thing, or where the relationship starts.' },
    { name: 'name', title: 'Name', type: 'text', description: 'What people call it.' },
    { name: 'kind', title: 'Kind', type: 'text', description: 'The provider’s kind of thing, or the kind of relationship to cut.' },
    { name: 'to', title: 'To', type: 'uid', description: 'Where the relationship ends.' },
    { name: 'toName', title: 'To name', type: 'text', description: 'What people call it.' },
    { name: 'removes', title: 'Removes', type: 'integer', description: 'Things that are no longer in reach after this step.' },
    { name: 'remaining', title: 'Remaining', type: 'integer', description: 'Things still in reach. What the attacker holds at first is not counted.' },
    { name: 'crownJewelsRemoved', title: 'Crown jewels removed', type: 'integer', description: 'Targets that are no longer in reach after this step: crown jewels and tier 0, or those asked for.' },
    { name: 'crownJewelsRemaining', title: 'Crown jewels remaining', type: 'integer', description: 'Targets still in reach.' },
    { name: 'breaks', title: 'Breaks', type: 'texts', description: 'Ids of workloads that may stop: they run as it, depend on it or hold its credential, or are it.' },
    { name: 'owners', title: 'Owners', type: 'texts', description: 'Whom to call: the owners of these workloads, of the thing and of where the relationship ends.' },
    { name: 'command', title: 'Command', type: 'text', description: 'Does it, for people to read and run; empty where no single command does.' },
  ],
  order: ['step'],
  answer: (graph, asked, { now, signal }) => {
    if (asked.from !== undefined && asked.to !== undefined && asked.from > asked.to) {
      throw new AppError('bad-request', `The window ends (${asked.to}) before it begins (${asked.from}). Swap from and to.`, { detail: { from: asked.from, to: asked.to } });
    }
    const seeds = seedIndexes(graph, asked.seeds);
    const question = { seeds, targets: targetIndexes(graph, seeds, asked.targets), filter: walkFilterOf(asked), now, costOf: cutCostOf(asked.costs), limit: asked.limit };
    return containmentPlan(graph, question, signal).map((step, place) => row(graph, step, place + 1, now));
  },
  cypher: { none: 'Each step is measured on the graph that the steps before it leave, and the last ones come from a minimum cut; plain Cypher can neither change what it reads nor say a cut.' },
});

function row(graph: Graph, step: ContainmentStep, number: number, now: string): Row {
  const { node, kind, to, breaks } = step;
  const action = actionOf(graph, step);
  return {
    step: number,
    action,
    uid: graph.uid(node),
    name: graph.name(node),
    kind: kind ?? graph.text(node, 'kind') ?? null,
    to: to === undefined ? null : graph.uid(to),
    toName: to === undefined ? null : graph.name(to),
    removes: step.removes,
    remaining: step.remaining,
    crownJewelsRemoved: step.targetsRemoved,
    crownJewelsRemaining: step.targetsRemaining,
    breaks: breaks.map((workload) => graph.uid(workload)),
    owners: ownerNames(graph, [...breaks, node, ...(to === undefined ? [] : [to])]),
    command: commandOf(graph, step, action, now) ?? null,
  };
}

function actionOf(graph: Graph, { effect, node, kind }: ContainmentStep): string {
  const isCredential = graph.label(node) === 'Credential';
  if (effect === 'disable' && graph.label(node) === 'Workload') return 'isolate-workload';
  if (effect === 'disable' && graph.text(node, 'kind') === 'external') return 'block-source';
  if (effect === 'disable') return isCredential ? 'revoke-credential' : 'disable-identity';
  if (effect === 'release') return isCredential ? 'rotate-credential' : 'revoke-sessions';
  return (kind && CUT_ACTIONS[kind]) ?? 'remove-grant';
}

function ownerNames(graph: Graph, things: readonly number[]): string[] {
  return [...new Set(things.flatMap((thing) => ownersOf(graph, thing)).map((owner) => graph.name(owner)))].sort();
}

function commandOf(graph: Graph, { node, to }: ContainmentStep, action: string, now: string): string | undefined {
  const uid = graph.uid(node);
  if (action === 'revoke-credential' || action === 'rotate-credential') {
    const [identity] = identitiesOf(graph, node);
    return deactivateCommand({ uid, kind: graph.text(node, 'kind') ?? null, identity: identity === undefined ? null : graph.uid(identity) });
  }
  if (action === 'disable-identity') return suspendCommand(uid);
  if (action === 'revoke-sessions') return endSessionsCommand(uid, now);
  const [user, group] = [parseArn(uid), to === undefined ? undefined : parseArn(graph.uid(to))];
  if (action !== 'remove-from-group' || user?.type !== 'user' || group?.type !== 'group') return undefined;
  return shellCommand(['aws', 'iam', 'remove-user-from-group', '--user-name', user.name, '--group-name', group.name]);
}
