/** Says what each file is, by content. */
import { AppError } from '../../base/errors.ts';
import { importers, recognise } from '../../catalogue/index.ts';
import type { RecognisedFile } from '../../protocol/shapes.ts';
import type { Head } from '../../sdk/importer.ts';
import { STANDARD_INPUT, findFiles, openSource, type FoundFile } from './sources.ts';

export interface Recognised extends FoundFile {
  readonly format: string | undefined;
  readonly title: string | undefined;
  readonly reason: string;
  /** It could not be opened or unpacked, so nobody knows what it holds. */
  readonly unreadable?: true;
}

/**
 * Finds and recognises every file behind the paths. Standard input is recognised when it is read, so it stands here
 * with no format. Throws `file-unreadable` for a path that cannot be opened at all.
 */
export async function recogniseFiles(paths: readonly string[], signal: AbortSignal): Promise<Recognised[]> {
  const recognised: Recognised[] = [];
  for (const file of await findFiles(paths)) {
    if (signal.aborted) throw new AppError('aborted', 'The import was cancelled.');
    recognised.push(file.path === STANDARD_INPUT ? { ...file, format: undefined, title: undefined, reason: 'standard input' } : await recogniseFile(file, signal));
  }
  return recognised;
}

async function recogniseFile(file: FoundFile, signal: AbortSignal): Promise<Recognised> {
  let opened;
  try {
    // Streamed: a folder of logs is not to be unpacked whole to see how each file begins.
    opened = await openSource(file.path, file.name, signal, undefined, Promise.resolve(undefined));
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.code === 'aborted') throw cause;
    return { ...file, format: undefined, title: undefined, reason: cause.message, unreadable: true };
  }
  opened.close();
  const [best] = recognise(opened.head);
  if (best) return { ...file, format: best.importer.id, title: best.importer.title, reason: best.reason };
  return { ...file, format: undefined, title: undefined, reason: reasonUnknown(opened.head) };
}

/** Why no importer claims a file. */
export function reasonUnknown({ text }: Pick<Head, 'text'>): string {
  return text.trim() === '' ? 'the file is empty' : 'no importer knows this content';
}

/** Throws `format-unknown`, naming what was looked at and the formats there are. */
export function noneRecognised(files: readonly Pick<Recognised, 'name' | 'reason'>[]): AppError {
  const known = importers().map(({ id, title }) => `${id} (${title})`).join(', ');
  const [first] = files;
  const what = files.length === 1 ? `${first!.name}: ${first!.reason}` : `${files.length} files, none of a known format`;
  return new AppError('format-unknown', `Nothing to import. ${what}. Known formats: ${known}. See: tendril formats.`, {
    detail: { files: files.slice(0, 20).map(({ name, reason }) => ({ name, reason })), formats: importers().map(({ id }) => id) },
  });
}

export function asRecognisedFile({ name, bytes, format, title, reason }: Recognised): RecognisedFile {
  return { file: name, bytes, format: format ?? null, title: title ?? null, reason };
}
