/**
 * The window in a browser: the built page over HTTP and its calls over a WebSocket at /connect, on 127.0.0.1 only.
 * Everything is checked in one order for both: Host, then token or cookie, then (for the socket) Origin.
 */
import { createReadStream } from 'node:fs';
import { createServer, STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline, type Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { AppError } from '../base/errors.ts';
import { findPageFiles, type PageFile } from '../page/files.ts';
import { pageHeaders } from '../page/headers.ts';
import { serve, type Handlers, type ServeOptions } from '../protocol/server.ts';
import { overWebSocket } from '../protocol/transport-websocket.ts';
import { createAdmission, type Admission } from './admission.ts';
import * as refusals from './refusals.ts';

const ADDRESS = '127.0.0.1';
/** An upload's chunk is 1 MiB, a third more as base64. */
const FRAME_BYTES = 4 * 1024 * 1024;
const HEADER_BYTES = 16 * 1024;
const MAXIMUM_TABS = 32;

export interface StartServeOptions extends ServeOptions {
  readonly handlers: Handlers;
  /** The built page: out/renderer. */
  readonly rendererFolder: string;
  /** 0 or absent: a free one. */
  readonly port?: number | undefined;
}

export interface RunningServe {
  /** With the one-time token: whoever opens it first is let in, so print it where only the user reads. */
  readonly url: string;
  readonly port: number;
  /** Drops every connection; the calls under way are cancelled. */
  close(): Promise<void>;
}

/** Throws `file-unreadable` when the page is not built, `bad-request` when the port can't be had. */
export async function startServe(options: StartServeOptions): Promise<RunningServe> {
  const files = await findPageFiles(options.rendererFolder);
  const server = createServer({ maxHeaderSize: HEADER_BYTES, headersTimeout: 10_000, requestTimeout: 30_000 });
  const port = await listen(server, options.port ?? 0);
  const site = new Site(port, files, options);
  server.on('request', (request, response) => site.answer(request, response));
  server.on('upgrade', (request, socket, head) => site.connect(request, socket, head));
  return {
    url: `${site.origin}/?token=${site.admission.token}`,
    port,
    async close() {
      site.disconnectAll();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const why = cause.code === 'EADDRINUSE' ? 'is in use' : `can't be had (${cause.code ?? cause.message})`;
      reject(new AppError('bad-request', `Port ${port} ${why}. Give another --port, or none for a free one.`, { detail: { field: 'port', port }, cause }));
    });
    server.listen(port, ADDRESS, () => resolve((server.address() as AddressInfo).port));
  });
}

class Site {
  readonly origin: string;
  readonly admission: Admission;
  readonly #host: string;
  readonly #files: ReadonlyMap<string, PageFile>;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #options: StartServeOptions;
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: FRAME_BYTES, perMessageDeflate: false });

  constructor(port: number, files: ReadonlyMap<string, PageFile>, options: StartServeOptions) {
    // Browsers leave the port out of Host and Origin when it is HTTP's own.
    this.#host = port === 80 ? ADDRESS : `${ADDRESS}:${port}`;
    this.origin = `http://${this.#host}`;
    this.admission = createAdmission(port);
    this.#files = files;
    this.#headers = pageHeaders(["'self'", `ws://${this.#host}`]);
    this.#options = options;
  }

  answer(request: IncomingMessage, response: ServerResponse): void {
    const url = this.#urlOf(request);
    const token = url?.pathname === '/' ? url.searchParams.get('token') : null;
    const admitted = this.admission.holdsSession(request.headers.cookie);
    if (!url) this.#refuse(response, refusals.FOREIGN_HOST);
    else if (request.method !== 'GET' && request.method !== 'HEAD') this.#refuse(response, refusals.ONLY_GET);
    else if (token !== null) this.#exchange(token, admitted, request, response);
    else if (!admitted) this.#refuse(response, refusals.NOT_ADMITTED);
    else this.#send(url.pathname, request, response);
  }

  /** Takes the token out of the address, for one browser once; the one that has the cookie already may come again. */
  #exchange(token: string, admitted: boolean, request: IncomingMessage, response: ServerResponse): void {
    // A HEAD is a look at the link, not someone opening it.
    const cookie = admitted || request.method === 'HEAD' ? undefined : this.admission.exchange(token);
    if (!admitted && cookie === undefined) return this.#refuse(response, refusals.TOKEN_SPENT);
    response.writeHead(303, { ...this.#headers, Location: '/', ...(cookie === undefined ? {} : { 'Set-Cookie': cookie }) }).end();
  }

  #send(address: string, request: IncomingMessage, response: ServerResponse): void {
    const file = this.#files.get(address);
    if (!file) return this.#refuse(response, refusals.NOT_FOUND);
    response.writeHead(200, { ...this.#headers, 'Content-Type': file.type });
    if (request.method === 'HEAD') response.end();
    // A reader that left, or a file that a rebuild took away: the connection ends either way, and nobody is there to tell.
    else pipeline(createReadStream(file.path), response, () => response.destroy());
  }

  #refuse(response: ServerResponse, { status, text }: refusals.Refusal): void {
    response.writeHead(status, { ...this.#headers, 'Content-Type': 'text/plain; charset=utf-8' }).end(text);
  }

  connect(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const refusal = this.#whyNotConnect(request);
    if (refusal) {
      const length = Buffer.byteLength(refusal.text);
      const lines = [`HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}`, 'Connection: close', 'Content-Type: text/plain; charset=utf-8'];
      socket.end(`${[...lines, `Content-Length: ${length}`].join('\r\n')}\r\n\r\n${refusal.text}`);
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (accepted) => {
      serve(overWebSocket(accepted), this.#options.handlers, this.#options);
    });
  }

  #whyNotConnect(request: IncomingMessage): refusals.Refusal | undefined {
    const url = this.#urlOf(request);
    if (!url) return refusals.FOREIGN_HOST;
    if (!this.admission.holdsSession(request.headers.cookie)) return refusals.NOT_ADMITTED;
    if (request.headers.origin !== this.origin) return refusals.FOREIGN_ORIGIN;
    if (url.pathname !== '/connect') return refusals.NOT_FOUND;
    return this.#sockets.clients.size >= MAXIMUM_TABS ? refusals.TOO_MANY : undefined;
  }

  /** Undefined for a foreign Host: a name that someone made resolve to this machine (DNS rebinding). */
  #urlOf(request: IncomingMessage): URL | undefined {
    if (request.headers.host !== this.#host) return undefined;
    const target = request.url ?? '/';
    // An absolute-form target names a host of its own.
    return target.startsWith('/') && URL.canParse(this.origin + target) ? new URL(this.origin + target) : undefined;
  }

  disconnectAll(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
  }
}
