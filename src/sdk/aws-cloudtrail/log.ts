/**
 * One CloudTrail file on its way to facts: records are taken one by one, edges are counted up and given at the end.
 * What is held is bounded by who did what to what, not by the number of events.
 */
import { accessKeyKind } from '../aws-access-key.ts';
import { awsPartition } from '../aws-resource.ts';
import { annotationFact, edgeFact, mentionFact, nodeFact } from '../facts.ts';
import type { Fact, ImportMemory, LooseProperties, Problem } from '../importer.ts';
import { Agents } from '../origins.ts';
import { Sightings } from '../sightings.ts';
import type { NodeLabel } from '../../model/labels.ts';
import { Accessed, type Occurrence } from './accessed.ts';
import { Actions, type Action } from './activity.ts';
import { accountOf, Actors, sessionNameOf, type Actor } from './actors.ts';
import { letInBy, madeBy } from './changes.ts';
import type { Batch } from './entries.ts';
import { CHANGES_KEPT, EventBudget, READS_KEPT, SESSIONS_KEPT } from './event-budget.ts';
import { eventProperties, outcomeOf, type Outcome } from './event-facts.ts';
import { RecentIds, hashOf } from './recent-ids.ts';
import type { Met } from './met.ts';
import { fieldsOf, inCamelCase, textOf, timeOf, type Fields } from './record.ts';
import { issuedSession, sessionProperties } from './sessions.ts';
import type { Surroundings } from './target-rules.ts';
import { Targets } from './targets.ts';
import { accessKey, Things, type Thing } from './things.ts';

export const CLOUDTRAIL = 'aws-cloudtrail';
const ACCOUNT_ID = /^\d{12}$/;
const NOBODY: Fields = {};

/** What is kept from file to file of one import. */
interface Kept {
  readonly ids: RecentIds;
  readonly budget: EventBudget;
  readonly actions: Actions;
  readonly actors: Actors;
  readonly things: Things;
  readonly agents: Agents;
  /** Once is enough: a file that is left out was imported before, and what it mentions is there. */
  readonly mentioned: Set<string>;
  /** Notes that are given once, not for each of a thousand files. */
  readonly told: Set<string>;
}

function newKept(): Kept {
  return { ids: new RecentIds(), budget: new EventBudget(), actions: new Actions(), actors: new Actors(), things: new Things(), agents: new Agents(), mentioned: new Set(), told: new Set() };
}

/** From when to when a key was seen used. */
interface KeyUse {
  readonly actor: Actor;
  readonly at: string;
  first: string | undefined;
  last: string | undefined;
}

interface OfAccount {
  readonly account: string;
  readonly scope: string;
  readonly accessed: Accessed;
  readonly sightings: Sightings;
  readonly keys: Map<string, KeyUse>;
  /** By partition, then region. */
  readonly places: Map<string, Map<string, Place>>;
}

interface Place {
  readonly around: Surroundings;
  readonly targets: Targets;
}

/** An event while it is taken. */
interface Taking extends Met {
  readonly log: OfAccount;
  readonly identity: Fields;
  readonly targets: readonly Thing[];
  readonly id: string | undefined;
  readonly at: string;
  readonly time: string | undefined;
  readonly outcome: Outcome;
  /** Denied, or a sign-in that failed. */
  readonly refused: boolean;
  readonly key: string | undefined;
}

export class CloudTrailLog {
  readonly #kept: Kept;
  readonly #accounts = new Map<string, OfAccount>();
  #facts: Fact[] = [];
  #overBudget = 0;
  #anonymous = 0;

  constructor(memory: ImportMemory | undefined) {
    this.#kept = memory?.keep(CLOUDTRAIL, newKept) ?? newKept();
  }

  /** Takes records, whatever they are; never throws. */
  take({ records, placeOf }: Batch): void {
    for (let index = 0; index < records.length; index++) {
      const given = fieldsOf(records[index]);
      const record = given && given['eventName'] === undefined ? inCamelCase(given) : given;
      const id = textOf(record?.['eventID']);
      const at = id === undefined ? placeOf(index) : `event ${id}`;
      if (record) this.#record(record, id, at);
      else this.#problem('malformed', 'error', 'A record is no object; it was left out.', at);
    }
  }

  /** The facts since the last call. */
  drain(): Fact[] {
    const facts = this.#facts;
    this.#facts = [];
    return facts;
  }

  /** What was counted, once every record was taken. */
  *finish(): Generator<Fact> {
    for (const { scope, accessed, sightings, keys } of this.#accounts.values()) {
      yield* accessed.edges(scope);
      yield* sightings.annotations(scope);
      for (const [key, { actor, at, first, last }] of keys) {
        yield edgeFact('AUTHENTICATES_AS', key, actor.uid, { firstSeen: first, lastSeen: last }, at, scope);
        if (last !== undefined && accessKeyKind(key) === 'long-lived') yield annotationFact(key, 'Credential', { lastUsedAt: last }, at, scope);
      }
    }
    if (this.#overBudget > 0) {
      const message = `${this.#overBudget} events were counted and not kept one by one: of an identity, action, target and day the first ${CHANGES_KEPT} changes, ${READS_KEPT} reads and ${SESSIONS_KEPT} sessions are.`;
      yield { fact: 'problem', code: 'skipped', severity: 'note', message, at: 'whole file' };
    }
    if (this.#anonymous > 0) {
      const message = `${this.#anonymous} events name nobody who acted; they count for no identity.`;
      yield { fact: 'problem', code: 'skipped', severity: 'note', message, at: 'whole file', field: 'userIdentity' };
    }
  }

