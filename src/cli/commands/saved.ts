/** `tendril saved`: queries in the store's own language, kept with the case. */
import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { AppError } from '../../base/errors.ts';
import { timeText } from '../../base/time.ts';
import { removeSavedQuery, runStatement, saveQuery, savedQueries, savedStatement, userName } from '../../backend/index.ts';
import { ROW_LIMIT } from '../../protocol/shapes.ts';
import type { Column } from '../../sdk/query.ts';
import { note, print, printRows, visible, type OutputOptions } from '../output.ts';
import { withCase, type CaseOptions } from '../session.ts';

const column = (name: string, title: string, type: Column['type'] = 'text'): Column => ({ name, title, type, description: title });

/** What a terminal shows of a saved query; CSV and JSON have its text too. */
const SHOWN = [column('name', 'Name'), column('language', 'Language'), column('description', 'Description'), column('by', 'Saved by'), column('time', 'Saved', 'time')];

export async function savedListCommand(options: CaseOptions & OutputOptions): Promise<void> {
  await withCase(options, false, async ({ openCase }) => {
    const columns = options.json || options.csv ? [...SHOWN, column('text', 'Text')] : SHOWN;
    printRows(columns, (await savedQueries(openCase.store)).map((saved) => ({ ...saved })), options);
  });
}

/** What is saved belongs to a case that is there: a path mistyped makes none. */
const PRESENT = { create: false };

export interface SavedAddOptions extends CaseOptions {
  readonly file?: string;
  readonly description?: string;
  readonly replace?: boolean;
}

export async function savedAddCommand(name: string, text: string | undefined, options: SavedAddOptions): Promise<void> {
  const { description = '', replace = false } = options;
  const statement = await oneStatement({ text, file: options.file }, 'Give the statement as an argument, or with --file FILE (- reads standard input)');
  await withCase(options, true, async ({ openCase }) => {
    const saved = await saveQuery(openCase.store, { name, text: statement, description, replace }, userName(), timeText(Date.now()));
    print(visible(`Saved: ${saved.name} (${LANGUAGES[saved.language]})`));
  }, PRESENT);
}

export async function savedRemoveCommand(name: string, options: CaseOptions): Promise<void> {
  await withCase(options, true, async ({ openCase }) => {
    await removeSavedQuery(openCase.store, name, userName(), timeText(Date.now()));
    print(visible(`Removed: ${name}`));
  }, PRESENT);
}

export interface SavedRunOptions extends CaseOptions, OutputOptions {
  readonly text?: string;
  readonly file?: string;
  readonly limit?: string;
}

export async function savedRunCommand(name: string | undefined, options: SavedRunOptions): Promise<void> {
  const limit = rowLimit(options.limit);
  const unsaved = name === undefined ? await oneStatement(options, 'Say which saved query, or give a statement with --text TEXT or --file FILE') : undefined;
  if (name !== undefined && (options.text !== undefined || options.file !== undefined)) {
    throw new AppError('bad-request', 'Give the name of a saved query, or --text, or --file; not several of them.', { detail: { field: 'text' } });
  }
  await withCase(options, false, async ({ openCase: { store }, signal }) => {
    const { columns, rows, more } = await runStatement(store, unsaved ?? (await savedStatement(store, name!)), limit, signal);
    printRows(columns, rows, options);
    if (more) note(`There are more: these are the first ${limit.toLocaleString('en')}. --limit takes up to ${ROW_LIMIT.most.toLocaleString('en')}.`);
  });
}

const LANGUAGES = { sql: 'SQL', cypher: 'Cypher' } as const;

async function oneStatement({ text, file }: { text?: string | undefined; file?: string | undefined }, missing: string): Promise<string> {
  if (text !== undefined && file !== undefined) throw new AppError('bad-request', 'Give the statement as text or as a file, not both.', { detail: { field: 'file' } });
  if (text !== undefined) return text;
  if (file === undefined) throw new AppError('bad-request', `${missing}.`, { detail: { field: 'text' } });
  if (file === '-') return readAll(process.stdin);
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new AppError('file-unreadable', `${file} can't be read. Check that it is there and that you may read it.`, { detail: { path: file }, cause });
  }
}

function rowLimit(text: string | undefined): number {
  if (text === undefined) return ROW_LIMIT.usual;
  const limit = Number(text);
  if (/^\d+$/.test(text) && limit >= 1 && limit <= ROW_LIMIT.most) return limit;
  throw new AppError('bad-request', `--limit "${text}" is no number of rows from 1 to ${ROW_LIMIT.most.toLocaleString('en')}.`, { detail: { field: 'limit' } });
}
