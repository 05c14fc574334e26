/** Cancellation: every long loop calls `throwIfAborted`, and gives the event loop a turn so that a cancel can arrive. */
import { AppError } from './errors.ts';

/** Throws AppError `aborted` when the signal has fired. */
export function throwIfAborted(signal?: AbortSignal): void {
  if (signal?.aborted) throw new AppError('aborted', 'The operation was cancelled.');
}

/** Resolves after pending input and output has had a turn. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
