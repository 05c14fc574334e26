/**
 * What AWS principals may get at: resources, and workloads that can be taken over. Things of one type form a class that
 * shares its actions, so that what a statement allows is worked out once for each class and not for each thing.
 */
import type { Graph } from '../../graph/graph.ts';
import { actionsOfService, childArnPattern, childTypes, resourceTypeOfArn, type Policy, type Resource } from '../../iam/index.ts';
import { ACCESS_LEVELS, awsAccountUid, parseArn, type AccessLevel } from '../../sdk/index.ts';
import { tagsOf, type Estate } from './estate.ts';

export interface TargetAction {
  /** `s3:GetObject`. */
  readonly name: string;
  readonly lower: string;
  readonly level: AccessLevel;
  /** 0: on the thing itself; otherwise 1 + index into the class's child types (a bucket's objects). */
  readonly on: number;
}

export interface TargetClass {
  readonly key: string;
  readonly edge: 'CAN_ACCESS' | 'CONTROLS';
  /** Highest level first, then by name. */
  readonly actions: readonly TargetAction[];
  readonly targets: Target[];
}

export interface Target {
  readonly index: number;
  readonly uid: string;
  /** Owner account; undefined when nothing tells. */
  readonly account: string | undefined;
  /** By TargetAction.on: the ARN asked for, children as a pattern. */
  readonly resources: readonly Resource[];
  readonly policy: Policy | undefined;
}

/** Actions that take a workload over: run code in it, or change what it runs. */
const TAKEOVER: Readonly<Record<string, readonly string[]>> = {
  lambda_function: ['lambda:UpdateFunctionCode', 'lambda:UpdateFunctionConfiguration'],
  ec2_instance: ['ssm:SendCommand', 'ssm:StartSession', 'ec2-instance-connect:SendSSHPublicKey', 'ec2-instance-connect:SendSerialConsoleSSHPublicKey'],
  ecs_task: ['ecs:ExecuteCommand'],
  ecs_service: ['ecs:UpdateService', 'ecs:ExecuteCommand'],
};

/** All targets of the graph by class. A thing whose ARN is of no known type is left out: no action is known for it. */
export function gatherTargets(estate: Estate): TargetClass[] {
  const { graph } = estate;
  const classes = new Map<string, TargetClass>();
  for (const index of [...graph.withLabel('Resource'), ...graph.withLabel('Workload')]) {
    if (graph.isClosed(index)) continue;
    const uid = graph.uid(index);
    if (!uid.startsWith('arn:')) continue;
    const workload = graph.label(index) === 'Workload';
    // All of a service in an account, for events that name no resource: nothing that a policy could name.
    if (graph.text(index, 'kind') === 'service') continue;
    const type = resourceTypeOfArn(uid);
    const kind = graph.text(index, 'kind') ?? '';
    const key = workload ? `workload ${kind}` : type ? `${type.service} ${type.type}` : undefined;
    if (key === undefined || (workload && !Object.hasOwn(TAKEOVER, kind))) continue;
    let found = classes.get(key);
    if (!found) {
      const actions = workload ? takeoverActions(TAKEOVER[kind]!) : actionsOn(type!.service, type!.type);
      found = { key, edge: workload ? 'CONTROLS' : 'CAN_ACCESS', actions, targets: [] };
      classes.set(key, found);
    }
    found.targets.push(readTarget(estate, index, uid, workload ? [] : childPatterns(uid, type!.service, type!.type)));
  }
  return [...classes.values()].filter(({ actions }) => actions.length > 0);
}

function readTarget(estate: Estate, index: number, uid: string, children: readonly string[]): Target {
  const { graph, policies, organization } = estate;
  const account = parseArn(uid)?.account || ownerAccount(estate, index);
  const text = graph.text(index, 'resourcePolicy');
  const policy = text === undefined ? undefined : policies.document('resource', `${uid}#policy`, `policy of ${graph.name(index)}`, text);
  const controls = account === undefined ? undefined : organization.resourceControlPolicies(account);
  const common = {
    ...(account === undefined ? {} : { account }),
    ...(policy ? { policies: [policy] } : {}),
    ...(controls ? { resourceControlPolicies: controls } : {}),
    tags: tagsOf(graph, index),
  };
  return { index, uid, account, policy, resources: [uid, ...children].map((arn) => ({ arn, ...common })) };
}

/** A bucket's ARN has no account: what it is contained in tells, else whose log it was seen in, else the only account there is. */
function ownerAccount({ graph, accounts }: Estate, index: number): string | undefined {
  for (const edge of graph.outEdges(index)) {
    if (graph.edgeKind(edge) !== 'CONTAINED_IN' || !graph.isOpen(edge)) continue;
    const container = graph.columns.to[edge]!;
    const account = parseArn(graph.uid(container))?.account;
    if (account && graph.uid(container) === awsAccountUid(account)) return account;
  }
  const [seen] = seenIn(graph, index);
  return seen ?? (accounts.size === 1 ? [...accounts][0] : undefined);
}

/** Accounts in whose logs access to the thing was recorded, in order. */
function seenIn(graph: Graph, index: number): string[] {
  const accounts = new Set<string>();
  for (const edge of graph.inEdges(index)) {
    const account = /^aws-cloudtrail:(\d{12})$/.exec(graph.edgeKind(edge) === 'ACCESSED' ? graph.edgeScope(edge) : '')?.[1];
    if (account !== undefined) accounts.add(account);
  }
  return [...accounts].sort();
}

const childPatterns = (arn: string, service: string, type: string): string[] =>
  childTypes(service, type).map((child) => childArnPattern(arn, service, child));

const LEVEL_ORDER = (a: TargetAction, b: TargetAction): number =>
  ACCESS_LEVELS.indexOf(b.level) - ACCESS_LEVELS.indexOf(a.level) || (a.name < b.name ? -1 : 1);

function actionsOn(service: string, type: string): TargetAction[] {
  const children = childTypes(service, type);
  const actions: TargetAction[] = [];
  for (const { name, level, resourceTypes } of actionsOfService(service)) {
    const on = resourceTypes.includes(type) ? 0 : 1 + children.findIndex((child) => resourceTypes.includes(child));
    if (on === 0 && !resourceTypes.includes(type)) continue;
    actions.push({ name, lower: name.toLowerCase(), level, on });
  }
  return actions.sort(LEVEL_ORDER);
}

const takeoverActions = (names: readonly string[]): TargetAction[] =>
  names.map((name): TargetAction => ({ name, lower: name.toLowerCase(), level: 'write', on: 0 })).sort(LEVEL_ORDER);
