/** Counts who did what to what: one ACCESSED edge for each identity and target, whatever the number of events. */
import { countText } from '../../model/log-entries.ts';
import type { PropertyValue } from '../../model/properties.ts';
import { edgeFact, type EdgeFact } from '../facts.ts';

const CREDENTIALS_SHOWN = 16;

export interface Occurrence {
  readonly action: string;
  readonly denied: boolean;
  /** Fixed-width UTC text. */
  readonly time: string | undefined;
  /** Id of the access key it was done with. */
  readonly credential: string | undefined;
}

class DayCount {
  count = 0;
  denied = 0;
  readonly day: string;

  constructor(day: string) {
    this.day = day;
  }
}

/** Most edges of a file see one day and one action: no collection is made for these. */
class Access {
  #count = 0;
  #denied = 0;
  #first: string | undefined;
  #last: string | undefined;
  readonly #at: string;
  #action: string;
  #actions: Set<string> | undefined;
  #credentials: string[] = [];
  #day: DayCount | undefined;
  #days: Map<string, DayCount> | undefined;

  constructor(action: string, at: string) {
    this.#action = action;
    this.#at = at;
  }

  add({ action, denied, time, credential }: Occurrence): void {
    this.#count++;
    if (denied) this.#denied++;
    if (action !== this.#action) this.#actions = (this.#actions ?? new Set([this.#action])).add(action);
    if (credential !== undefined && this.#credentials.length < CREDENTIALS_SHOWN && !this.#credentials.includes(credential)) this.#credentials.push(credential);
    if (time === undefined) return;
    if (this.#first === undefined || time < this.#first) this.#first = time;
    if (this.#last === undefined || time > this.#last) this.#last = time;
    const day = this.#day && time.startsWith(this.#day.day) ? this.#day : this.#turnTo(time.slice(0, 10));
    day.count++;
    if (denied) day.denied++;
  }

  edge(actor: string, target: string, scope: string): EdgeFact {
    const days = this.#days ? [...this.#days.values()].sort((a, b) => (a.day < b.day ? -1 : 1)) : this.#day ? [this.#day] : [];
    const properties: Record<string, PropertyValue | undefined> = {
      count: this.#count,
      denied: this.#denied,
      firstSeen: this.#first,
      lastSeen: this.#last,
      days: days.map(({ day, count, denied }) => countText(day, count, denied)),
      actions: this.#actions ? [...this.#actions].sort() : [this.#action],
    };
    if (this.#credentials.length > 0) properties['credentials'] = this.#credentials.toSorted();
    return edgeFact('ACCESSED', actor, target, properties, this.#at, scope);
  }

  #turnTo(day: string): DayCount {
    const known = this.#days?.get(day);
    const turned = known ?? new DayCount(day);
    if (this.#day && !known) this.#days = (this.#days ?? new Map([[this.#day.day, this.#day]])).set(day, turned);
    this.#day = turned;
    return turned;
  }
}

export class Accessed {
  readonly #byActor = new Map<string, Map<string, Access>>();

  /** True for the first of an edge; `at` is its evidence. */
  add(actor: string, target: string, occurrence: Occurrence, at: string): boolean {
    let targets = this.#byActor.get(actor);
    if (!targets) this.#byActor.set(actor, (targets = new Map()));
    let access = targets.get(target);
    const first = access === undefined;
    if (!access) targets.set(target, (access = new Access(occurrence.action, at)));
    access.add(occurrence);
    return first;
  }

  *edges(scope: string): Generator<EdgeFact> {
    for (const [actor, targets] of this.#byActor) {
      for (const [target, access] of targets) yield access.edge(actor, target, scope);
    }
  }
}
