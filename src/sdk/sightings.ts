/**
 * When and from where the identities of a log were seen, counted up and told once for each file, as annotations. For every
 * importer of logs, so that the questions about spikes and first uses have one ground.
 */
import { ORIGINS_KEPT, countText, originText, uniteOrigins } from '../model/log-entries.ts';
import { annotationFact, type AnnotationFact } from './facts.ts';
import { addressOrigin, regionOrigin, type Agents } from './origins.ts';

export interface Sighting {
  /** Fixed-width UTC text. */
  readonly time: string;
  /** Refused: denied, or a sign-in that failed. */
  readonly denied: boolean;
  /** An IP address, or the host name of a service that called in its place. */
  readonly address: string | undefined;
  readonly region: string | undefined;
  readonly agent: string | undefined;
}

/** A log of made-up addresses must not fill the memory: beyond so many of one identity, the origins seen first are kept. */
const TEXTS_HELD = 16 * ORIGINS_KEPT;
/** As in `2026-11-24T13`. */
const HOURS = 13;

interface Hour {
  readonly hour: string;
  count: number;
  denied: number;
}

interface Span {
  first: string;
  last: string;
}

/** From when to when each text of one field was seen. Most identities of a file have one alone: no collection is made for it. */
class Texts {
  #text: string | undefined;
  #span: Span = { first: '', last: '' };
  #spans: Map<string, Span> | undefined;

  /** True when there are more of them than should be held. */
  add(text: string, time: string): boolean {
    if (text !== this.#text) this.#turnTo(text, time);
    if (time > this.#span.last) this.#span.last = time;
    else if (time < this.#span.first) this.#span.first = time;
    return this.#spans !== undefined && this.#spans.size > TEXTS_HELD;
  }

  each(tell: (text: string, span: Span) => void): void {
    if (this.#spans) this.#spans.forEach((span, text) => tell(text, span));
    else if (this.#text !== undefined) tell(this.#text, this.#span);
  }

  #turnTo(text: string, time: string): void {
    if (this.#text !== undefined) this.#spans ??= new Map([[this.#text, this.#span]]);
    const span = this.#spans?.get(text) ?? { first: time, last: time };
    this.#spans?.set(text, span);
    this.#text = text;
    this.#span = span;
  }
}

/** One identity. Files hold minutes or hours: the hour and the origins seen last are mostly the ones seen next. */
class Seen {
  readonly at: string;
  readonly #agents: Agents;
  #hour: Hour;
  #hours: Map<string, Hour> | undefined;
  #addresses = new Texts();
  #regions = new Texts();
  #products = new Texts();
  /** Of texts that are held no more. */
  #origins: readonly string[] = [];

  constructor(at: string, agents: Agents, time: string) {
    this.at = at;
    this.#agents = agents;
    this.#hour = { hour: time.slice(0, HOURS), count: 0, denied: 0 };
  }

  add({ time, denied, address, region, agent }: Sighting): void {
    if (!time.startsWith(this.#hour.hour)) this.#turnTo(time.slice(0, HOURS));
    this.#hour.count++;
    if (denied) this.#hour.denied++;
    let many = false;
    if (address !== undefined && this.#addresses.add(address, time)) many = true;
    if (region !== undefined && this.#regions.add(region, time)) many = true;
    // A service that calls for an identity signs itself there, too.
    if (agent !== undefined && agent !== address && this.#products.add(agent, time)) many = true;
    if (many) this.#settle();
  }

  hours(): string[] {
    const hours = (this.#hours ? [...this.#hours.values()] : [this.#hour]).sort((a, b) => (a.hour < b.hour ? -1 : 1));
    return hours.map(({ hour, count, denied }) => countText(hour, count, denied));
  }

  origins(): readonly string[] {
    const told: string[] = [];
    const tell = (texts: Texts, originOf: (text: string) => string | undefined): void =>
      texts.each((text, { first, last }) => {
        const origin = originOf(text);
        if (origin !== undefined) told.push(originText(origin, first, last));
      });
    tell(this.#addresses, addressOrigin);
    tell(this.#regions, regionOrigin);
    tell(this.#products, (text) => this.#agents.originOf(text));
    return uniteOrigins([this.#origins, told]);
  }

  #turnTo(hour: string): void {
    this.#hours ??= new Map([[this.#hour.hour, this.#hour]]);
    this.#hour = this.#hours.get(hour) ?? { hour, count: 0, denied: 0 };
    this.#hours.set(hour, this.#hour);
  }

  #settle(): void {
    this.#origins = this.origins();
    this.#addresses = new Texts();
    this.#regions = new Texts();
    this.#products = new Texts();
  }
}

export class Sightings {
  readonly #agents: Agents;
  readonly #seen = new Map<string, Seen>();

  constructor(agents: Agents) {
    this.#agents = agents;
  }

  /** True for the first of an identity in this file, which must be mentioned then; `at` is its evidence. */
  add(identity: string, sighting: Sighting, at: string): boolean {
    let seen = this.#seen.get(identity);
    const first = seen === undefined;
    if (!seen) this.#seen.set(identity, (seen = new Seen(at, this.#agents, sighting.time)));
    seen.add(sighting);
    return first;
  }

  /** What was seen, to be told once, at the end of the file. */
  *annotations(scope: string): Generator<AnnotationFact> {
    for (const [identity, seen] of this.#seen) {
      const origins = seen.origins();
      yield annotationFact(identity, 'Identity', { activeHours: seen.hours(), ...(origins.length > 0 ? { origins } : {}) }, seen.at, scope);
    }
  }
}
