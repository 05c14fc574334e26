/** What an event was about: the resources it lists, else what its request names, else the service as a whole. */
import { parseArn } from '../aws.ts';
import type { Action } from './activity.ts';
import { errorClass } from './error-codes.ts';
import { iamTargets } from './iam-targets.ts';
import type { Met } from './met.ts';
import { fieldsOf, listOf, textOf, type Fields } from './record.ts';
import { rulesOf, valuesAt, type Surroundings, type TargetRule } from './target-rules.ts';
import { serviceThing, type Thing, type Things } from './things.ts';

const TAKEN_FROM_ANSWER = 4;
const REMEMBERED = 100_000;
const REFUSED_RESOURCE = /on resource: (arn:[^\s"]+?)[.,]?(?=[\s"]|$)/;

/** The targets of events that have the same surroundings: each name in a request is completed once. */
export class Targets {
  readonly #things: Things;
  readonly #around: Surroundings;
  readonly #services = new Map<string, Thing>();
  readonly #named = new Map<TargetRule, Map<string, Thing | undefined>>();
  #count = 0;

  constructor(things: Things, around: Surroundings) {
    this.#things = things;
    this.#around = around;
  }

  /** At least one, without repeats. */
  of(met: Met): Thing[] {
    const { record, action } = met;
    const found: Thing[] = [];
    for (const entry of listOf(record['resources'])) {
      const resource = fieldsOf(entry);
      const arn = textOf(resource?.['ARN']) ?? textOf(resource?.['arn']);
      if (arn !== undefined) add(found, this.#things.ofArn(arn), met);
    }
    if (found.length === 0) this.#fromRequest(found, met);
    if (found.length === 0 && action.activity !== 'read') this.#fromAnswer(found, met);
    if (found.length === 0) this.#fromRefusal(found, met);
    if (found.length === 0) found.push(this.#service(action.service));
    return found;
  }

  #fromRequest(found: Thing[], met: Met): void {
    const request = fieldsOf(met.record['requestParameters']);
    const { service, name } = met.action;
    if (service === 'iam') for (const thing of iamTargets(met, this.#things)) add(found, thing, met);
    if (!request) return;
    if (service === 'sts') add(found, this.#assumed(request), met);
    if (service === 'organizations') add(found, this.#member(request), met);
    let named = false;
    for (const rule of rulesOf(service)) {
      if (rule.when !== undefined && !rule.when.test(name)) continue;
      for (const value of valuesAt(request, rule.path)) {
        const text = textOf(value);
        if (text === undefined) continue;
        named = true;
        add(found, this.#completed(rule, text), met);
      }
    }
    if (!named) this.#addArns(found, request, met);
  }

  #completed(rule: TargetRule, text: string): Thing | undefined {
    if (text.startsWith('arn:')) return this.#things.ofArn(text);
    let ofRule = this.#named.get(rule);
    if (!ofRule) this.#named.set(rule, (ofRule = new Map()));
    const known = ofRule.get(text);
    if (known) return known;
    const thing = this.#things.ofArn(rule.arn(text, this.#around));
    if (this.#count++ < REMEMBERED) ofRule.set(text, thing);
    return thing;
  }

  #assumed(request: Fields): Thing | undefined {
    const role = textOf(request['roleArn']) ?? textOf(request['targetPrincipal']) ?? '';
    return this.#things.ofArn(/^\d{12}$/.test(role) ? `arn:${this.#around.partition}:iam::${role}:root` : role);
  }

  #member(request: Fields): Thing | undefined {
    const id = [request['accountId'], request['targetId']].map(textOf).find((value) => value !== undefined && /^\d{12}$/.test(value));
    const { partition, account } = this.#around;
    return id === undefined ? undefined : this.#things.ofArn(`arn:${partition}:organizations::${account}:account/o/${id}`);
  }

  /** Fields whose value is an ARN of the service itself, and `resourceArn`, whosever it is. */
  #addArns(found: Thing[], fields: Fields, met: Met): void {
    for (const name in fields) {
      const value = fields[name];
      if (typeof value !== 'string' || !value.startsWith('arn:')) continue;
      if (parseArn(value)?.service === met.action.service || name.toLowerCase() === 'resourcearn') add(found, this.#things.ofArn(value), met);
    }
  }

  /** What was made is named in the answer alone: `trustAnchor.trustAnchorArn`, `tasks[].taskArn`. */
  #fromAnswer(found: Thing[], met: Met): void {
    const answer = fieldsOf(met.record['responseElements']);
    if (!answer) return;
    this.#addArns(found, answer, met);
    for (const value of Object.values(answer)) {
      const inner = Array.isArray(value) ? (value as unknown[]).slice(0, TAKEN_FROM_ANSWER) : [value];
      for (const entry of inner) this.#addArns(found, fieldsOf(entry) ?? {}, met);
    }
  }

  /** A refused request is often left out of the log; the refusal says what it was about. */
  #fromRefusal(found: Thing[], met: Met): void {
    const code = textOf(met.record['errorCode']);
    if (code === undefined || errorClass(code) !== 'denied') return;
    const [, arn] = REFUSED_RESOURCE.exec(textOf(met.record['errorMessage']) ?? '') ?? [];
    if (arn !== undefined) add(found, this.#things.ofArn(arn), met);
  }

  #service(service: string): Thing {
    const known = this.#services.get(service);
    if (known) return known;
    const thing = serviceThing(service, this.#around.account, this.#around.partition);
    if (this.#count++ < REMEMBERED) this.#services.set(service, thing);
    return thing;
  }
}

function add(found: Thing[], thing: Thing | undefined, met: Met): void {
  if (!thing || !isTarget(thing, met.action) || isCaller(thing, met)) return;
  if (!found.some(({ uid }) => uid === thing.uid)) found.push(thing);
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
