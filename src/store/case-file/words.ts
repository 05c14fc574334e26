/** The dictionary of a case file: text that repeats, by number. A committed number is never reused; 0 is no word. */
import { AppError } from '../../base/errors.ts';

/** Longer text is not worth keeping in memory for as long as the file is open. */
const LONGEST = 400;

export class Words {
  readonly #texts: string[];
  readonly #ids: Map<string, number>;
  #committed: number;

  /** @param texts in order of their numbers, the first at 1 */
  constructor(texts: readonly string[]) {
    this.#texts = ['', ...texts];
    this.#ids = new Map(texts.map((text, index) => [text, index + 1]));
    this.#committed = this.#texts.length;
  }

  /** The text of a number that the file holds. */
  text(id: number): string {
    const text = this.#texts[id];
    if (text === undefined)
      throw new AppError('case-corrupt', `The case file names word ${id}, which is not in its dictionary.`, {
        detail: { id },
      });
    return text;
  }

  /** The number of a text, new if need be. */
  id(text: string): number {
    return this.#ids.get(text) ?? this.#add(text);
  }

  /** The same, but 0 when the text is new and long, or when there are already `limit` words. */
  idWithin(limit: number, text: string): number {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    return text.length > LONGEST || this.#texts.length > limit ? 0 : this.#add(text);
  }

  /** Words that were added since the last `commit`, with their numbers. */
  *added(): Generator<readonly [id: number, text: string]> {
    for (let id = this.#committed; id < this.#texts.length; id += 1) yield [id, this.#texts[id]!];
  }

  commit(): void {
    this.#committed = this.#texts.length;
  }

  /** Forgets what was added since the last `commit`. */
  rollback(): void {
    for (const [, text] of this.added()) this.#ids.delete(text);
    this.#texts.length = this.#committed;
  }

  #add(text: string): number {
    const id = this.#texts.length;
    this.#texts.push(text);
    this.#ids.set(text, id);
    return id;
  }
}
