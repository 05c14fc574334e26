/** The change log: what each commit did, as rows of the table `change`, and back. */
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import type { EdgeKind } from '../../model/labels.ts';
import type { Properties } from '../../model/properties.ts';
import type { Change } from '../../model/records.ts';
import type { Row } from './schema.ts';
import { rows } from './sql.ts';
import type { Words } from './words.ts';

/** Much smaller than for edges: a log full of different times must leave room in the dictionary for what is held. */
const LOGGED_TEXTS = 20_000;

interface Extra {
  before?: Properties;
  after?: Properties;
}

/** @param from id of the node, or of the edge's start; `to` then that of its end, 0 for a node */
export function packChange(change: Change, position: number, from: number, to: number, words: Words): Row {
  const { version, time, operation, subject, before, after } = change;
  const extra: Extra = {};
  const word = (name: keyof Extra, properties: Properties): number => {
    const text = JSON.stringify(properties);
    const id = text === '{}' ? 0 : words.idWithin(LOGGED_TEXTS, text);
    if (id === 0 && text !== '{}') extra[name] = properties;
    return id;
  };
  const kind = 'kind' in subject ? words.id(subject.kind) : 0;
  const [wordBefore, wordAfter] = [word('before', before), word('after', after)];
  const inFull = extra.before || extra.after ? JSON.stringify(extra) : null;
  return [
    version,
    position,
    words.id(time),
    words.id(change.import),
    words.id(operation),
    kind,
    from,
    to,
    wordBefore,
    wordAfter,
    inFull,
  ];
}

/** See Store.history. */
export async function history(
  connection: DuckDBConnection,
  words: Words,
  uid: string | undefined,
  limit: number,
): Promise<Change[]> {
  const [[id] = []] = uid === undefined ? [] : await rows(connection, 'SELECT id FROM node WHERE uid = ?', [uid]);
  if (uid !== undefined && id === undefined) return [];
  const touched = id === undefined ? '' : `WHERE from_id = ${Number(id)} OR to_id = ${Number(id)}`;
  const most = Math.max(0, Math.trunc(limit));
  const found = await rows(
    connection,
    `
    WITH found AS (SELECT * FROM change ${touched} ORDER BY version DESC, position DESC LIMIT ${most})
    SELECT version, time, import, operation, kind, a.uid, b.uid, before, after, found.extra
    FROM found JOIN node a ON a.id = from_id LEFT JOIN node b ON b.id = to_id
    ORDER BY version DESC, position DESC`,
  );
  return found.map((row) => readChange(row, words));
}

function readChange(row: DuckDBValue[], words: Words): Change {
  const [version, time, imported, operation, kind, from, to, before, after, extraText] = row as [
    number,
    number,
    number,
    number,
    number,
    string,
    string,
    number,
    number,
    string | null,
  ];
  const extra = extraText === null ? {} : (JSON.parse(extraText) as Extra);
  const properties = (word: number, inFull: Properties = {}) =>
    word === 0 ? inFull : (JSON.parse(words.text(word)) as Properties);
  return {
    version,
    time: words.text(time),
    import: words.text(imported),
    operation: words.text(operation) as Change['operation'],
    subject: kind === 0 ? { node: from } : { kind: words.text(kind) as EdgeKind, from, to },
    before: properties(before, extra.before),
    after: properties(after, extra.after),
  };
}
