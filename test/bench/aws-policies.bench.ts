/**
 * Evaluating an account the size of a large one: 2,000 roles over 1,000 managed policies, with trust, boundaries, denies and
 * conditions, beside compute and buckets. From the export to derived edges, against reading that export as JSON alone.
 */
import { Readable } from 'node:stream';
import importer from '../../importers/aws-authorization-details.ts';
import { withDerived } from '../../src/backend/derived.ts';
import { emptyGraph } from '../../src/graph/build.ts';
import { ImportBatch } from '../../src/graph/import-batch.ts';
import { mergeBatch, type Merge } from '../../src/graph/merge.ts';
import { median, peakMemory, type Bench, type Figure } from './bench.ts';
import { accountExport, someBuckets } from './aws-account.ts';
import { factInto } from '../support/facts-into.ts';

const RUNS = 3;
const NOW = '2026-06-01T00:00:00.000Z';

const bench: Bench = {
  title: '2,000 roles, 1,000 policies and 500 buckets: export read, policies evaluated, edges derived',
  async run(): Promise<Figure[]> {
    const text = JSON.stringify(accountExport({ roles: 2000, policies: 1000, seed: 7 }));
    const whole: number[] = [];
    const evaluated: number[] = [];
    const parsed: number[] = [];
    let edges = 0;
    let memory = 0;
    for (let run = 0; run < RUNS; run++) {
      const before = performance.now();
      JSON.parse(text);
      parsed.push(performance.now() - before);
      const started = performance.now();
      const batch = await readBatch(text);
      const merge = mergeBatch(emptyGraph(), batch, NOW);
      const merged = performance.now();
      const derived: Merge = withDerived(emptyGraph(), merge, 'import://bench/1', NOW);
      const ended = performance.now();
      whole.push(ended - started);
      evaluated.push(ended - merged);
      edges = derived.newEdges.length - merge.newEdges.length;
      // Of the first run: a later one has the one before it to sweep away.
      memory ||= peakMemory();
    }
    console.log(`${edges.toLocaleString('en')} edges derived from ${(text.length / 1e6).toFixed(1)} MB.`);
    return [
      { name: 'export to derived edges', value: median(whole), unit: 'ms', atMost: 20_000 },
      { name: 'evaluation and derivation alone', value: median(evaluated), unit: 'ms', beside: { name: 'JSON.parse', value: median(parsed) } },
      { name: 'peak resident memory', value: memory, unit: 'MiB', atMost: 1024 },
    ];
  },
};

export default bench;

async function readBatch(text: string): Promise<ImportBatch> {
  const batch = new ImportBatch();
  batch.imports.push({ format: importer.id, uid: 'import://bench/1', sha256: '', files: ['gaad.json'], exportedAt: undefined, records: 0, problems: 0 });
  const bytes = Buffer.from(text);
  const source = { name: 'gaad.json', signal: new AbortController().signal, bytes: () => Readable.from(chunks(bytes)) };
  for await (const fact of importer.read(source, {})) factInto(batch, fact, { file: 'gaad.json' });
  for (const { uid, account } of someBuckets(500)) {
    batch.node(uid, 'Resource', { kind: 's3_bucket', provider: 'aws' }, 'bench:buckets', { import: 0, file: 'buckets', at: 'line 1' });
    batch.edge({ kind: 'CONTAINED_IN', from: uid, to: account, scope: 'bench:buckets', properties: {} }, { import: 0, file: 'buckets', at: 'line 1' });
  }
  return batch;
}

function* chunks(bytes: Buffer): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += 256 * 1024) yield bytes.subarray(from, from + 256 * 1024);
}
