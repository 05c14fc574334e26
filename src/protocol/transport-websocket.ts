/** WebSockets, the browser's in the page and `ws` at the server: one JSON text frame a message. */
import { channelEnd } from './channel-end.ts';
import type { MessageChannelLike } from './wire.ts';

/** What the DOM's WebSocket and the one of `ws` have in common. */
export interface WebSocketLike {
  readonly readyState: number;
  send(text: string): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'close' | 'error', listener: () => void): void;
}

const OPEN = 1;
/** In the range that applications may use; the peer sent something that is no JSON text. */
const NOT_JSON = 4400;

/** Takes over a socket that is open; nobody else may listen on it. */
export function overWebSocket(socket: WebSocketLike): MessageChannelLike {
  const end = channelEnd(
    (message) => {
      if (socket.readyState === OPEN) socket.send(JSON.stringify(message));
    },
    () => socket.close(),
  );
  socket.addEventListener('message', ({ data }) => {
    const message = parse(data);
    if (message === undefined) socket.close(NOT_JSON, 'One JSON text frame a message is expected.');
    else end.receive(message);
  });
  socket.addEventListener('close', end.gone);
  // What went wrong is known to the socket alone; a `close` always follows. Without a listener `ws` would throw.
  socket.addEventListener('error', () => undefined);
  return end.channel;
}

function parse(data: unknown): unknown {
  if (typeof data !== 'string') return undefined;
  try {
    return JSON.parse(data) as unknown;
  } catch {
    return undefined;
  }
}
