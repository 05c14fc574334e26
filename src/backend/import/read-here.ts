/** Reads one file through its importer in this thread: what tests and the command line use, and what a worker runs. */
import { throwIfAborted } from '../../base/abort.ts';
import { importer, recognise } from '../../catalogue/index.ts';
import { ImportMemory, type Fact } from '../../sdk/importer.ts';
import type { FileReadOptions, FileReader, ReadFile } from '../dependencies.ts';
import { noneRecognised, reasonUnknown } from './recognise.ts';
import { openSource, prepareFile, type SmallFile } from './sources.ts';

const BATCH = 2000;

/** A reader in this thread. */
export function readerHere(): FileReader {
  const memory = new ImportMemory();
  let expected: { readonly path: string; readonly file: Promise<SmallFile | undefined> } | undefined;
  const read: ReadFile = (options, onFacts) => {
    const prepared = expected?.path === options.path ? expected.file : undefined;
    expected = options.next === undefined ? undefined : { path: options.next, file: prepareFile(options.next) };
    return readPrepared({ ...options, memory }, onFacts, prepared);
  };
  return { read, close: () => void (expected = undefined) };
}

/** As ReadFile demands. An empty `format` asks for recognition here, which standard input needs. */
export const readFileHere: ReadFile = (options, onFacts) => readPrepared(options, onFacts);

async function readPrepared(
  options: FileReadOptions,
  onFacts: Parameters<ReadFile>[1],
  prepared?: Promise<SmallFile | undefined>,
): ReturnType<ReadFile> {
  const opened = await openSource(options.path, options.name, options.signal, options.onBytes, prepared);
  try {
    const reader = options.format === '' ? recognise(opened.head)[0]?.importer : importer(options.format);
    if (!reader) throw noneRecognised([{ name: options.name, reason: reasonUnknown(opened.head) }]);
    let batch: Fact[] = [];
    for await (const fact of reader.read(opened.source, { scope: options.scope, memory: options.memory })) {
      batch.push(fact);
      if (batch.length >= BATCH) {
        await onFacts(batch, reader.id);
        batch = [];
      }
    }
    if (batch.length > 0) await onFacts(batch, reader.id);
    // An importer may stop before the end of the file; the hash is of the whole file all the same.
    for await (const _rest of opened.source.bytes()) throwIfAborted(options.signal);
    return { sha256: opened.sha256(), format: reader.id };
  } finally {
    opened.close();
  }
}
