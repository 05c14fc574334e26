/** Two ends in one process, for the command line and for tests: messages are copied, so that nothing is shared. */
import { channelEnd, type ChannelEnd } from './channel-end.ts';
import type { MessageChannelLike } from './wire.ts';

/** Delivery is asynchronous and in order, as on any other transport. `send` throws on what can't be cloned. */
export function createLoopback(): readonly [MessageChannelLike, MessageChannelLike] {
  const left: ChannelEnd = channelEnd((message) => deliver(right, message), () => queueMicrotask(() => right.gone()));
  const right: ChannelEnd = channelEnd((message) => deliver(left, message), () => queueMicrotask(() => left.gone()));
  return [left.channel, right.channel];
}

function deliver(to: ChannelEnd, message: unknown): void {
  const copy: unknown = structuredClone(message);
  queueMicrotask(() => to.receive(copy));
}