  /** A note that stands for all files of the import. */
  tell(code: Problem['code'], message: string, at: string): void {
    if (this.#kept.told.has(message)) return;
    this.#kept.told.add(message);
    this.#problem(code, 'note', message, at);
  }

  #record(record: Fields, id: string | undefined, at: string): void {
    const name = textOf(record['eventName']);
    const source = textOf(record['eventSource']);
    if (name === undefined || source === undefined) {
      const field = name === undefined ? 'eventName' : 'eventSource';
      this.#problem('missing-value', 'error', `A record without ${field} says nothing that was done; it was left out.`, at, field);
    } else if (!this.#kept.ids.add(id ?? JSON.stringify(record))) return;
    else if (record['eventCategory'] === 'Insight' || record['eventType'] === 'AwsCloudTrailInsight') {
      this.tell('skipped', 'CloudTrail Insights name rates and no events; these records were passed over.', 'whole file');
    } else this.#event(this.#read(record, this.#kept.actions.of(source, name), id, at));
  }

  #read(record: Fields, action: Action, id: string | undefined, at: string): Taking {
    const identity = fieldsOf(record['userIdentity']) ?? NOBODY;
    const log = this.#account(recipient(record) ?? accountOf(identity) ?? '');
    const actor = this.#kept.actors.of(record);
    const region = textOf(record['awsRegion']) ?? '';
    const { around, targets } = this.#place(log, actor?.partition || awsPartition(region), region);
    const time = timeOf(record['eventTime'] ?? record['@timestamp']);
    if (time === undefined) this.#timeless(record, at);
    const { outcome, code } = outcomeOf(record);
    const refused = outcome === 'denied' || (outcome === 'failed' && code === undefined);
    const met = { record, action, actor, around };
    return { record, action, actor, around, log, identity, targets: targets.of(met), id, at, time, outcome, refused, key: keyOf(identity) };
  }

  #event(taking: Taking): void {
    const { action, actor, log, targets, at, time, outcome, key } = taking;
    const denied = outcome === 'denied';
    if (actor) {
      this.#access(log, actor, targets, { action: action.permission, denied, time, credential: key }, at);
      if (this.#saw(taking, actor)) this.#mentionActor(actor);
    } else this.#anonymous++;
    if (key !== undefined && accessKeyKind(key) === 'long-lived') this.#used(taking);
    if (!denied && (!action.notable || isRoutine(taking))) return;
    const brought = outcome === 'success' ? this.#brought(taking) : [];
    const day = time?.slice(0, 10) ?? '';
    const most = denied ? CHANGES_KEPT : action.service === 'sts' ? SESSIONS_KEPT : action.activity === 'read' ? READS_KEPT : CHANGES_KEPT;
    if (this.#kept.budget.take(`${actor?.uid ?? ''}\n${action.text}\n${targets[0]!.uid}\n${day}`, most)) this.#node(taking, brought);
    else this.#overBudget++;
  }

  #access(log: OfAccount, actor: Actor, targets: readonly Thing[], occurrence: Occurrence, at: string): void {
    for (const target of targets) {
      if (target.uid === actor.uid || !log.accessed.add(actor.uid, target.uid, occurrence, at)) continue;
      this.#mentionActor(actor);
      this.#mentionThing(target);
    }
  }

