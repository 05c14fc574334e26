/**
 * What crosses between a client and the back end: six kinds of message, and the channel that carries them. A transport
 * is one function that makes a `MessageChannelLike` out of a message port, a WebSocket or a pair in one process.
 */
import { AppError, ERROR_CODES, type ErrorCode, type ErrorDetail } from '../base/errors.ts';

/**
 * Both directions of one connection. Messages arrive whole and in the order they were sent. Each `on…` takes one
 * listener; what arrived before it was set is kept for it.
 */
export interface MessageChannelLike {
  /** Takes what JSON can say. Sending on a closed channel does nothing. */
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, whichever side closed or died; at once when the channel is closed already. */
  onClose(listener: () => void): void;
  /** Closing twice does nothing. */
  close(): void;
}

/** The only form in which an error leaves the back end: no cause, no stack. */
export interface WireError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly detail: ErrorDetail;
  readonly retryable: boolean;
}

/** `id` is the client's, counting up from 1, so that a late message for a finished call is never taken for a new call's. */
export type ClientMessage =
  | { readonly type: 'call'; readonly id: number; readonly procedure: string; readonly input: unknown }
  | { readonly type: 'cancel'; readonly id: number }
  /** How many events of the call the client has taken so far; what makes room for more (see `EVENT_WINDOW`). */
  | { readonly type: 'taken'; readonly id: number; readonly count: number };

export type ServerMessage =
  | { readonly type: 'event'; readonly id: number; readonly event: unknown }
  | { readonly type: 'result'; readonly id: number; readonly output: unknown }
  | { readonly type: 'error'; readonly id: number; readonly error: WireError };

/** Events of one call that may be under way untaken before `emit` asks its caller to wait. */
export const EVENT_WINDOW = 64;
/** The client says what it took each time it took this many. */
export const TAKEN_EVERY = EVENT_WINDOW / 4;
/** A handler that never waits is stopped here, before it fills the memory of a client that does not keep up. */
export const MAXIMUM_UNTAKEN_EVENTS = 20_000;
/** Calls of one client that may be under way at once. */
export const MAXIMUM_CALLS = 256;

export function toWireError(error: AppError): WireError {
  return { code: error.code, message: error.message, detail: plain(error.detail), retryable: error.retryable };
}

export function fromWireError(error: WireError): AppError {
  const code = ERROR_CODES.includes(error.code) ? error.code : 'internal';
  return new AppError(code, error.message, { detail: error.detail, retryable: error.retryable });
}

/** Detail comes from anywhere, so what JSON can't say must not be what keeps an error from arriving. */
function plain(detail: ErrorDetail): ErrorDetail {
  try {
    return JSON.parse(JSON.stringify(detail)) as ErrorDetail;
  } catch {
    return { detail: 'could not be written as JSON' };
  }
}
