/** Server state: the connection, what the host said of itself and of the open case, and what went wrong. */
import { create } from 'zustand';
import { toAppError, type AppError } from '../../base/errors.ts';
import type { Client } from '../../protocol/client.ts';
import type { Output } from '../../protocol/procedures.ts';
import type { CaseLocation, CaseSummary } from '../../protocol/shapes.ts';
import type { DesktopApi } from '../connect.ts';

export type SystemInfo = Output<'system.info'>;
export type QueryInfo = Output<'query.list'>[number];

/** A call that failed away from any panel that could show it. */
export interface Failure {
  readonly id: number;
  /** What was tried, as `Opening the case`. */
  readonly what: string;
  readonly error: AppError;
  readonly retry: (() => void) | undefined;
}

export interface Opening {
  readonly location: CaseLocation;
  readonly read: number;
  /** Null where the store does not know yet. */
  readonly total: number | null;
  readonly cancel: () => void;
}

export interface SessionState {
  readonly connection: 'connecting' | 'open' | 'lost';
  readonly connectionError: AppError | undefined;
  /** Undefined only while connecting for the first time. */
  readonly client: Client | undefined;
  /** Undefined in a browser tab. */
  readonly desktop: DesktopApi | undefined;
  readonly info: SystemInfo | undefined;
  readonly queries: readonly QueryInfo[];
  /** Null: no case is open. Undefined: not known yet. */
  readonly summary: CaseSummary | null | undefined;
  readonly opening: Opening | undefined;
  readonly failures: readonly Failure[];
}

export const useSession = create<SessionState>()(() => ({
  connection: 'connecting',
  connectionError: undefined,
  client: undefined,
  desktop: undefined,
  info: undefined,
  queries: [],
  summary: undefined,
  opening: undefined,
  failures: [],
}));

export type Connect = () => Promise<{ client: Client; desktop?: DesktopApi }>;

let connectAgain: (() => void) | undefined;
let failureCount = 0;

/** Connects, and keeps the session in step with the host until the transport is gone. */
export async function startSession(connect: Connect): Promise<void> {
  connectAgain = () => void startSession(connect);
  useSession.setState({ connection: 'connecting', connectionError: undefined });
  try {
    const { client, desktop } = await connect();
    client.onClose(() => {
      // A client that was replaced by a reconnect has nothing to say any more.
      if (useSession.getState().client === client) useSession.setState({ connection: 'lost' });
    });
    useSession.setState({ client, desktop });
    const [info, queries, summary] = await Promise.all([
      client.call('system.info', {}),
      client.call('query.list', {}),
      client.call('case.summary', {}),
    ]);
    useSession.setState({ connection: 'open', info, queries, summary });
    void watchCase(client);
  } catch (thrown) {
    useSession.setState({ connection: 'lost', connectionError: toAppError(thrown) });
  }
}

export function reconnect(): void {
  connectAgain?.();
}

async function watchCase(client: Client): Promise<void> {
  try {
    await client.call('case.watch', {}, { onEvent: (summary) => useSession.setState({ summary }) });
  } catch (thrown) {
    if (useSession.getState().connection === 'lost' || useSession.getState().client !== client) return;
    fail('Following changes of the case', thrown, () => void watchCase(client));
  }
}

/** Shows a failure until it is dismissed. A call that the user cancelled is no failure. */
export function fail(what: string, thrown: unknown, retry?: () => void): void {
  const error = toAppError(thrown);
  if (error.code === 'aborted') return;
  failureCount += 1;
  const failure: Failure = { id: failureCount, what, error, retry };
  useSession.setState(({ failures }) => ({ failures: [...failures.slice(-4), failure] }));
}

export function dismissFailure(id: number): void {
  useSession.setState(({ failures }) => ({ failures: failures.filter((failure) => failure.id !== id) }));
}

/**
 * Opens a case and shows how far it has come. Rejects with the host's AppError, which the caller shows beside what was
 * typed; resolves undefined when the user cancelled.
 */
export async function openCase(location: CaseLocation): Promise<CaseSummary | undefined> {
  const { client } = useSession.getState();
  if (!client) return undefined;
  const abort = new AbortController();
  const cancel = () => abort.abort();
  useSession.setState({ opening: { location, read: 0, total: null, cancel } });
  try {
    const summary = await client.call('case.open', location, {
      signal: abort.signal,
      onEvent: ({ read, total }) => useSession.setState({ opening: { location, read, total, cancel } }),
    });
    useSession.setState({ summary });
    void refreshInfo();
    return summary;
  } catch (thrown) {
    if (toAppError(thrown).code === 'aborted') return undefined;
    throw thrown;
  } finally {
    useSession.setState({ opening: undefined });
  }
}

export async function closeCase(): Promise<void> {
  const { client } = useSession.getState();
  if (!client) return;
  try {
    await client.call('case.close', {});
    useSession.setState({ summary: null });
    await refreshInfo();
  } catch (thrown) {
    fail('Closing the case', thrown, () => void closeCase());
  }
}

/** The list of recent cases changes with every open. */
async function refreshInfo(): Promise<void> {
  const { client } = useSession.getState();
  if (!client) return;
  try {
    useSession.setState({ info: await client.call('system.info', {}) });
  } catch (thrown) {
    fail('Reading the list of recent cases', thrown, () => void refreshInfo());
  }
}
