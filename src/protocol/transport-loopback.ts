/**
 * Two ends in one process, for the command line and for tests. A real message channel: messages are copied, so that
 * nothing is shared, and arrive in turns of the event loop, so that a busy exchange can still be cancelled.
 */
import { overDomPort } from './transport-message-port.ts';
import type { MessageChannelLike } from './wire.ts';

/** `send` throws on what can't be cloned. Until one end closes, the pair keeps the process alive. */
export function createLoopback(): readonly [MessageChannelLike, MessageChannelLike] {
  const { port1, port2 } = new MessageChannel();
  return [overDomPort(port1), overDomPort(port2)];
}
