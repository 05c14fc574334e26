/**
 * Queries in the store's own language, kept with the case for whoever opens it next: listed, saved, removed and run. They
 * read, and come with a limit of rows. See docs/saved-queries.md.
 */
import { AppError } from '../base/errors.ts';
import { isTimeText, timeText } from '../base/time.ts';
import type { Handlers } from '../protocol/server.ts';
import { LONGEST_STATEMENT, savedQuery, type SavedQuery } from '../protocol/shapes.ts';
import type { Column, Row } from '../sdk/query.ts';
import type { Document, Store, StoreRows } from '../store/store.ts';
import type { BackendDependencies } from './dependencies.ts';
import type { OpenCase } from './open-case.ts';
import type { Results } from './results.ts';
import { userName } from './user.ts';

const SAVED_QUERIES = 'saved-queries';

/** Longer than a store's own: a statement can be cancelled, and one over millions of edges takes its time. */
const TIMEOUT_MS = 120_000;
const LONGEST_NAME = 80;
/** Control and format characters, line ends among them: a name stands in lists and on command lines. */
const UNFIT = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

const content = savedQuery.pick({ language: true, text: true, description: true });

export interface QueryRows {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** The statement has more rows than were asked for. */
  readonly more: boolean;
}

/** All of the case, by name. */
export async function savedQueries(store: Store): Promise<SavedQuery[]> {
  return (await store.documents(SAVED_QUERIES)).map(parse);
}

/**
 * Keeps a query under a name, in the store's language; it isn't run. Throws `bad-request` for a name or text that won't do,
 * and for a name that is taken, unless that query is to be replaced; `store-read-only`.
 * @param time fixed-width UTC text
 */
export async function saveQuery(
  store: Store,
  { name, text, description, replace }: { name: string; text: string; description: string; replace: boolean },
  by: string,
  time: string,
): Promise<SavedQuery> {
  const saved: SavedQuery = { name: checkedName(name), language: store.language, text: text.trim(), description: description.trim(), by, time };
  if (saved.text === '') throw new AppError('bad-request', 'There is no statement to save.', { detail: { field: 'text' } });
  if (saved.text.length > LONGEST_STATEMENT) {
    throw new AppError('bad-request', `The statement has ${saved.text.length} characters; ${LONGEST_STATEMENT} is the most.`, { detail: { field: 'text' } });
  }
  if (!replace && (await savedQueries(store)).some((known) => known.name === saved.name)) {
    const message = `There is a saved query "${saved.name}" already. Choose another name, or replace that one.`;
    throw new AppError('bad-request', message, { detail: { field: 'name', name: saved.name } });
  }
  const value = JSON.stringify(content.parse(saved));
  await store.keep([{ collection: SAVED_QUERIES, key: saved.name, value, by, time }]);
  return saved;
}

/** Throws `query-unknown` when there is none of this name. */
export async function removeSavedQuery(store: Store, name: string, by: string, time: string): Promise<void> {
  const documents = await store.documents(SAVED_QUERIES);
  if (!documents.some(({ key }) => key === name)) throw unknown(name, documents);
  await store.keep([{ collection: SAVED_QUERIES, key: name, value: null, by, time }]);
}

/** Throws `query-unknown`; `bad-request` when it is in the language of the other store. */
export async function savedStatement(store: Store, name: string): Promise<string> {
  const documents = await store.documents(SAVED_QUERIES);
  const found = documents.find(({ key }) => key === name);
  if (!found) throw unknown(name, documents);
  const { language, text } = parse(found);
  if (language === store.language) return text;
  const [theirs, ours] = language === 'sql' ? ['SQL for a case file', 'is a Neo4j, which takes Cypher'] : ['Cypher for a Neo4j', 'is a case file, which takes SQL'];
  throw new AppError('bad-request', `"${name}" is ${theirs}, and this case ${ours}. Write it anew for this case.`, { detail: { name, language } });
}

/** Runs a statement of the store's language. Throws what Store.query does. */
export async function runStatement(store: Store, text: string, limit: number, signal: AbortSignal): Promise<QueryRows> {
  const { columns, rows, more } = await store.query(text, { limit, timeout: TIMEOUT_MS, signal });
  return {
    columns: columns.map((name, place) => ({ name, title: name, type: typeOf(name, place, rows), description: '' })),
    rows: rows.map((row) => Object.fromEntries(columns.map((name, place) => [name, row[place] ?? null]))),
    more,
  };
}

type SavedHandlers = Pick<Handlers, 'saved.list' | 'saved.save' | 'saved.remove' | 'saved.run'>;

export function savedQueryHandlers({ now }: BackendDependencies, results: Results, current: () => OpenCase): SavedHandlers {
  const time = (): string => timeText(now());
  return {
    'saved.list': async () => {
      const { store } = current();
      return { language: store.language, readOnly: store.readOnly, queries: await savedQueries(store) };
    },
    'saved.save': async (input) => saveQuery(current().store, input, userName(), time()),
    'saved.remove': async ({ name }) => {
      await removeSavedQuery(current().store, name, userName(), time());
      return {};
    },
    'saved.run': async ({ limit, ...asked }, { signal, client }) => {
      const { store } = current();
      const text = 'text' in asked ? asked.text : await savedStatement(store, asked.name);
      const { columns, rows, more } = await runStatement(store, text, limit, signal);
      return { ...results.hold(client, columns, rows), more };
    },
  };
}

function parse({ key, value, by, time }: Document): SavedQuery {
  try {
    return { name: key, ...content.parse(JSON.parse(value)), by, time };
  } catch (cause) {
    const message = `The saved query "${key}" can't be read: it was written by another version of Tendril, or damaged. Remove it, or save it again.`;
    throw new AppError('case-corrupt', message, { detail: { name: key }, cause });
  }
}

function checkedName(text: string): string {
  const name = text.trim().normalize('NFC');
  if (name !== '' && name.length <= LONGEST_NAME && !UNFIT.test(name)) return name;
  const message = `A name has 1 to ${LONGEST_NAME} characters on one line${name === '' ? '' : `, and "${name.slice(0, LONGEST_NAME)}" is not such a name`}.`;
  throw new AppError('bad-request', message, { detail: { field: 'name' } });
}

function unknown(name: string, documents: readonly Document[]): AppError {
  const names = documents.map(({ key }) => `"${key}"`);
  const others = names.length === 0 ? 'None is saved with this case.' : `There are ${names.slice(0, 20).join(', ')}${names.length > 20 ? ' and others' : ''}.`;
  return new AppError('query-unknown', `There is no saved query "${name}". ${others}`, { detail: { name } });
}

/** What a column shows, by its name and by what is in it: a store tells no more than that. */
function typeOf(name: string, place: number, rows: StoreRows['rows']): Column['type'] {
  const holds = (fits: (cell: StoreRows['rows'][number][number]) => boolean): boolean => {
    let some = false;
    for (const row of rows) {
      const cell = row[place] ?? null;
      if (cell === null) continue;
      if (!fits(cell)) return false;
      some = true;
    }
    return some;
  };
  if (/(^|[._])uid$/i.test(name) && holds((cell) => typeof cell === 'string')) return 'uid';
  if (holds((cell) => Number.isSafeInteger(cell))) return 'integer';
  if (holds((cell) => typeof cell === 'boolean')) return 'boolean';
  return holds((cell) => typeof cell === 'string' && isTimeText(cell)) ? 'time' : 'text';
}
