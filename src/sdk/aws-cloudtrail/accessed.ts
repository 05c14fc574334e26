/** Counts who did what to what: one ACCESSED edge for each identity and target, whatever the number of events. */
import { dayText } from '../../model/properties.ts';
import { edgeFact, type EdgeFact } from '../facts.ts';

const CREDENTIALS_SHOWN = 16;

export interface Occurrence {
  /** `event <id>` or a place. Only read when it is the first of its edge. */
  readonly at: () => string;
  readonly action: string;
  readonly denied: boolean;
  /** Fixed-width UTC text. */
  readonly time: string | undefined;
  /** Id of the access key it was done with. */
  readonly credential: string | undefined;
}

interface DayCount {
  count: number;
  denied: number;
}

class Access {
  count = 0;
  denied = 0;
  first: string | undefined;
  last: string | undefined;
  readonly at: string;
  readonly #days = new Map<string, DayCount>();
  readonly #actions = new Set<string>();
  readonly #credentials = new Set<string>();
  #day = '';
  #ofDay: DayCount = { count: 0, denied: 0 };

  constructor(at: string) {
    this.at = at;
  }

  add({ action, denied, time, credential }: Occurrence): void {
    this.count++;
    if (denied) this.denied++;
    this.#actions.add(action);
    if (credential !== undefined && this.#credentials.size < CREDENTIALS_SHOWN) this.#credentials.add(credential);
    if (time === undefined) return;
    if (this.first === undefined || time < this.first) this.first = time;
    if (this.last === undefined || time > this.last) this.last = time;
    if (!time.startsWith(this.#day) || this.#day === '') this.#turnTo(time.slice(0, 10));
    this.#ofDay.count++;
    if (denied) this.#ofDay.denied++;
  }

  properties(): EdgeFact['properties'] {
    const credentials = [...this.#credentials].sort();
    return {
      count: this.count,
      denied: this.denied,
      firstSeen: this.first,
      lastSeen: this.last,
      days: [...this.#days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, { count, denied }]) => dayText(day, count, denied)),
      actions: [...this.#actions].sort(),
      ...(credentials.length > 0 ? { credentials } : {}),
    };
  }

  /** Events come mostly in order: the day is looked up when it changes. */
  #turnTo(day: string): void {
    this.#day = day;
    const known = this.#days.get(day);
    this.#ofDay = known ?? { count: 0, denied: 0 };
    if (!known) this.#days.set(day, this.#ofDay);
  }
}

export class Accessed {
  readonly #byActor = new Map<string, Map<string, Access>>();

  add(actor: string, target: string, occurrence: Occurrence): void {
    let targets = this.#byActor.get(actor);
    if (!targets) this.#byActor.set(actor, (targets = new Map()));
    let access = targets.get(target);
    if (!access) targets.set(target, (access = new Access(occurrence.at())));
    access.add(occurrence);
  }

  *edges(scope: string): Generator<EdgeFact> {
    for (const [actor, targets] of this.#byActor) {
      for (const [target, access] of targets) yield edgeFact('ACCESSED', actor, target, access.properties(), access.at, scope);
    }
  }
}
