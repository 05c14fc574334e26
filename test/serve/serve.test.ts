/** Who is let in by `tendril serve`, over real sockets. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { toAppError } from '../../src/base/errors.ts';
import { createClient } from '../../src/protocol/client.ts';
import { overWebSocket } from '../../src/protocol/transport-websocket.ts';
import { startServe, type RunningServe } from '../../src/serve/index.ts';
import { someHandlers } from '../protocol/some-handlers.ts';
import { failureOf, until } from '../protocol/suite.ts';
import { admit, openSocket, somePage, visit } from './visit.ts';

let running: RunningServe;
let folder: string;
let disconnected: string[];
let signals: AbortSignal[];

beforeEach(async () => {
  folder = await somePage();
  disconnected = [];
  signals = [];
  running = await start();
});

afterEach(async () => {
  await running.close();
  await rm(dirname(folder), { recursive: true });
});

function start(port?: number): Promise<RunningServe> {
  return startServe({
    rendererFolder: folder,
    port,
    handlers: someHandlers({
      'upload.begin': async ({ name }) => ({ path: name }),
      'case.watch': (_, { signal }) => {
        signals.push(signal);
        return new Promise(() => undefined);
      },
    }),
    onDisconnect: (client) => disconnected.push(client),
  });
}

const tokenPath = () => new URL(running.url).pathname + new URL(running.url).search;
const origin = () => `http://127.0.0.1:${running.port}`;

describe('the page', () => {
  test('is shown to nobody without a token or cookie, its files neither', async () => {
    for (const path of ['/', '/index.html', '/assets/index-1.js', '/favicon.ico', '/connect', '/nothing']) {
      const { status, body } = await visit(running.port, { path });
      expect([path, status, body.includes('Page')]).toEqual([path, 401, false]);
    }
  });

  test('is not shown for a wrong token or a made-up cookie', async () => {
    const wrong = [...(new URL(running.url).searchParams.get('token') ?? '')];
    wrong[0] = wrong[0] === 'A' ? 'B' : 'A';
    for (const token of ['', 'x', wrong.join(''), `${wrong.join('')}x`]) {
      expect((await visit(running.port, { path: `/?token=${token}` })).status).toBe(401);
    }
    const name = `tendril-${running.port}`;
    for (const cookie of [`${name}=`, `${name}=${wrong.join('')}`, `${name}=undefined`, 'tendril=1']) {
      expect((await visit(running.port, { headers: { cookie } })).status).toBe(401);
    }
  });

  test('has a token of 256 bits, another one at each start', async () => {
    const other = await start();
    const tokens = [running.url, other.url].map((url) => new URL(url).searchParams.get('token') ?? '');
    await other.close();
    expect(tokens.map((token) => Buffer.from(token, 'base64url').length)).toEqual([32, 32]);
    expect(tokens[0]).not.toBe(tokens[1]);
  });

  test('takes the token once, for a cookie that scripts and other sites do not get, and takes it out of the address', async () => {
    const { status, headers } = await visit(running.port, { path: tokenPath() });
    expect([status, headers.location]).toEqual([303, '/']);
    const [pair, ...attributes] = (headers['set-cookie']?.[0] ?? '').split('; ');
    expect(new Set(attributes)).toEqual(new Set(['Path=/', 'HttpOnly', 'SameSite=Strict']));
    expect(headers['set-cookie']?.[0]).not.toContain(new URL(running.url).searchParams.get('token'));
    const page = await visit(running.port, { headers: { cookie: pair ?? '' } });
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  });

  test('refuses the token to a second browser, and still knows the first', async () => {
    const cookie = await admit(running);
    const second = await visit(running.port, { path: tokenPath() });
    expect([second.status, second.headers['set-cookie']]).toEqual([401, undefined]);
    const again = await visit(running.port, { path: tokenPath(), headers: { cookie } });
    expect([again.status, again.headers.location]).toEqual([303, '/']);
  });

  test('is not used up by a look at the link', async () => {
    expect((await visit(running.port, { path: tokenPath(), method: 'HEAD' })).headers['set-cookie']).toBeUndefined();
    expect(await admit(running)).not.toBe('');
  });

  test('keeps the cookies of two servers on one machine apart', async () => {
    const other = await start();
    const cookie = `${await admit(other)}; ${await admit(running)}`;
    expect((await visit(running.port, { headers: { cookie } })).status).toBe(200);
    expect((await visit(other.port, { headers: { cookie } })).status).toBe(200);
    await other.close();
  });

  test('answers under its own Host alone, though cookie and token are right', async () => {
    const cookie = await admit(running);
    const foreign = ['evil.example', `evil.example:${running.port}`, `localhost:${running.port}`, '127.0.0.1', `127.0.0.1:${running.port + 1}`];
    for (const host of foreign) {
      const { status } = await visit(running.port, { headers: { cookie, host } });
      expect([host, status]).toEqual([host, 403]);
    }
    const rebound = await visit(running.port, { path: `http://evil.example:${running.port}/`, headers: { cookie } });
    expect(rebound.status).toBe(403);
    const nameless = connect(running.port, '127.0.0.1');
    nameless.end(`GET / HTTP/1.0\r\nCookie: ${cookie}\r\n\r\n`);
    expect(await text(nameless)).toMatch(/^HTTP\/1\.1 403/);
    expect((await visit(running.port, { headers: { cookie, host: `127.0.0.1:${running.port}` } })).status).toBe(200);
  });

  test('does not spend the token on a foreign Host', async () => {
    expect((await visit(running.port, { path: tokenPath(), headers: { host: 'evil.example' } })).status).toBe(403);
    expect(await admit(running)).not.toBe('');
  });

  test('gives no file outside its folder, no folder and no hidden file', async () => {
    const cookie = await admit(running);
    const paths = [
      '/../outside.html',
      '/assets/../../outside.html',
      '/%2e%2e/outside.html',
      '/%2e%2e%2foutside.html',
      '/..%2foutside.html',
      '/..%5coutside.html',
      '/..\\outside.html',
      '/assets/%252e%252e/%252e%252e/outside.html',
      '//etc/passwd',
      '/%00',
      '/index.html%00.js',
      '/%',
      '/assets',
      '/assets/',
      '/assets/.env',
      join(folder, 'index.html'),
    ];
    for (const path of paths) {
      const { status, body } = await visit(running.port, { path, headers: { cookie } });
      expect([path, status, /outside|hidden|root:|index-1/.test(body)]).toEqual([path, 404, false]);
    }
    const near = await visit(running.port, { path: '/assets/index-1.js', headers: { cookie } });
    expect([near.status, near.body]).toEqual([200, 'export {};']);
  });

  test('sends its protections with every answer', async () => {
    const cookie = await admit(running);
    const answers = [
      await visit(running.port, { headers: { cookie } }),
      await visit(running.port, { path: '/nothing', headers: { cookie } }),
      await visit(running.port),
    ];
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'no-store',
      });
      const policy = Object.fromEntries(
        String(headers['content-security-policy']).split('; ').map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1)]),
      );
      expect(policy).toMatchObject({
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'connect-src': ["'self'", `ws://127.0.0.1:${running.port}`],
        'base-uri': ["'none'"],
        'form-action': ["'none'"],
        'frame-ancestors': ["'none'"],
      });
      expect(policy['style-src']).not.toContain("'unsafe-inline'");
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  test('answers GET and HEAD only', async () => {
    const cookie = await admit(running);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      expect((await visit(running.port, { method, headers: { cookie } })).status).toBe(405);
    }
    const head = await visit(running.port, { method: 'HEAD', headers: { cookie } });
    expect([head.status, head.body]).toEqual([200, '']);
  });

  test('refuses headers without end', async () => {
    expect((await visit(running.port, { headers: { cookie: 'a'.repeat(20_000) } })).status).toBe(431);
  });

  test('survives what is no HTTP', async () => {
    const socket = connect(running.port, '127.0.0.1');
    socket.end('\u0000\u0001 nonsense\r\n\r\n');
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 400/);
    expect((await visit(running.port)).status).toBe(401);
  });
});

describe('the socket', () => {
  test('carries calls for the page that holds the cookie', async () => {
    const socket = (await openSocket(running.port, { headers: { cookie: await admit(running) }, origin: origin() })) as WebSocket;
    const client = createClient(overWebSocket(socket));
    expect(await client.call('upload.begin', { name: 'n', bytes: 1 })).toEqual({ path: 'n' });
    expect((await failureOf(client.call('case.summary', {}))).code).toBe('no-case-open');
  });

  test('is refused without cookie, also to who knows the token', async () => {
    expect(await openSocket(running.port, { origin: origin() })).toBe(401);
    expect(await openSocket(running.port, { origin: origin() }, `/connect${new URL(running.url).search}`)).toBe(401);
  });

  test('is refused to a foreign Origin or none, though the cookie is right', async () => {
    const headers = { cookie: await admit(running) };
    const foreign = ['https://evil.example', `http://localhost:${running.port}`, `http://127.0.0.1:${running.port + 1}`, 'http://127.0.0.1', `https://127.0.0.1:${running.port}`, 'null'];
    for (const other of foreign) {
      expect([other, await openSocket(running.port, { headers, origin: other })]).toEqual([other, 403]);
    }
    expect(await openSocket(running.port, { headers })).toBe(403);
  });

  test('is refused to a foreign Host, though cookie and Origin are right', async () => {
    const cookie = await admit(running);
    expect(await openSocket(running.port, { headers: { cookie, host: 'evil.example' }, origin: origin() })).toBe(403);
  });

  test('is at /connect and nowhere else', async () => {
    const cookie = await admit(running);
    expect(await openSocket(running.port, { headers: { cookie }, origin: origin() }, '/')).toBe(404);
  });

  test('is closed by a frame past the limit; one as large as an upload sends passes', async () => {
    const socket = (await openSocket(running.port, { headers: { cookie: await admit(running) }, origin: origin() })) as WebSocket;
    const client = createClient(overWebSocket(socket));
    const chunk = 'A'.repeat(Math.ceil((1024 * 1024) / 3) * 4);
    expect((await failureOf(client.call('upload.chunk', { path: 'p', data: chunk }))).code).toBe('no-case-open');
    const closed = once(socket, 'close') as Promise<[number]>;
    const call = failureOf(client.call('upload.chunk', { path: 'p', data: 'A'.repeat(5 * 1024 * 1024) }));
    expect((await call).code).toBe('store-unreachable');
    expect((await closed)[0]).toBe(1009);
    await until(() => disconnected.length === 1);
    expect((await visit(running.port)).status).toBe(401);
  });

  test('that goes away cancels its calls; closing the server closes it', async () => {
    const cookie = await admit(running);
    const first = (await openSocket(running.port, { headers: { cookie }, origin: origin() })) as WebSocket;
    const second = (await openSocket(running.port, { headers: { cookie }, origin: origin() })) as WebSocket;
    const calls = [first, second].map((socket) => failureOf(createClient(overWebSocket(socket)).call('case.watch', {})));
    await until(() => signals.length === 2);
    first.terminate();
    await until(() => disconnected.length === 1);
    expect(signals.filter(({ aborted }) => aborted).length).toBe(1);
    await running.close();
    expect((await Promise.all(calls)).map(({ code }) => code)).toEqual(['store-unreachable', 'store-unreachable']);
    await until(() => disconnected.length === 2);
    running = await start();
  });
});

describe('starting', () => {
  test('is refused on a port that is taken', async () => {
    const error = await start(running.port).then(() => undefined, toAppError);
    expect([error?.code, error?.detail['field']]).toEqual(['bad-request', 'port']);
  });

  test('is refused for a folder without a built page', async () => {
    for (const rendererFolder of [join(folder, 'nowhere'), join(folder, 'assets'), join(folder, 'index.html')]) {
      const error = await startServe({ rendererFolder, handlers: someHandlers({}) }).then(() => undefined, toAppError);
      expect(error?.code).toBe('file-unreadable');
    }
  });

  test('listens on loopback only', async () => {
    const elsewhere = connect(running.port, '127.0.0.2');
    const [error] = (await once(elsewhere, 'error')) as [NodeJS.ErrnoException];
    expect(error.code).toBe('ECONNREFUSED');
  });
});
