/** Keeps a long loop cancellable: lets input and output have a turn every so many records, and sees the signal then. */
import { nextTurn, throwIfAborted } from '../../base/abort.ts';

/** Some 10 ms of work. */
const RECORDS_A_TURN = 8192;

export class Pace {
  readonly signal: AbortSignal | undefined;
  #since = 0;

  constructor(signal: AbortSignal | undefined) {
    this.signal = signal;
  }

  /** Returns a promise, to be awaited, only when it is time for a turn. Throws `aborted` when the signal has fired. */
  step(records = 1): Promise<void> | undefined {
    this.#since += records;
    return this.#since < RECORDS_A_TURN ? undefined : this.turn();
  }

  async turn(): Promise<void> {
    this.#since = 0;
    await nextTurn();
    throwIfAborted(this.signal);
  }
}
