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

  /** Counts records; true when it is time for a turn. */
  due(records = 1): boolean {
    this.#since += records;
    return this.#since >= RECORDS_A_TURN;
  }

  /** Throws `aborted` when the signal has fired. */
  async turn(): Promise<void> {
    this.#since = 0;
    await nextTurn();
    throwIfAborted(this.signal);
  }
}
