/** Requests as an attacker would write them: any Host, any path as it stands, no browser in between. */
import { once } from 'node:events';
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { WebSocket, type ClientOptions } from 'ws';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Visit {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function visit(port: number, { path = '/', method = 'GET', headers = {} }: Visit = {}): Promise<Answer> {
  const sent = request({ host: '127.0.0.1', port, path, method, headers: { ...headers }, agent: false });
  sent.end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: response.statusCode ?? 0, headers: response.headers, body: await text(response) };
}

/** The cookie that the one-time address is exchanged for, as a Cookie header. */
export async function admit(running: { readonly port: number; readonly url: string }): Promise<string> {
  const { pathname, search } = new URL(running.url);
  const answer = await visit(running.port, { path: pathname + search });
  return answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

/** An open socket, or the status that the handshake was refused with. */
export async function openSocket(port: number, options: ClientOptions, path = '/connect'): Promise<WebSocket | number> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, options);
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket));
    socket.once('unexpected-response', (_, response) => {
      resolve(response.statusCode ?? 0);
      socket.terminate();
    });
    socket.on('error', reject);
  });
}

/** A page folder, with a secret beside it that nothing may reach. */
export async function somePage(): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'tendril-serve-')), 'renderer');
  await mkdir(join(folder, 'assets'), { recursive: true });
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Page</title>');
  await writeFile(join(folder, 'assets', 'index-1.js'), 'export {};');
  await writeFile(join(folder, 'assets', '.env'), 'hidden');
  await writeFile(join(folder, '..', 'outside.html'), 'outside');
  return folder;
}
