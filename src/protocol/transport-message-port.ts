/**
 * Message ports: the DOM's in the page (and Node's, which has the same events), Electron's MessagePortMain in the host.
 * Chromium before 122 tells a port nothing when its other end closes, so an end says so itself, with `null`.
 */
import { channelEnd, type ChannelEnd } from './channel-end.ts';
import type { MessageChannelLike } from './wire.ts';

const CLOSING = null;

interface MessageEventLike {
  readonly type: string;
  readonly data: unknown;
}

/** What the DOM's MessagePort and Node's have in common. */
export interface DomPort {
  postMessage(message: unknown): void;
  addEventListener(type: 'message' | 'close', listener: (event: { readonly type: string }) => void): void;
  start(): void;
  close(): void;
}

/** Electron's MessagePortMain, an emitter whose listener gets the message event. */
export interface MainPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** Takes the port over; nobody else may listen on it. */
export function overDomPort(port: DomPort): MessageChannelLike {
  const end = portEnd(port);
  port.addEventListener('message', (event) => receive(end, (event as MessageEventLike).data));
  port.addEventListener('close', end.gone);
  port.start();
  return end.channel;
}

/** Takes the port over; nobody else may listen on it. */
export function overMainPort(port: MainPort): MessageChannelLike {
  const end = portEnd(port);
  port.on('message', ({ data }) => receive(end, data));
  port.on('close', end.gone);
  port.start();
  return end.channel;
}

function portEnd(port: Pick<DomPort, 'postMessage' | 'close'>): ChannelEnd {
  return channelEnd(
    (message) => port.postMessage(message),
    () => {
      port.postMessage(CLOSING);
      port.close();
    },
  );
}

function receive(end: ChannelEnd, data: unknown): void {
  if (data === CLOSING) end.channel.close();
  else end.receive(data);
}
