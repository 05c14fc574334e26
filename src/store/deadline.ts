/** Gives work a signal that fires when it takes too long, or when whoever waits for it gives up. */
import { AppError } from '../base/errors.ts';
import type { StoreQueryOptions } from './store.ts';

const DEFAULT_MS = 30_000;

/**
 * Throws `aborted` in place of what `work` throws after its signal fired; `detail.timeout` when it was the time.
 * @param controller fires the signal that `work` gets: whoever made it may do so as well
 */
export async function withinDeadline<Result>(
  { timeout = DEFAULT_MS, signal }: Pick<StoreQueryOptions, 'timeout' | 'signal'>,
  work: (signal: AbortSignal, timeout: number) => Promise<Result>,
  controller = new AbortController(),
): Promise<Result> {
  const give = () => controller.abort();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    give();
  }, timeout);
  // By hand, since AbortSignal.any is newer than the oldest Node that the window runs on.
  if (signal?.aborted) give();
  else signal?.addEventListener('abort', give, { once: true });
  try {
    return await work(controller.signal, timeout);
  } catch (thrown) {
    if (!controller.signal.aborted) throw thrown;
    throw late ? overdue(timeout, thrown) : new AppError('aborted', 'The operation was cancelled.', { cause: thrown });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', give);
  }
}

function overdue(timeout: number, cause: unknown): AppError {
  const message = `The statement was stopped after ${timeout / 1000} s. Narrow it down.`;
  return new AppError('aborted', message, { detail: { timeout }, cause });
}
