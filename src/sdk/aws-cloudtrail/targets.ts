/** What an event was about: the resources it lists, else what its request names, else the service as a whole. */
import { parseArn } from '../aws.ts';
import { awsPartition } from '../aws-resource.ts';
import type { Action } from './activity.ts';
import type { Actor } from './actors.ts';
import { errorClass } from './error-codes.ts';
import { iamTargets } from './iam-targets.ts';
import { fieldsOf, listOf, textOf, type Fields } from './record.ts';
import { rulesOf, valuesAt, type Surroundings } from './target-rules.ts';
import { serviceThing, type Thing, type Things } from './things.ts';

/** A record, and what was worked out of it before. */
export interface Met {
  readonly record: Fields;
  readonly action: Action;
  readonly actor: Actor | undefined;
  readonly account: string;
}

const TAKEN_FROM_ANSWER = 4;
const REFUSED_RESOURCE = /on resource: (arn:[^\s"]+?)[.,]?(?=[\s"]|$)/;

/** At least one, without repeats. */
export function targetsOf(met: Met, things: Things): Thing[] {
  const found = new Map<string, Thing>();
  const add = (thing: Thing | undefined): void => {
    if (thing && isTarget(thing, met.action) && !isCaller(thing, met)) found.set(thing.uid, thing);
  };
  for (const entry of listOf(met.record['resources'])) {
    const arn = textOf(fieldsOf(entry)?.['ARN']) ?? textOf(fieldsOf(entry)?.['arn']);
    if (arn !== undefined) add(things.ofArn(arn));
  }
  const around = surroundings(met);
  if (found.size === 0) fromRequest(met, around, things, add);
  if (found.size === 0 && met.action.activity !== 'read') fromAnswer(met, things, add);
  if (found.size === 0) fromRefusal(met.record, things, add);
  if (found.size === 0) return [serviceThing(met.action.service, met.account, around.partition)];
  return [...found.values()];
}

/** Every call names its caller somehow; what it was about is something else. */
function isCaller(thing: Thing, { actor, action }: Met): boolean {
  return thing.uid === actor?.uid && action.service !== 'iam';
}

/** An identity is a target where it is assumed or changed; one that an event only mentions is not. */
function isTarget({ label }: Thing, { service, activity, name }: Action): boolean {
  if (label === 'Resource' || label === 'Workload' || label === 'Container') return true;
  if (service === 'sts') return name.startsWith('AssumeRo');
  return (service === 'iam' || service === 'sso' || service === 'organizations') && activity !== 'read';
}

export function surroundings({ record, actor, account }: Met): Surroundings {
  const region = textOf(record['awsRegion']) ?? '';
  const partition = actor?.partition || awsPartition(region);
  return { partition, region, account };
}

type Add = (thing: Thing | undefined) => void;

function fromRequest(met: Met, around: Surroundings, things: Things, add: Add): void {
  const request = fieldsOf(met.record['requestParameters']);
  const { service, name } = met.action;
  if (service === 'iam') for (const thing of iamTargets(met, around, things)) add(thing);
  if (!request) return;
  if (service === 'sts') {
    add(ofText(things, request['roleArn']));
    const principal = textOf(request['targetPrincipal']);
    if (principal !== undefined) add(things.ofArn(principal.startsWith('arn:') ? principal : `arn:${around.partition}:iam::${principal}:root`));
    return;
  }
  if (service === 'organizations') add(memberAccount(request, around, things));
  let named = false;
  for (const rule of rulesOf(service)) {
    if (rule.when !== undefined && !rule.when.test(name)) continue;
    for (const value of valuesAt(request, rule.path)) {
      const text = textOf(value);
      if (text === undefined) continue;
      named = true;
      add(things.ofArn(text.startsWith('arn:') ? text : rule.arn(text, around)));
    }
  }
  if (!named) addArns(request, service, things, add);
}

const ofText = (things: Things, value: unknown): Thing | undefined => things.ofArn(textOf(value) ?? '');

function memberAccount(request: Fields, { partition, account }: Surroundings, things: Things): Thing | undefined {
  const id = [request['accountId'], request['targetId']].map(textOf).find((value) => value !== undefined && /^\d{12}$/.test(value));
  return id === undefined ? undefined : things.ofArn(`arn:${partition}:organizations::${account}:account/o/${id}`);
}

/** Fields whose value is an ARN of the service itself, and `resourceArn`, whosever it is. */
function addArns(fields: Fields, service: string, things: Things, add: Add): void {
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value !== 'string' || !value.startsWith('arn:')) continue;
    if (parseArn(value)?.service === service || name.toLowerCase() === 'resourcearn') add(things.ofArn(value));
  }
}

/** What was made is named in the answer alone: `trustAnchor.trustAnchorArn`, `tasks[].taskArn`. */
function fromAnswer({ record, action }: Met, things: Things, add: Add): void {
  const answer = fieldsOf(record['responseElements']);
  if (!answer) return;
  addArns(answer, action.service, things, add);
  for (const value of Object.values(answer)) {
    const inner = Array.isArray(value) ? (value as unknown[]).slice(0, TAKEN_FROM_ANSWER) : [value];
    for (const entry of inner) addArns(fieldsOf(entry) ?? {}, action.service, things, add);
  }
}

/** A refused request is often left out of the log; the refusal says what it was about. */
function fromRefusal(record: Fields, things: Things, add: Add): void {
  const code = textOf(record['errorCode']);
  if (code === undefined || errorClass(code) !== 'denied') return;
  const [, arn] = REFUSED_RESOURCE.exec(textOf(record['errorMessage']) ?? '') ?? [];
  if (arn !== undefined) add(things.ofArn(arn));
}
