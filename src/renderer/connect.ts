/** The one file of the page that knows what it runs in: Electron's window, with a message port, or a browser tab, with a WebSocket. */
import { AppError } from '../base/errors.ts';
import { createClient, type Client } from '../protocol/client.ts';
import { overDomPort } from '../protocol/transport-message-port.ts';
import { overWebSocket } from '../protocol/transport-websocket.ts';
import type { MessageChannelLike } from '../protocol/wire.ts';

/** What the desktop window can do and a browser tab can't. Made by src/preload, which may not import this type. */
export interface DesktopApi {
  /** As Node names it: `darwin`, `win32`, `linux`. */
  readonly platform: string;
  /** Where a dropped file lies; empty for one that is not on disk. */
  pathOf(file: File): string;
  /** Asks for files or folders to import; empty when the user cancels. Absolute paths, here and below. */
  chooseImports(what: 'files' | 'folder'): Promise<readonly string[]>;
  /** Asks for a case file that exists; null when the user cancels. */
  chooseCase(): Promise<string | null>;
  /** Asks where a new case file shall lie, and writes nothing; null when the user cancels. */
  chooseNewCase(suggestedName: string): Promise<string | null>;
  /**
   * Case files that the system or a second start asks to open, those from before the call included. One listener, the
   * last one; the returned function takes it off.
   */
  onOpenCase(listener: (path: string) => void): () => void;
}

/** What preload puts on `window`: the API for the page, and for this file what brings the port. */
interface DesktopBridge extends DesktopApi {
  /** Asks main for a port to the host; it comes as a window message. */
  requestPort(): void;
}

declare global {
  interface Window {
    readonly tendril?: DesktopBridge;
  }
}

const PATIENCE = 10_000;

/**
 * Opens a connection to the back end. May be called again when the client before it has closed; then a host that had
 * ended is started anew. Throws `store-unreachable` (retryable), and in a browser `unauthorised` when its cookie is stale.
 */
export async function connect(): Promise<{ client: Client; desktop?: DesktopApi }> {
  const bridge = window.tendril;
  if (!bridge) return { client: createClient(await openWebSocket()) };
  return { client: createClient(await receivePort(bridge)), desktop: { ...bridge, pathOf: (file) => pathOf(file, bridge) } };
}

function receivePort(bridge: DesktopBridge): Promise<MessageChannelLike> {
  return new Promise((resolve, reject) => {
    const waiting = new AbortController();
    const timer = setTimeout(() => {
      waiting.abort();
      reject(new AppError('store-unreachable', 'The part of Tendril that reads the data did not start. Quit Tendril and open it again.', { retryable: true }));
    }, PATIENCE);
    const onMessage = (event: MessageEvent<unknown>) => {
      const [port] = event.ports;
      if (!fromPreload(event) || event.data !== 'tendril:port' || !port) return;
      clearTimeout(timer);
      waiting.abort();
      resolve(closedWithHost(overDomPort(port)));
    };
    window.addEventListener('message', onMessage, { signal: waiting.signal });
    bridge.requestPort();
  });
}

/** A port is not told by every Chromium when the process at its other end dies; main tells instead. */
function closedWithHost(channel: MessageChannelLike): MessageChannelLike {
  const watching = new AbortController();
  const onMessage = (event: MessageEvent<unknown>) => {
    if (!fromPreload(event) || event.data !== 'tendril:host-gone') return;
    watching.abort();
    channel.close();
  };
  window.addEventListener('message', onMessage, { signal: watching.signal });
  return channel;
}

function fromPreload(event: MessageEvent): boolean {
  return event.source === window && event.origin === window.location.origin;
}

function openWebSocket(): Promise<MessageChannelLike> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://${window.location.host}/connect`);
    socket.addEventListener('open', () => resolve(overWebSocket(socket)));
    socket.addEventListener('error', () => void whyNoSocket().then(reject));
  });
}

/** A refused handshake says nothing to the page, so an ordinary request asks for the reason. */
async function whyNoSocket(): Promise<AppError> {
  const status = await fetch('/', { method: 'HEAD', redirect: 'error' }).then((response) => response.status, () => undefined);
  if (status === 401 || status === 403) {
    return new AppError('unauthorised', 'This tab was let in by a `tendril serve` that has ended. Open the address that the one running now printed in the terminal.');
  }
  const message = status === undefined ? 'Tendril does not answer any more. Start `tendril serve` again and open the address that it prints.' : 'Tendril refused the connection. Close other Tendril tabs and try again.';
  return new AppError('store-unreachable', message, { retryable: true });
}

/** Electron before 32 gives files a path; later ones need preload for it. */
function pathOf(file: File, bridge: DesktopBridge): string {
  const { path } = file as File & { readonly path?: string };
  return path ?? bridge.pathOf(file);
}
