/** What a client holds: one typed `call` over whichever transport it is on. */
import { AppError, toAppError } from '../base/errors.ts';
import type { EventOf, Input, Output, ProcedureName } from './procedures.ts';
import { fromWireError, TAKEN_EVERY, type ClientMessage, type MessageChannelLike, type ServerMessage } from './wire.ts';

export interface CallOptions<P extends ProcedureName> {
  /** Firing it cancels the work at the back end (within 200 ms) and rejects the call with AppError `aborted`. */
  readonly signal?: AbortSignal;
  /** Called in order, never after the call has ended. When it throws, the call is cancelled and rejects with that. */
  readonly onEvent?: (event: EventOf<P>) => void;
}

export interface Client {
  /** Resolves with the output; rejects with an AppError whose code came from the back end. */
  call<P extends ProcedureName>(procedure: P, input: Input<P>, options?: CallOptions<P>): Promise<Output<P>>;
  /** Called once when the transport is gone; calls under way have been rejected with `store-unreachable` by then. */
  onClose(listener: () => void): void;
  close(): void;
}

interface PendingCall {
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: AppError) => void;
  readonly onEvent: ((event: unknown) => void) | undefined;
  /** Takes the listener off the caller's signal, which may outlive many calls. */
  readonly settle: () => void;
  taken: number;
}

export function createClient(channel: MessageChannelLike): Client {
  const pending = new Map<number, PendingCall>();
  const closeListeners: (() => void)[] = [];
  let lastId = 0;
  let closed = false;
  const send = (message: ClientMessage) => channel.send(message);

  function end(id: number): PendingCall | undefined {
    const call = pending.get(id);
    pending.delete(id);
    call?.settle();
    return call;
  }

  function receive(message: ServerMessage): void {
    if (message.type === 'event') return takeEvent(message.id, message.event);
    const call = end(message.id);
    if (message.type === 'result') call?.resolve(message.output);
    else call?.reject(fromWireError(message.error));
  }

  function takeEvent(id: number, event: unknown): void {
    const call = pending.get(id);
    if (!call) return;
    call.taken += 1;
    try {
      call.onEvent?.(event);
      if (call.taken % TAKEN_EVERY === 0) send({ type: 'taken', id, count: call.taken });
    } catch (thrown) {
      abandon(id, toAppError(thrown));
    }
  }

  /** The caller is told at once; what the back end still sends for this id finds no call. */
  function abandon(id: number, error: AppError): void {
    const call = end(id);
    if (!call) return;
    send({ type: 'cancel', id });
    call.reject(error);
  }

  channel.onMessage((message) => receive(message as ServerMessage));
  channel.onClose(() => {
    closed = true;
    for (const id of pending.keys()) end(id)?.reject(connectionLost());
    for (const listener of closeListeners.splice(0)) listener();
  });

  return {
    call(procedure, input, options = {}) {
      return new Promise<unknown>((resolve, reject) => {
        const { signal } = options;
        if (signal?.aborted) return reject(cancelled());
        if (closed) return reject(connectionLost());
        lastId += 1;
        const id = lastId;
        const onAbort = () => abandon(id, cancelled());
        signal?.addEventListener('abort', onAbort, { once: true });
        const settle = () => signal?.removeEventListener('abort', onAbort);
        pending.set(id, { resolve, reject, settle, onEvent: options.onEvent as PendingCall['onEvent'], taken: 0 });
        try {
          send({ type: 'call', id, procedure, input });
        } catch (thrown) {
          end(id);
          const message = `The input of ${procedure} can't be sent: ${toAppError(thrown).message}`;
          reject(new AppError('bad-request', message, { detail: { procedure, field: 'input' }, cause: thrown }));
        }
      }) as Promise<never>;
    },
    onClose(listener) {
      if (closed) listener();
      else closeListeners.push(listener);
    },
    close: () => channel.close(),
  };
}

function cancelled(): AppError {
  return new AppError('aborted', 'The operation was cancelled.');
}

function connectionLost(): AppError {
  return new AppError('store-unreachable', 'The connection to the back end was lost. Connect again, then repeat what you did.', {
    retryable: true,
  });
}
