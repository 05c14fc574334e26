/** What every transport has to carry, run over each of them by client-server.test.ts. */
import { afterEach, expect, test } from 'vitest';
import { AppError, toAppError } from '../../src/base/errors.ts';
import { createClient, type Client } from '../../src/protocol/client.ts';
import { serve, type Handlers, type ServeOptions } from '../../src/protocol/server.ts';
import { EVENT_WINDOW, MAXIMUM_CALLS, type MessageChannelLike } from '../../src/protocol/wire.ts';
import { someHandlers } from './some-handlers.ts';

export interface Pair {
  readonly client: MessageChannelLike;
  readonly server: MessageChannelLike;
  readonly dispose: () => Promise<void> | void;
}

interface Connection {
  readonly client: Client;
  readonly clientChannel: MessageChannelLike;
  readonly serverChannel: MessageChannelLike;
}

const CANCEL_LIMIT = 200;

export function describeTransport(openPair: () => Promise<Pair>): void {
  const open: Pair[] = [];
  afterEach(async () => {
    for (const pair of open.splice(0)) {
      pair.client.close();
      await pair.dispose();
    }
  });

  async function connect(given: Partial<Handlers>, options?: ServeOptions): Promise<Connection> {
    const pair = await openPair();
    open.push(pair);
    serve(pair.server, someHandlers(given), options);
    return { client: createClient(pair.client), clientChannel: pair.client, serverChannel: pair.server };
  }

  test('a call brings its output', async () => {
    const { client } = await connect({ 'upload.begin': async ({ name }) => ({ path: `/tmp/${name}` }) });
    expect(await client.call('upload.begin', { name: 'a – ü.csv', bytes: 3 })).toEqual({ path: '/tmp/a – ü.csv' });
  });

  test('defaults are filled in before the handler sees the input', async () => {
    const inputs: unknown[] = [];
    const { client } = await connect({
      'thing.find': async (input) => {
        inputs.push(input);
        return [];
      },
    });
    await client.call('thing.find', { text: 'ci' });
    expect(inputs).toEqual([{ text: 'ci', limit: 20 }]);
  });

  test('events come in order and before the output, however many there are', async () => {
    const count = EVENT_WINDOW * 5 + 3;
    const { client } = await connect({
      'export.run': async (_, { emit }) => {
        for (let line = 0; line < count; line += 1) await emit({ text: String(line) });
        return { lines: count };
      },
    });
    const seen: (string | number)[] = [];
    const { lines } = await client.call('export.run', { format: 'jsonl' }, { onEvent: ({ text }) => seen.push(text) });
    seen.push(lines);
    expect(seen).toEqual([...Array.from({ length: count }, (_, line) => String(line)), count]);
  });

  test('events that nobody listens to do not hold the handler up', async () => {
    const { client } = await connect({
      'export.run': async (_, { emit }) => {
        for (let line = 0; line < EVENT_WINDOW * 3; line += 1) await emit({ text: '' });
        return { lines: 1 };
      },
    });
    expect(await client.call('export.run', { format: 'jsonl' })).toEqual({ lines: 1 });
  });

  test('an AppError arrives with code, message, detail and retryable, and without its cause', async () => {
    const cause = new Error('from deep inside');
    const thrown = new AppError('case-in-use', 'held', { detail: { pid: 7 }, retryable: true, cause });
    const { client } = await connect({ 'case.open': () => Promise.reject(thrown) });
    const error = await failureOf(client.call('case.open', { kind: 'sample', id: 's' }));
    expect({ ...error, message: error.message }).toEqual({
      name: 'AppError',
      code: 'case-in-use',
      message: 'held',
      detail: { pid: 7 },
      retryable: true,
    });
    expect(error.cause).toBeUndefined();
  });

  test('any other error arrives as internal, and the whole of it is reported at the back end', async () => {
    const reported: [unknown, string][] = [];
    const bug = new TypeError('x is not a function');
    const onInternalError: ServeOptions['onInternalError'] = ({ cause }, procedure) => reported.push([cause, procedure]);
    const { client } = await connect({ 'case.close': () => Promise.reject(bug) }, { onInternalError });
    expect((await failureOf(client.call('case.close', {}))).code).toBe('internal');
    expect(reported).toEqual([[bug, 'case.close']]);
  });

  test('an error whose detail is no JSON arrives all the same', async () => {
    const detail: Record<string, unknown> = {};
    detail['itself'] = detail;
    const { client } = await connect({ 'case.close': () => Promise.reject(new AppError('case-corrupt', 'bad', { detail })) });
    expect((await failureOf(client.call('case.close', {}))).code).toBe('case-corrupt');
  });

  test('bad input is refused by name of its field and never reaches the handler', async () => {
    let called = 0;
    const { client } = await connect({
      'walk.run': async () => {
        called += 1;
        throw new AppError('no-case-open', 'none');
      },
    });
    const bad = { seeds: ['a'], filter: { mode: 'granted', hops: 'three' } } as never;
    const error = await failureOf(client.call('walk.run', bad));
    expect([error.code, error.detail['procedure'], error.detail['field']]).toEqual(['bad-request', 'walk.run', 'filter.hops']);
    expect(called).toBe(0);
    // The near miss: the same with a number passes the check.
    expect((await failureOf(client.call('walk.run', { seeds: ['a'], filter: { hops: 3 } }))).code).toBe('no-case-open');
    expect(called).toBe(1);
  });

  test('a procedure that does not exist is refused, those every object has included', async () => {
    const { client } = await connect({});
    for (const name of ['case.destroy', 'constructor', '__proto__']) {
      const error = await failureOf(client.call(name as 'case.close', {}));
      expect([error.code, error.detail['field']]).toEqual(['bad-request', 'procedure']);
    }
  });

  test('an output that is not of its shape is an internal error; what is beyond the shape is cut off', async () => {
    const { client } = await connect({
      'upload.begin': async () => ({ path: 'p', secret: 'kept at home' }),
      'system.info': async () => ({ version: 1 }) as never,
    });
    expect(await client.call('upload.begin', { name: 'n', bytes: 1 })).toEqual({ path: 'p' });
    expect((await failureOf(client.call('system.info', {}))).code).toBe('internal');
  });

  test('a cancel fires the signal and ends the call in time, though the handler ignores it', async () => {
    const signals: AbortSignal[] = [];
    const { client } = await connect({
      'case.watch': (_, { signal }) => {
        signals.push(signal);
        return new Promise(() => undefined);
      },
    });
    const abort = new AbortController();
    const call = failureOf(client.call('case.watch', {}, { signal: abort.signal }));
    await until(() => signals.length === 1);
    const start = performance.now();
    abort.abort();
    expect((await call).code).toBe('aborted');
    await until(() => signals[0]?.aborted === true);
    expect(performance.now() - start).toBeLessThan(CANCEL_LIMIT);
  });

  test('the back end answers a cancel with aborted, and with nothing after it', async () => {
    let emit: ((event: { text: string }) => void) | undefined;
    let finish: ((output: { lines: number }) => void) | undefined;
    const pair = await openPair();
    open.push(pair);
    serve(
      pair.server,
      someHandlers({
        'export.run': (_, context) => {
          emit = (event) => void context.emit(event);
          return new Promise((resolve) => (finish = resolve));
        },
        'case.close': async () => ({}),
      }),
    );
    const messages: { type: string; id: number; error?: { code: string } }[] = [];
    pair.client.onMessage((message) => messages.push(message as never));
    pair.client.send({ type: 'call', id: 1, procedure: 'export.run', input: { format: 'jsonl' } });
    await until(() => emit !== undefined);
    pair.client.send({ type: 'cancel', id: 1 });
    await until(() => messages.length === 1);
    emit?.({ text: 'late' });
    finish?.({ lines: 1 });
    pair.client.send({ type: 'call', id: 2, procedure: 'case.close', input: {} });
    await until(() => messages.length > 1);
    expect(messages.map(({ type, id, error }) => [type, id, error?.code])).toEqual([
      ['error', 1, 'aborted'],
      ['result', 2, undefined],
    ]);
  });

  test('a signal that has fired already sends nothing', async () => {
    let called = 0;
    const { client } = await connect({ 'case.close': async () => ((called += 1), {}) });
    expect((await failureOf(client.call('case.close', {}, { signal: AbortSignal.abort() }))).code).toBe('aborted');
    await client.call('case.close', {});
    expect(called).toBe(1);
  });

  test('a handler that waits for room is let go by a cancel', async () => {
    let ended = false;
    const { client, clientChannel } = await connect({
      'export.run': async (_, { emit, signal }) => {
        while (!signal.aborted) await emit({ text: 'x' });
        ended = true;
        return { lines: 0 };
      },
    });
    const abort = new AbortController();
    let taken = 0;
    const call = client.call('export.run', { format: 'jsonl' }, { signal: abort.signal, onEvent: () => (taken += 1) });
    await until(() => taken > EVENT_WINDOW * 2);
    abort.abort();
    expect((await failureOf(call)).code).toBe('aborted');
    await until(() => ended);
    clientChannel.close();
  });

  test('no more events are sent than the client has room for', async () => {
    let emitted = 0;
    const pair = await openPair();
    open.push(pair);
    serve(
      pair.server,
      someHandlers({
        'export.run': async (_, { emit, signal }) => {
          while (!signal.aborted) {
            emitted += 1;
            await emit({ text: 'x' });
          }
          return { lines: emitted };
        },
      }),
    );
    let received = 0;
    pair.client.onMessage(() => (received += 1));
    pair.client.send({ type: 'call', id: 1, procedure: 'export.run', input: { format: 'jsonl' } });
    await until(() => received === EVENT_WINDOW);
    await pause(30);
    expect([emitted, received]).toEqual([EVENT_WINDOW, EVENT_WINDOW]);
    pair.client.send({ type: 'taken', id: 1, count: EVENT_WINDOW - 1 });
    await until(() => received === EVENT_WINDOW * 2 - 1);
  });

  test('a listener that throws ends the call with what it threw', async () => {
    const signals: AbortSignal[] = [];
    const { client } = await connect({
      'export.run': async (_, { emit, signal }) => {
        signals.push(signal);
        await emit({ text: 'x' });
        return new Promise(() => undefined);
      },
    });
    const onEvent = () => {
      throw new AppError('file-unreadable', 'disk full');
    };
    expect((await failureOf(client.call('export.run', { format: 'jsonl' }, { onEvent }))).code).toBe('file-unreadable');
    await until(() => signals[0]?.aborted === true);
  });

  test('calls run side by side and each gets its own answer', async () => {
    const { client } = await connect({
      'upload.begin': async ({ name, bytes }) => {
        await pause(bytes);
        return { path: name };
      },
    });
    const delays = [40, 0, 25, 10, 5];
    const outputs = await Promise.all(delays.map((bytes, index) => client.call('upload.begin', { name: `n${index}`, bytes })));
    expect(outputs.map(({ path }) => path)).toEqual(['n0', 'n1', 'n2', 'n3', 'n4']);
  });

  test('a client has a bounded number of calls', async () => {
    const { client } = await connect({ 'case.watch': () => new Promise(() => undefined) });
    const kept = Array.from({ length: MAXIMUM_CALLS }, () => failureOf(client.call('case.watch', {})));
    expect((await failureOf(client.call('case.watch', {}))).code).toBe('bad-request');
    client.close();
    expect(new Set((await Promise.all(kept)).map(({ code }) => code))).toEqual(new Set(['store-unreachable']));
  });

  test('a client that goes away cancels its calls and is reported once', async () => {
    const signals: AbortSignal[] = [];
    const names: string[] = [];
    const gone: string[] = [];
    const { client } = await connect(
      {
        'case.watch': (_, { signal, client: name }) => {
          signals.push(signal);
          names.push(name);
          return new Promise(() => undefined);
        },
      },
      { onDisconnect: (name) => gone.push(name) },
    );
    const calls = [failureOf(client.call('case.watch', {})), failureOf(client.call('case.watch', {}))];
    await until(() => signals.length === 2);
    client.close();
    expect((await Promise.all(calls)).map(({ code }) => code)).toEqual(['store-unreachable', 'store-unreachable']);
    await until(() => gone.length > 0);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
    expect(gone).toEqual([names[0]]);
    expect(names[1]).toBe(names[0]);
  });

  test('a back end that goes away rejects what is under way, then tells, then rejects what comes', async () => {
    const { client, serverChannel } = await connect({ 'case.watch': () => new Promise(() => undefined) });
    const order: string[] = [];
    const call = failureOf(client.call('case.watch', {})).then(({ code }) => order.push(code));
    client.onClose(() => order.push('closed'));
    serverChannel.close();
    await call;
    await until(() => order.length === 2);
    expect(new Set(order)).toEqual(new Set(['closed', 'store-unreachable']));
    expect((await failureOf(client.call('case.watch', {}))).code).toBe('store-unreachable');
  });

  test('what is no message of the protocol closes the channel', async () => {
    for (const message of [{ type: 'call', id: 0, procedure: 'case.close', input: {} }, { type: 'eval' }, 'text', 7]) {
      const { clientChannel } = await connect({});
      let closed = false;
      clientChannel.onClose(() => (closed = true));
      clientChannel.send(message);
      await until(() => closed);
    }
  });

  test('an id that is in use is refused', async () => {
    const { clientChannel } = await connect({ 'case.watch': () => new Promise(() => undefined) });
    const messages: unknown[] = [];
    clientChannel.onMessage((message) => messages.push(message));
    clientChannel.send({ type: 'call', id: 5, procedure: 'case.watch', input: {} });
    clientChannel.send({ type: 'call', id: 5, procedure: 'case.watch', input: {} });
    await until(() => messages.length === 1);
    expect(messages[0]).toMatchObject({ type: 'error', id: 5, error: { code: 'bad-request' } });
  });
}

/** The AppError that a call ends with; a call that succeeds is a failure of the test. */
export async function failureOf(call: Promise<unknown>): Promise<AppError> {
  try {
    await call;
  } catch (thrown) {
    return toAppError(thrown);
  }
  throw new Error('The call succeeded.');
}

export async function until(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 3000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error('What the test waits for did not come.');
    await pause(2);
  }
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
