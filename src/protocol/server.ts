/**
 * The back end's side of a channel: checks what comes in, runs the handler of the procedure, and sends its events, then
 * its output or error. Knows nothing of what the procedures do or of which transport it is on.
 */
import { z } from 'zod';
import { AppError, toAppError } from '../base/errors.ts';
import { CallInProgress } from './call-in-progress.ts';
import { PROCEDURES, type EventOf, type Output, type ParsedInput, type ProcedureName } from './procedures.ts';
import { MAXIMUM_CALLS, toWireError, type ClientMessage, type MessageChannelLike, type ServerMessage } from './wire.ts';

export interface HandlerContext<P extends ProcedureName> {
  /** Fires when the client cancels the call or goes away. The client has its `aborted` by then. */
  readonly signal: AbortSignal;
  /**
   * Sends an event before the output, in order. May be awaited, and where events are many must be: it then waits until
   * the client has room. Never rejects; after a cancel it does nothing.
   */
  emit(event: EventOf<P>): void | Promise<void>;
  /** Tells connections apart; what a client holds (handles, uploads) is freed when it disconnects. */
  readonly client: string;
}

export type Handler<P extends ProcedureName> = (input: ParsedInput<P>, context: HandlerContext<P>) => Promise<Output<P>>;

/** One handler for each procedure. Input has been checked and has its defaults; errors are thrown as AppError. */
export type Handlers = { readonly [P in ProcedureName]: Handler<P> };

export interface ServeOptions {
  /** Called once when the connection is gone, after the signals of its calls have fired. */
  readonly onDisconnect?: (client: string) => void;
  /** Gets what the client is not told the whole of: errors with code `internal`, with their cause and stack. */
  readonly onInternalError?: (error: AppError, procedure: string) => void;
}

export interface Serving {
  readonly client: string;
  /** Cancels every call and closes the channel. */
  dispose(): void;
}

const id = z.number().int().min(1);
const clientMessage: z.ZodType<ClientMessage> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('call'), id, procedure: z.string().max(100), input: z.unknown() }),
  z.object({ type: z.literal('cancel'), id }),
  z.object({ type: z.literal('taken'), id, count: z.number().int().min(1) }),
]);

let clients = 0;

/** Answers the calls of one client until its channel closes. */
export function serve(channel: MessageChannelLike, handlers: Handlers, options: ServeOptions = {}): Serving {
  clients += 1;
  const client = `client-${clients}`;
  const calls = new Map<number, CallInProgress>();
  const send = (message: ServerMessage) => channel.send(message);

  const refuse = (id: number, message: string, detail: Record<string, unknown>) =>
    send({ type: 'error', id, error: toWireError(new AppError('bad-request', message, { detail })) });

  function receive(raw: unknown): void {
    const parsed = clientMessage.safeParse(raw);
    // Who does not speak the protocol can't be answered in it.
    if (!parsed.success) channel.close();
    else if (parsed.data.type === 'call') start(parsed.data);
    else if (parsed.data.type === 'cancel') calls.get(parsed.data.id)?.cancel();
    else calls.get(parsed.data.id)?.taken(parsed.data.count);
  }

  function start({ id, procedure, input }: Extract<ClientMessage, { type: 'call' }>): void {
    if (!isProcedure(procedure)) {
      return refuse(id, `There is no procedure "${procedure}".`, { field: 'procedure', procedure });
    }
    if (calls.has(id)) return refuse(id, `Call ${id} is under way already.`, { field: 'id', procedure });
    if (calls.size >= MAXIMUM_CALLS) {
      return refuse(id, `${MAXIMUM_CALLS} calls are under way; wait for some to end.`, { field: 'id', procedure });
    }
    const call = new CallInProgress(id, procedure, send, () => calls.delete(id));
    calls.set(id, call);
    void run(call, procedure, input);
  }

  async function run<P extends ProcedureName>(call: CallInProgress, procedure: P, input: unknown): Promise<void> {
    try {
      const output = await handlers[procedure](parseInput(procedure, input), {
        signal: call.signal,
        emit: (event) => call.emit(event),
        client,
      });
      call.succeed(output);
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === 'internal') options.onInternalError?.(error, procedure);
      call.fail(error);
    }
  }

  channel.onMessage(receive);
  channel.onClose(() => {
    for (const call of calls.values()) call.cancel();
    options.onDisconnect?.(client);
  });
  return { client, dispose: () => channel.close() };
}

function isProcedure(name: string): name is ProcedureName {
  return Object.hasOwn(PROCEDURES, name);
}

/** Throws `bad-request`; its detail holds `procedure`, the first `field` that is wrong, and all `issues`. */
function parseInput<P extends ProcedureName>(procedure: P, input: unknown): ParsedInput<P> {
  const parsed = PROCEDURES[procedure].input.safeParse(input);
  if (parsed.success) return parsed.data as ParsedInput<P>;
  const issues = parsed.error.issues.map(({ path, message }) => ({ field: path.map(String).join('.'), message }));
  const [first] = issues;
  const field = first?.field || 'input';
  throw new AppError('bad-request', `${procedure}: "${field}" is wrong: ${first?.message ?? 'not what is expected'}.`, {
    detail: { procedure, field, issues },
  });
}
