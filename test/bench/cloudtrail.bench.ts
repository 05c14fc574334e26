/**
 * A million CloudTrail events in gz files, from disk to aggregated facts in a batch, beside what any reader must do at least:
 * unpack the same files and JSON.parse them. Both in this run, taking turns.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readerHere } from '../../src/backend/index.ts';
import { ImportBatch } from '../../src/graph/import-batch.ts';
import type { Properties } from '../../src/model/properties.ts';
import type { Fact } from '../../src/sdk/index.ts';
import { median, peakMemory, type Bench, type Figure } from './bench.ts';
import { MILLION, writeLogs } from './cloudtrail-events.ts';

const RUNS = 3;

const bench: Bench = {
  title: `${MILLION.events.toLocaleString('en')} events in gz files: read, told apart by id, aggregated`,
  async run(): Promise<Figure[]> {
    const folder = mkdtempSync(join(tmpdir(), 'tendril-bench-'));
    try {
      return await compare(writeLogs(folder, MILLION));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

export default bench;

async function compare(paths: readonly string[]): Promise<Figure[]> {
  const [parsed, read]: [number[], number[]] = [[], []];
  let memory = 0;
  for (let run = 0; run < RUNS; run++) {
    parsed.push(await timed(() => parseAll(paths)));
    const batch = new ImportBatch();
    read.push(await timed(() => readAll(paths, batch)));
    memory ||= peakMemory();
    if (run === 0) console.log(`${paths.length} files, ${batch.edges.size.toLocaleString('en')} edges, ${batch.described.size.toLocaleString('en')} things described.`);
  }
  return [
    { name: 'import of the log, to a batch', value: median(read), unit: 'ms', beside: { name: 'gunzip and JSON.parse', value: median(parsed) }, atMost: 2 },
    { name: 'peak resident memory', value: memory, unit: 'MiB' },
  ];
}

async function timed(work: () => unknown): Promise<number> {
  globalThis.gc?.();
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Counts events, so that nothing of the parsing can be left out. */
function parseAll(paths: readonly string[]): void {
  let events = 0;
  for (const path of paths) events += (JSON.parse(gunzipSync(readFileSync(path)).toString('utf8')) as { Records: unknown[] }).Records.length;
  if (events !== MILLION.events) throw new Error(`${events} events were written, not ${MILLION.events}`);
}

async function readAll(paths: readonly string[], batch: ImportBatch): Promise<void> {
  batch.imports.push({ format: 'aws-cloudtrail', uid: 'import://bench/1', sha256: '', files: [], exportedAt: undefined, records: 0, problems: 0 });
  const reader = readerHere();
  for (const path of paths) {
    await reader.read({ format: 'aws-cloudtrail', path, name: path, signal: new AbortController().signal, onBytes: () => undefined }, (facts) => {
      for (const fact of facts) take(batch, fact, path);
    });
  }
  reader.close();
}

function take(batch: ImportBatch, fact: Fact, file: string): void {
  if (fact.fact === 'node') batch.node(fact.uid, fact.label, given(fact.properties), fact.scope, { import: 0, file, at: fact.at });
  else if (fact.fact === 'mention') batch.mention(fact.uid, fact.label, given(fact.properties), 0);
  else if (fact.fact === 'annotation') batch.annotate(fact.uid, given(fact.properties), 0, fact.scope);
  else if (fact.fact === 'edge') batch.edge({ kind: fact.kind, from: fact.from, to: fact.to, scope: fact.scope, properties: given(fact.properties), accumulates: true }, { import: 0, file, at: fact.at });
}

function given(properties: Readonly<Record<string, unknown>>): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined && value !== null)) as Properties;
}
