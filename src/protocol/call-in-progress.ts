/** One call at the back end: it ends exactly once, and its events wait for a client that is slower than the handler. */
import { AppError, toAppError } from '../base/errors.ts';
import { PROCEDURES, type ProcedureName } from './procedures.ts';
import { EVENT_WINDOW, MAXIMUM_UNTAKEN_EVENTS, toWireError, type ServerMessage } from './wire.ts';

export class CallInProgress {
  readonly #id: number;
  readonly #procedure: ProcedureName;
  readonly #send: (message: ServerMessage) => void;
  readonly #onEnd: () => void;
  readonly #abort = new AbortController();
  #ended = false;
  #sent = 0;
  #taken = 0;
  /** Resolvers of `emit` calls that wait for room. */
  #waiting: (() => void)[] = [];

  constructor(id: number, procedure: ProcedureName, send: (message: ServerMessage) => void, onEnd: () => void) {
    this.#id = id;
    this.#procedure = procedure;
    this.#send = send;
    this.#onEnd = onEnd;
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Resolves when there is room for another event, at once while there is; does nothing once the call has ended. */
  async emit(event: unknown): Promise<void> {
    if (this.#ended) return;
    const schema: Checkable | undefined = PROCEDURES[this.#procedure].event;
    const checked = schema?.safeParse(event) ?? { success: false };
    if (!checked.success) return this.#stop(`The handler of ${this.#procedure} emitted what is not one of its events.`);
    this.#sent += 1;
    this.#send({ type: 'event', id: this.#id, event: checked.data });
    const untaken = this.#sent - this.#taken;
    if (untaken > MAXIMUM_UNTAKEN_EVENTS) {
      return this.#stop(`${this.#procedure} was stopped: the client takes its events too slowly (${untaken} are waiting).`);
    }
    if (untaken >= EVENT_WINDOW) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** @param count of all events that the client has taken so far */
  taken(count: number): void {
    this.#taken = Math.max(this.#taken, Math.min(count, this.#sent));
    if (this.#sent - this.#taken < EVENT_WINDOW) this.#release();
  }

  /** What a handler returns beyond its schema is cut off here, so that nothing leaves by accident. */
  succeed(output: unknown): void {
    if (this.#ended) return;
    const checked = PROCEDURES[this.#procedure].output.safeParse(output);
    if (!checked.success) {
      const [issue] = checked.error.issues;
      const field = issue?.path.map(String).join('.') ?? '';
      throw new AppError('internal', `The answer of ${this.#procedure} is not of its shape at "${field}": ${issue?.message}.`);
    }
    this.#end({ type: 'result', id: this.#id, output: checked.data });
  }

  fail(error: AppError): void {
    this.#end({ type: 'error', id: this.#id, error: toWireError(error) });
  }

  /** Answers `aborted` at once: a handler that is slow to notice must not keep the client waiting. */
  cancel(): void {
    this.fail(new AppError('aborted', 'The operation was cancelled.'));
    this.#abort.abort();
  }

  #stop(message: string): void {
    this.fail(new AppError('internal', message));
    this.#abort.abort();
  }

  #end(message: ServerMessage): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#onEnd();
    try {
      this.#send(message);
    } catch (thrown) {
      // A message that the transport can't carry (a function in it, say) must still end the call at the other side.
      this.#send({ type: 'error', id: this.#id, error: toWireError(toAppError(thrown)) });
    }
    this.#release();
  }

  #release(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}

/** The event schemas of all procedures together, of which TypeScript makes no callable union. */
interface Checkable {
  safeParse(value: unknown): { success: boolean; data?: unknown };
}