  /** Once for each event, whatever the number of targets. From where AWS services work tells nothing. */
  #saw({ record, log, time, refused, at }: Taking, { uid, isService }: Actor): boolean {
    if (time === undefined) return false;
    if (isService) return log.sightings.add(uid, { time, denied: refused, address: undefined, region: undefined, agent: undefined }, at);
    const [address, region, agent] = [textOf(record['sourceIPAddress']), textOf(record['awsRegion']), textOf(record['userAgent'])];
    return log.sightings.add(uid, { time, denied: refused, address, region, agent }, at);
  }

  /** A key that signed: whose it is, and when it was seen. */
  #used({ key, actor, log, at, time, identity }: Taking): void {
    if (key === undefined || !actor) return;
    const use = log.keys.get(key);
    if (use) {
      if (time === undefined) return;
      if (use.first === undefined || time < use.first) use.first = time;
      if (use.last === undefined || time > use.last) use.last = time;
      return;
    }
    this.#mentionActor(actor);
    this.#mention(key, 'Credential', credentialProperties(key, actor, identity));
    log.keys.set(key, { actor, at, first: time, last: time });
  }

  /**
   * What a successful change made: sessions, keys, identities, policies; each leads back to who made it.
   * @returns their uids
   */
  #brought(taking: Taking): string[] {
    const made: string[] = [];
    const { actor, key, at, time, targets } = taking;
    const { scope } = taking.log;
    const session = issuedSession(taking, this.#kept.actors);
    if (session && actor) {
      made.push(session.uid);
      this.#facts.push(nodeFact(session.uid, 'Credential', session.properties, at, scope));
      this.#mentionActor(session.identity);
      this.#mentionActor(actor);
      this.#facts.push(edgeFact('AUTHENTICATES_AS', session.uid, session.identity.uid, {}, at, scope));
      this.#facts.push(edgeFact('CREATED_BY', session.uid, actor.uid, { at: time, ...(key === undefined ? {} : { credentials: [key] }) }, at, scope));
    }
    for (const { thing, of } of madeBy(taking, targets, this.#kept.things)) {
      // Mentioned before perhaps, as the target; the answer says more of it.
      this.#facts.push(mentionFact(thing.uid, thing.label, thing.properties));
      this.#kept.mentioned.add(thing.uid);
      made.push(thing.uid);
      if (of) {
        this.#mentionThing(of);
        this.#facts.push(edgeFact('AUTHENTICATES_AS', thing.uid, of.uid, {}, at, scope));
      }
      if (!actor) continue;
      this.#mentionActor(actor);
      this.#facts.push(edgeFact('CREATED_BY', thing.uid, actor.uid, { at: time }, at, scope));
    }
    return made;
  }

  #node(taking: Taking, brought: readonly string[]): void {
    const { id, record, at, time, actor, key, targets, outcome } = taking;
    const uid = `event:${id ?? hashOf(JSON.stringify(record)).toString(16)}`;
    const { scope } = taking.log;
    this.#facts.push(nodeFact(uid, 'Event', eventProperties(taking, time), at, scope));
    if (actor) {
      this.#mentionActor(actor);
      this.#facts.push(edgeFact('PERFORMED', actor.uid, uid, {}, at, scope));
      if (key !== undefined) {
        this.#used(taking);
        this.#facts.push(edgeFact('USED', uid, key, {}, at, scope));
      }
    }
    for (const target of targets) this.#mentionThing(target);
    const letIn = outcome === 'success' ? letInBy(taking, this.#kept.actors) : [];
    for (const identityLetIn of letIn) this.#mentionActor(identityLetIn);
    const about = [...targets.map((target) => target.uid), ...brought, ...letIn.map((identityLetIn) => identityLetIn.uid)];
    for (const target of new Set(about)) this.#facts.push(edgeFact('TARGETED', uid, target, {}, at, scope));
  }

  #account(account: string): OfAccount {
    let log = this.#accounts.get(account);
    if (!log) {
      log = { account, scope: `${CLOUDTRAIL}:${account === '' ? 'unknown' : account}`, accessed: new Accessed(), sightings: new Sightings(this.#kept.agents), keys: new Map(), places: new Map() };
      this.#accounts.set(account, log);
    }
    return log;
  }

  #place({ account, places }: OfAccount, partition: string, region: string): Place {
    let regions = places.get(partition);
    if (!regions) places.set(partition, (regions = new Map()));
    let place = regions.get(region);
    if (!place) {
      const around = { partition, region, account };
      regions.set(region, (place = { around, targets: new Targets(this.#kept.things, around) }));
    }
    return place;
  }

  #mentionActor({ uid, properties }: Actor): void {
    this.#mention(uid, 'Identity', properties);
  }

  #mentionThing({ uid, label, properties }: Thing): void {
    this.#mention(uid, label, properties);
  }

  #mention(uid: string, label: NodeLabel, properties: LooseProperties): void {
    if (this.#kept.mentioned.has(uid)) return;
    this.#kept.mentioned.add(uid);
    this.#facts.push(mentionFact(uid, label, properties));
  }

  #timeless(record: Fields, at: string): void {
    const code = record['eventTime'] === undefined ? 'missing-value' : 'bad-value';
    this.#problem(code, 'warning', 'The event has no time that can be read; it counts for no day.', at, 'eventTime');
  }

  #problem(code: Problem['code'], severity: Problem['severity'], message: string, at: string, field?: string): void {
    this.#facts.push({ fact: 'problem', code, severity, message, at, ...(field === undefined ? {} : { field }) });
  }
}

/** A service that takes up the role it was given, as each instance does by the hour. */
const isRoutine = ({ action, actor }: Taking): boolean => action.service === 'sts' && actor !== undefined && actor.isService;

function recipient(record: Fields): string | undefined {
  const account = textOf(record['recipientAccountId']);
  return account !== undefined && ACCOUNT_ID.test(account) ? account : undefined;
}

/** The key's id where it is one; anonymised logs have other text there. */
function keyOf(identity: Fields): string | undefined {
  const key = textOf(identity['accessKeyId']);
  return key !== undefined && accessKeyKind(key) !== undefined ? key : undefined;
}

function credentialProperties(key: string, actor: Actor, identity: Fields): LooseProperties {
  return accessKey(key, actor.name)?.properties ?? sessionProperties(actor, sessionNameOf(identity));
}
