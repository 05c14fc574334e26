/** The listening half that every transport needs: keeps what arrives early, closes once, is silent afterwards. */
import type { MessageChannelLike } from './wire.ts';

export interface ChannelEnd {
  readonly channel: MessageChannelLike;
  /** The transport brought a message. */
  receive(message: unknown): void;
  /** The transport is gone, for whatever reason. */
  gone(): void;
}

/**
 * @param transmit hands a message to the transport; not called once closed
 * @param shut closes the transport; called at most once, and not after `gone`
 */
export function channelEnd(transmit: (message: unknown) => void, shut: () => void): ChannelEnd {
  let closed = false;
  let early: unknown[] = [];
  let onMessage: ((message: unknown) => void) | undefined;
  let onClose: (() => void) | undefined;

  function gone(): void {
    if (closed) return;
    closed = true;
    early = [];
    onClose?.();
  }

  return {
    channel: {
      send(message) {
        if (!closed) transmit(message);
      },
      onMessage(listener) {
        onMessage = listener;
        for (const message of early.splice(0)) listener(message);
      },
      onClose(listener) {
        onClose = listener;
        if (closed) listener();
      },
      close() {
        if (closed) return;
        shut();
        gone();
      },
    },
    receive(message) {
      if (closed) return;
      if (onMessage) onMessage(message);
      else early.push(message);
    },
    gone,
  };
}
