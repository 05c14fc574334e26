/** A back end on a case file of its own, asked over the protocol as a window asks it; every answer is held to its shape. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { createBackend, readerHere, type Backend, type Neo4jAddress, type ReadFile } from '../../src/backend/index.ts';
import { AppError } from '../../src/base/errors.ts';
import { createClient, type CallOptions } from '../../src/protocol/client.ts';
import { PROCEDURES, type Input, type Output, type ProcedureName } from '../../src/protocol/procedures.ts';
import { serve } from '../../src/protocol/server.ts';
import { createLoopback } from '../../src/protocol/transport-loopback.ts';
import { openCaseFile } from '../../src/store/case-file/case-file.ts';
import type { Store } from '../../src/store/store.ts';
import { edgeRecords, nodeRecords, type EdgeLine, type NodeLine } from '../support/query-case.ts';

export const NOW = '2026-06-01T00:00:00.000Z';
const RESOURCES = join(import.meta.dirname, '..', '..', 'resources');

export interface Caller {
  call<P extends ProcedureName>(procedure: P, input: Input<P>, options?: CallOptions<P>): Promise<Output<P>>;
  /** The connection goes, and the back end has let go of what the client held. */
  disconnect(): Promise<void>;
}

export interface SomeBackend extends Caller {
  readonly backend: Backend;
  /** Emptied after the test. */
  readonly folder: string;
  /** A further client of the same back end. */
  connect(): Caller;
}

export interface SomeBackendOptions {
  readonly paths?: boolean;
  readonly readFile?: ReadFile;
  readonly openCaseFile?: (path: string, options: { create?: boolean; readOnly?: boolean }) => Promise<Store>;
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Fixed-width UTC text, asked anew each time; default NOW. */
  readonly clock?: () => string;
  /** Sees what a Neo4j would be asked with; there is none. */
  readonly onNeo4j?: (address: Neo4jAddress) => void;
}

/** A backend whose clock stands at NOW. Closed and removed when the test ends. */
export async function someBackend(options: SomeBackendOptions = {}): Promise<SomeBackend> {
  const some = await startBackend(options);
  onTestFinished(some.end);
  return some;
}

/** The same for several tests of a file, which call `end` when all are done. */
export async function startBackend(options: SomeBackendOptions = {}): Promise<SomeBackend & { end(): Promise<void> }> {
  const { readFile } = options;
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'tendril-backend-')));
  const backend = createBackend({
    version: '0.0.0-test',
    openCaseFile: options.openCaseFile ?? openCaseFile,
    openNeo4j: (address) => {
      options.onNeo4j?.(address);
      return Promise.reject(new AppError('store-unreachable', 'There is no Neo4j in these tests.'));
    },
    resourcesFolder: RESOURCES,
    stateFolder: join(folder, 'state'),
    paths: options.paths ?? true,
    environment: options.environment ?? {},
    now: () => Date.parse(options.clock?.() ?? NOW),
    newReader: readFile ? () => ({ read: readFile, close: () => undefined }) : readerHere,
  });
  const connect = (): Caller => connectTo(backend);
  const first = connect();
  const end = async (): Promise<void> => {
    await first.disconnect();
    await backend.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { ...first, backend, folder, connect, end };
}

function connectTo(backend: Backend): Caller {
  const [near, far] = createLoopback();
  let gone = (): void => undefined;
  const disconnected = new Promise<void>((resolve) => {
    gone = resolve;
  });
  serve(far, backend.handlers, { onDisconnect: (client) => void backend.disconnect(client).then(gone) });
  const client = createClient(near);
  return {
    call: async (procedure, input, options) => {
      const output = await client.call(procedure, input, options);
      expect(PROCEDURES[procedure].output.parse(output)).toEqual(output);
      return output;
    },
    disconnect: async () => {
      client.close();
      await disconnected;
    },
  };
}

/** Writes files below a folder, by relative name, and returns the folder. */
export async function filesIn(folder: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  return folder;
}

export async function openNewCase(some: SomeBackend, name = 'case.tendril'): Promise<string> {
  const path = join(some.folder, name);
  await some.call('case.open', { kind: 'case-file', path, create: true });
  return path;
}

export async function exportText(caller: Caller, input: Input<'export.run'>): Promise<string> {
  let text = '';
  await caller.call('export.run', input, { onEvent: (event) => void (text += event.text) });
  return text;
}

export const withCode = (code: string): unknown => expect.objectContaining({ code });

/** Opens a case file that holds these things, written through the store. */
export async function openCaseWith(some: SomeBackend, nodes: readonly NodeLine[], edges: readonly EdgeLine[]): Promise<void> {
  const path = join(some.folder, 'given.tendril');
  const store = await openCaseFile(path, { create: true });
  await store.apply({ base: 0, time: NOW, newNodes: nodeRecords(nodes), changedNodes: [], newEdges: edgeRecords(edges), changedEdges: [], changes: [] });
  await store.close();
  await some.call('case.open', { kind: 'case-file', path });
}
