/**
 * One CloudTrail file on its way to facts: records are taken one by one, edges are counted up and given at the end.
 * What is held is bounded by who did what to what, not by the number of events.
 */
import { accessKeyKind } from '../aws-access-key.ts';
import { edgeFact, mentionFact, nodeFact } from '../facts.ts';
import type { Fact, ImportMemory, LooseProperties, Problem } from '../importer.ts';
import type { NodeLabel } from '../../model/labels.ts';
import { Accessed } from './accessed.ts';
import { Actions } from './activity.ts';
import { accountOf, Actors, sessionNameOf, type Actor } from './actors.ts';
import { letInBy, madeBy } from './changes.ts';
import { EventBudget, KEPT_EACH } from './event-budget.ts';
import { eventProperties, outcomeOf } from './event-facts.ts';
import { RecentIds, hashOf } from './recent-ids.ts';
import { fieldsOf, inCamelCase, textOf, timeOf, type Fields } from './record.ts';
import { issuedSession, sessionProperties } from './sessions.ts';
import { targetsOf, type Met } from './targets.ts';
import { accessKey, Things, type Thing } from './things.ts';

export const CLOUDTRAIL = 'aws-cloudtrail';
const ACCOUNT_ID = /^\d{12}$/;

/** What is kept from file to file of one import. */
interface Kept {
  readonly ids: RecentIds;
  readonly budget: EventBudget;
  readonly actions: Actions;
  readonly actors: Actors;
  readonly things: Things;
  /** Notes that are given once, not for each of a thousand files. */
  readonly told: Set<string>;
}

const newKept = (): Kept => ({ ids: new RecentIds(), budget: new EventBudget(), actions: new Actions(), actors: new Actors(), things: new Things(), told: new Set() });

/** From when to when a key was seen used. */
interface KeyUse {
  readonly actor: Actor;
  readonly at: string;
  first: string | undefined;
  last: string | undefined;
}

interface OfAccount {
  readonly scope: string;
  readonly accessed: Accessed;
  readonly keys: Map<string, KeyUse>;
}

/** An event while it is taken. */
interface Taking extends Met {
  readonly log: OfAccount;
  readonly targets: readonly Thing[];
  readonly uid: string;
  readonly at: string;
  readonly time: string | undefined;
  readonly succeeded: boolean;
  readonly key: string | undefined;
}

export class CloudTrailLog {
  readonly #kept: Kept;
  readonly #accounts = new Map<string, OfAccount>();
  readonly #mentioned = new Set<string>();
  #facts: Fact[] = [];
  #overBudget = 0;
  #anonymous = 0;

  constructor(memory: ImportMemory | undefined) {
    this.#kept = memory?.keep(CLOUDTRAIL, newKept) ?? newKept();
  }

