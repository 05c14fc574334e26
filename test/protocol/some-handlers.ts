/** Handlers for tests of what carries calls, not of what answers them: those given, and a refusal for all others. */
import { AppError } from '../../src/base/errors.ts';
import { PROCEDURES } from '../../src/protocol/procedures.ts';
import type { Handlers } from '../../src/protocol/server.ts';

export function someHandlers(given: Partial<Handlers>): Handlers {
  const refuse = () => Promise.reject(new AppError('no-case-open', 'This test opens no case.'));
  const all = Object.fromEntries(Object.keys(PROCEDURES).map((name) => [name, refuse]));
  return { ...(all as unknown as Handlers), ...given };
}
