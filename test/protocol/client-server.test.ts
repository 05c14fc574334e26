/** Client and server over each transport, each of them real: a clone in one process, two ports, a socket. */
import { EventEmitter, once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { createClient } from '../../src/protocol/client.ts';
import { serve } from '../../src/protocol/server.ts';
import { createLoopback } from '../../src/protocol/transport-loopback.ts';
import { overDomPort, overMainPort, type MainPort } from '../../src/protocol/transport-message-port.ts';
import { overWebSocket } from '../../src/protocol/transport-websocket.ts';
import { MAXIMUM_UNTAKEN_EVENTS } from '../../src/protocol/wire.ts';
import { someHandlers } from './some-handlers.ts';
import { describeTransport, failureOf, until, type Pair } from './suite.ts';

describe('loopback', () => {
  describeTransport(async () => {
    const [client, server] = createLoopback();
    return { client, server, dispose: () => undefined };
  });

  test('nothing is shared between the two sides', async () => {
    const [left, right] = createLoopback();
    const seeds = ['a'];
    serve(right, someHandlers({ 'import.recognise': async ({ paths }) => (paths.push('b'), []) }));
    await createClient(left).call('import.recognise', { paths: seeds });
    expect(seeds).toEqual(['a']);
  });

  test('input that no transport can carry is refused before it leaves', async () => {
    const [left, right] = createLoopback();
    serve(right, someHandlers({}));
    const input = { query: 'q', parameters: { f: () => 1 } };
    expect((await failureOf(createClient(left).call('query.run', input))).code).toBe('bad-request');
  });

  test('a handler that never waits is stopped before it fills the memory', async () => {
    const [left, right] = createLoopback();
    const handlers = someHandlers({
      'export.run': async (_, { emit }) => {
        for (let line = 0; line <= MAXIMUM_UNTAKEN_EVENTS; line += 1) void emit({ text: '' });
        return { lines: 0 };
      },
    });
    serve(right, handlers);
    expect((await failureOf(createClient(left).call('export.run', { format: 'jsonl' }))).code).toBe('internal');
  });
});

describe('message port', () => {
  describeTransport(async () => {
    const { port1, port2 } = new MessageChannel();
    return { client: overDomPort(port1), server: overMainPort(asMainPort(port2)), dispose: () => undefined };
  });
});

describe('WebSocket', () => {
  describeTransport(openSocketPair);

  test('a frame that is no JSON text closes the socket', async () => {
    for (const frame of ['{"type":', Buffer.from([1, 2])]) {
      const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
      server.on('connection', (socket) => serve(overWebSocket(socket), someHandlers({})));
      await once(server, 'listening');
      const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
      await once(socket, 'open');
      socket.send(frame);
      const [code] = (await once(socket, 'close')) as [number];
      expect(code).toBe(4400);
      server.close();
    }
  });

  test('a socket cut without a goodbye counts as gone', async () => {
    const pair = await openSocketPair();
    const gone: string[] = [];
    serve(pair.server, someHandlers({}), { onDisconnect: (client) => gone.push(client) });
    pair.cut();
    await until(() => gone.length === 1);
    await pair.dispose();
  });
});

async function openSocketPair(): Promise<Pair & { cut: () => void }> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const [[accepted]] = (await Promise.all([once(server, 'connection'), once(socket, 'open')])) as [[WebSocket], unknown];
  return {
    client: overWebSocket(socket),
    server: overWebSocket(accepted),
    cut: () => socket.terminate(),
    dispose: () => {
      socket.terminate();
      server.close();
    },
  };
}

/** Node's port with the events of Electron's, whose listeners get the message inside an event. */
function asMainPort(port: MessageChannel['port1']): MainPort {
  const events = new EventEmitter();
  port.on('message', (data: unknown) => events.emit('message', { data }));
  port.on('close', () => events.emit('close'));
  // Listening on Node's port starts it; Electron's waits for `start`, so what came before must wait as well.
  port.unref();
  return Object.assign(events, {
    postMessage: (message: unknown) => port.postMessage(message),
    start: () => port.start(),
    close: () => port.close(),
  }) as MainPort;
}
