/**
 * A million CloudTrail events in gz files, from disk to aggregated facts, beside what any reader must do at least:
 * unpack the same files and JSON.parse them. Both in this run, taking turns.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readerHere } from '../../src/backend/index.ts';
import { ImportBatch } from '../../src/graph/import-batch.ts';
import type { Fact } from '../../src/sdk/index.ts';
import { median, peakMemory, type Bench, type Figure } from './bench.ts';
import { MILLION, writeLogs } from './cloudtrail-events.ts';
import { factInto } from '../support/facts-into.ts';

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
  const [parsed, read, folded]: [number[], number[], number[]] = [[], [], []];
  let memory = 0;
  for (let run = 0; run < RUNS; run++) {
    parsed.push(await timed(() => parseAll(paths)));
    let facts = 0;
    read.push(await timed(() => readAll(paths, (some) => void (facts += some.length))));
    const batch = newBatch();
    folded.push(await timed(() => readAll(paths, (some, path) => some.forEach((fact) => factInto(batch, fact, { file: path, accumulates: true })))));
    memory ||= peakMemory();
    if (run === 0) console.log(`${paths.length} files, ${facts.toLocaleString('en')} facts, ${batch.edges.size.toLocaleString('en')} edges, ${batch.described.size.toLocaleString('en')} things described.`);
  }
  const beside = { name: 'gunzip and JSON.parse', value: median(parsed) };
  return [
    { name: 'reading the log: files to facts', value: median(read), unit: 'ms', beside, atMost: 2 },
    { name: 'the same, folded into a batch', value: median(folded), unit: 'ms', beside },
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

async function readAll(paths: readonly string[], onFacts: (facts: readonly Fact[], path: string) => void): Promise<void> {
  const reader = readerHere();
  for (const [place, path] of paths.entries()) {
    await reader.read({ format: 'aws-cloudtrail', path, name: path, next: paths[place + 1], signal: new AbortController().signal, onBytes: () => undefined }, (facts) => onFacts(facts, path));
  }
  reader.close();
}

function newBatch(): ImportBatch {
  const batch = new ImportBatch();
  batch.imports.push({ format: 'aws-cloudtrail', uid: 'import://bench/1', sha256: '', files: [], exportedAt: undefined, records: 0, problems: 0 });
  return batch;
}
