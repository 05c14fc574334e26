/** Importers in the built worker thread: the same facts as in this thread, and errors and cancels that cross. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cliFile } from '../../scripts/build.mjs';
import { readFileHere, type ReadFile } from '../../src/backend/index.ts';
import { readerInWorker } from '../../src/host/read-in-worker.ts';
import type { Fact } from '../../src/sdk/importer.ts';

const ROWS = 12_000;
const script = join(dirname(cliFile), 'import-worker.cjs');

/** One file in a worker of its own. */
const inWorker: ReadFile = (options, onFacts) => {
  const reader = readerInWorker(script);
  return reader.read(options, onFacts).finally(() => reader.close());
};

let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tendril-worker-'));
  path = join(folder, 'identities.csv');
  const rows = Array.from({ length: ROWS }, (_, number) => (number === 5 ? ',nameless,bot' : `identity-${number},Identity ${number},bot`));
  await writeFile(path, `id,name,kind\n${rows.join('\n')}\n`);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(readFile: ReadFile, change: Partial<Parameters<ReadFile>[0]> = {}, onFacts: (facts: readonly Fact[]) => void | Promise<void> = () => undefined) {
  const facts: Fact[] = [];
  let bytes = 0;
  const options = { format: 'tendril-csv', path, name: 'identities.csv', signal: new AbortController().signal, onBytes: (read: number) => void (bytes = read), ...change };
  const outcome = await readFile(options, (batch) => {
    for (const fact of batch) facts.push(fact);
    return onFacts(batch);
  });
  return { outcome, facts, bytes };
}

describe('readerInWorker', () => {
  it('gives what reading here gives: facts, hash, format and bytes', async () => {
    const [there, here] = await Promise.all([read(inWorker), read(readFileHere)]);
    expect(there).toEqual(here);
    expect(there.facts.length).toBeGreaterThan(ROWS);
  });

  it('sends no batch before the one before it was taken', async () => {
    let underWay = 0;
    let most = 0;
    await read(inWorker, {}, async () => {
      most = Math.max(most, ++underWay);
      await new Promise((resolve) => setTimeout(resolve, 5));
      underWay--;
    });
    expect(most).toBe(1);
  });

  it('hands on the importer’s error with its code, and the taker’s own', async () => {
    await writeFile(join(folder, 'notes.txt'), 'nothing\n');
    await expect(read(inWorker, { format: '', path: join(folder, 'notes.txt') })).rejects.toMatchObject({ code: 'format-unknown' });
    await expect(read(inWorker, { path: join(folder, 'absent.csv') })).rejects.toMatchObject({ code: 'file-unreadable' });
    const full = new Error('no room');
    await expect(read(inWorker, {}, () => Promise.reject(full))).rejects.toBe(full);
  });

  it('says so when the worker ends between two files, and does not wait for it', async () => {
    const dying = join(folder, 'dying.mjs');
    await writeFile(dying, "import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => { parentPort.postMessage({ type: 'done', sha256: '', format: 'x' }); process.exit(1); });");
    const reader = readerInWorker(dying);
    await read(reader.read);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await expect(read(reader.read)).rejects.toMatchObject({ code: 'internal' });
    reader.close();
  });

  it('stops when cancelled, before and while it reads', async () => {
    await expect(read(inWorker, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted' });
    const cancel = new AbortController();
    const started = performance.now();
    await expect(read(inWorker, { signal: cancel.signal }, () => cancel.abort())).rejects.toMatchObject({ code: 'aborted' });
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
