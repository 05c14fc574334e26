/**
 * Which ids were met before, in bounded memory: a log read twice, from two trails or with global events in every region,
 * must not count twice. Ids are kept as 53-bit hashes in two generations. When the younger is full it becomes the older
 * and the older is forgotten: with the default, at least the last 2.5 million ids are remembered and at most twice as
 * many, in at most 64 MiB. A copy that comes later than that is counted again. Two different ids of five million share a
 * hash with a probability of one in a billion for each event; such an event would be left out.
 */

const SLOTS = 4_194_304;
const FIRST_SLOTS = 1024;
const FULL = 0.6;

export class RecentIds {
  readonly #slots: number;
  #young = new Generation(FIRST_SLOTS);
  #old: Generation | undefined;

  /** @param slots of one generation, a power of two; six tenths of them are used */
  constructor(slots = SLOTS) {
    this.#slots = slots;
  }

  /** True when the id was not met before, as far as is remembered. */
  add(id: string): boolean {
    const hash = hashOf(id);
    if (this.#old?.has(hash)) return false;
    if (!this.#young.add(hash)) return false;
    if (this.#young.size < this.#young.slots * FULL) return true;
    if (this.#young.slots < this.#slots) this.#young = this.#young.grown();
    else {
      this.#old = this.#young;
      this.#young = new Generation(FIRST_SLOTS);
    }
    return true;
  }
}

/** Open addressing in one typed array; 0 is an empty slot. */
class Generation {
  size = 0;
  readonly slots: number;
  readonly #table: Float64Array;

  constructor(slots: number) {
    this.slots = slots;
    this.#table = new Float64Array(slots);
  }

  has(hash: number): boolean {
    return this.#table[this.#place(hash)] === hash;
  }

  add(hash: number): boolean {
    const place = this.#place(hash);
    if (this.#table[place] === hash) return false;
    this.#table[place] = hash;
    this.size++;
    return true;
  }

  grown(): Generation {
    const larger = new Generation(this.slots * 2);
    for (const hash of this.#table) if (hash !== 0) larger.add(hash);
    return larger;
  }

  #place(hash: number): number {
    const mask = this.slots - 1;
    let place = (hash % 4_294_967_296) & mask;
    while (this.#table[place] !== 0 && this.#table[place] !== hash) place = (place + 1) & mask;
    return place;
  }
}

/** 53 bits, never 0 (cyrb53, public domain). */
export function hashOf(text: string): number {
  let one = 0xdeadbeef;
  let other = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    one = Math.imul(one ^ code, 2_654_435_761);
    other = Math.imul(other ^ code, 1_597_334_677);
  }
  one = Math.imul(one ^ (one >>> 16), 2_246_822_507) ^ Math.imul(other ^ (other >>> 13), 3_266_489_909);
  other = Math.imul(other ^ (other >>> 16), 2_246_822_507) ^ Math.imul(one ^ (one >>> 13), 3_266_489_909);
  return 4_294_967_296 * (2_097_151 & other) + (one >>> 0) || 1;
}
