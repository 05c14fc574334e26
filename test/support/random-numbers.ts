/** Numbers and choices that are the same for the same seed on every machine. */

/** The mulberry32 generator. */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export interface Dice {
  /** True so often, of 1. */
  chance(probability: number): boolean;
  /** One of them; a list that names a thing twice gives it twice as often. */
  pick<T>(from: readonly T[]): T;
  /** Each of them with this probability, in their order. */
  some<T>(from: readonly T[], probability: number): T[];
  /** A whole number, both ends included. */
  whole(least: number, most: number): number;
}

export function dice(seed: number): Dice {
  const random = randomNumbers(seed);
  const chance = (probability: number): boolean => random() < probability;
  return {
    chance,
    pick: (from) => from[Math.floor(random() * from.length)]!,
    some: (from, probability) => from.filter(() => chance(probability)),
    whole: (least, most) => least + Math.floor(random() * (most - least + 1)),
  };
}