  /**
   * Takes one record, whatever it is; never throws.
   * @param place where it stands, for what is wrong with it; asked only then
   */
  take(value: unknown, place: () => string): void {
    const given = fieldsOf(value);
    const record = given && given['eventName'] === undefined ? inCamelCase(given) : given;
    if (!record) {
      this.#problem('malformed', 'error', 'A record is no object; it was left out.', place());
      return;
    }
    const id = textOf(record['eventID']);
    const at = id === undefined ? undefined : `event ${id}`;
    const [name, source] = [textOf(record['eventName']), textOf(record['eventSource'])];
    if (name === undefined || source === undefined) {
      const field = name === undefined ? 'eventName' : 'eventSource';
      this.#problem('missing-value', 'error', `A record without ${field} says nothing that was done; it was left out.`, at ?? place(), field);
      return;
    }
    if (!this.#kept.ids.add(id ?? JSON.stringify(record))) return;
    if (record['eventCategory'] === 'Insight' || record['eventType'] === 'AwsCloudTrailInsight') {
      this.tell('skipped', 'CloudTrail Insights name rates and no events; these records were passed over.', 'whole file');
      return;
    }
    this.#event(record, name, source, id, place);
  }

  /** The facts since the last call. */
  drain(): Fact[] {
    const facts = this.#facts;
    this.#facts = [];
    return facts;
  }

  /** What was counted, once every record was taken. */
  *finish(): Generator<Fact> {
    for (const { scope, accessed, keys } of this.#accounts.values()) {
      yield* accessed.edges(scope);
      for (const [key, { actor, at, first, last }] of keys) {
        yield edgeFact('AUTHENTICATES_AS', key, actor.uid, { firstSeen: first, lastSeen: last }, at, scope);
      }
    }
    if (this.#overBudget > 0) {
      const message = `${this.#overBudget} events were counted and not kept one by one: of an identity, action, target and day the first ${KEPT_EACH} are.`;
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

  #event(record: Fields, name: string, source: string, id: string | undefined, place: () => string): void {
    const { actions, actors, things } = this.#kept;
    const identity = fieldsOf(record['userIdentity']) ?? {};
    const account = recipient(record) ?? accountOf(identity) ?? '';
    const log = this.#account(account);
    const met: Met = { record, action: actions.of(source, name), actor: actors.of(record), account };
    const { action, actor } = met;
    const time = timeOf(record['eventTime'] ?? record['@timestamp']);
    if (time === undefined) this.#timeless(record, id === undefined ? place() : `event ${id}`);
    const { outcome } = outcomeOf(record);
    const key = keyOf(identity);
    const targets = targetsOf(met, things);
    const denied = outcome === 'denied';
    if (actor) {
      const occurrence = { at: () => (id === undefined ? place() : `event ${id}`), action: action.text, denied, time, credential: key };
      for (const target of targets) if (target.uid !== actor.uid) this.#access(log, actor, target, occurrence);
    } else this.#anonymous++;
    const longLived = key !== undefined && accessKeyKind(key) === 'long-lived';
    if (!longLived && !denied && !action.notable) return;
    const at = id === undefined ? place() : `event ${id}`;
    const uid = `event:${id ?? hashOf(JSON.stringify(record)).toString(16)}`;
    const taking: Taking = { ...met, log, targets, uid, at, time, succeeded: outcome === 'success', key };
    if (longLived) this.#used(taking, identity);
    if (!denied && !action.notable) return;
    if (taking.succeeded) this.#brought(taking);
    const day = time?.slice(0, 10) ?? '';
    if (this.#kept.budget.take(`${actor?.uid ?? ''}\n${action.text}\n${targets[0]!.uid}\n${day}`)) this.#node(taking, identity);
    else this.#overBudget++;
  }

  #access(log: OfAccount, actor: Actor, target: Thing, occurrence: Parameters<Accessed['add']>[2]): void {
    this.#mentionActor(actor);
    this.#mentionThing(target);
    log.accessed.add(actor.uid, target.uid, occurrence);
  }

  /** A key that signed: whose it is, and when it was seen. */
  #used({ key, actor, log, at, time }: Taking, identity: Fields): void {
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

  /** What a successful change made: sessions, keys, identities, policies; each leads back to who made it. */
  #brought(taking: Taking): void {
    const { actor, key, at, time, targets } = taking;
    const { scope } = taking.log;
    const session = issuedSession(taking, this.#kept.actors);
    if (session && actor) {
      this.#facts.push(nodeFact(session.uid, 'Credential', session.properties, at, scope));
      this.#mentionActor(session.identity);
      this.#mentionActor(actor);
      this.#facts.push(edgeFact('AUTHENTICATES_AS', session.uid, session.identity.uid, {}, at, scope));
      this.#facts.push(edgeFact('CREATED_BY', session.uid, actor.uid, { at: time, ...(key === undefined ? {} : { credentials: [key] }) }, at, scope));
    }
    for (const { thing, of } of madeBy(taking, targets, this.#kept.things)) {
      // Mentioned before perhaps, as the target; the answer says more of it.
      this.#facts.push(mentionFact(thing.uid, thing.label, thing.properties));
      this.#mentioned.add(thing.uid);
      if (of) {
        this.#mentionThing(of);
        this.#facts.push(edgeFact('AUTHENTICATES_AS', thing.uid, of.uid, {}, at, scope));
      }
      if (!actor) continue;
      this.#mentionActor(actor);
      this.#facts.push(edgeFact('CREATED_BY', thing.uid, actor.uid, { at: time }, at, scope));
    }
  }

  #node(taking: Taking, identity: Fields): void {
    const { uid, at, time, actor, key, targets, succeeded } = taking;
    const { scope } = taking.log;
    this.#facts.push(nodeFact(uid, 'Event', eventProperties(taking, time), at, scope));
    if (actor) {
      this.#mentionActor(actor);
      this.#facts.push(edgeFact('PERFORMED', actor.uid, uid, {}, at, scope));
      if (key !== undefined) {
        this.#used(taking, identity);
        this.#facts.push(edgeFact('USED', uid, key, {}, at, scope));
      }
    }
    const about = new Set<string>();
    const targeted = (target: string): void => {
      if (about.has(target)) return;
      about.add(target);
      this.#facts.push(edgeFact('TARGETED', uid, target, {}, at, scope));
    };
    for (const target of targets) {
      this.#mentionThing(target);
      targeted(target.uid);
    }
    if (!succeeded) return;
    const session = issuedSession(taking, this.#kept.actors);
    if (session) targeted(session.uid);
    for (const { thing } of madeBy(taking, targets, this.#kept.things)) targeted(thing.uid);
    for (const letIn of letInBy(taking, this.#kept.actors)) {
      this.#mentionActor(letIn);
      targeted(letIn.uid);
    }
  }

  #account(account: string): OfAccount {
    let log = this.#accounts.get(account);
    if (!log) {
      log = { scope: `${CLOUDTRAIL}:${account === '' ? 'unknown' : account}`, accessed: new Accessed(), keys: new Map() };
      this.#accounts.set(account, log);
    }
    return log;
  }

  #mentionActor({ uid, properties }: Actor): void {
    this.#mention(uid, 'Identity', properties);
  }

  #mentionThing({ uid, label, properties }: Thing): void {
    this.#mention(uid, label, properties);
  }

  #mention(uid: string, label: NodeLabel, properties: LooseProperties): void {
    if (this.#mentioned.has(uid)) return;
    this.#mentioned.add(uid);
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
