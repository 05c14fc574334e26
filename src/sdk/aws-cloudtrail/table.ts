/** CloudTrail records as rows of a table, as Athena and CloudTrail Lake give them: whole structures as text, or their fields as columns. */
import { columnKey } from '../csv-header.ts';
import { readCsv } from '../csv.ts';
import type { Problem, Source } from '../importer.ts';
import { inCamelCase, type Fields } from './record.ts';

/** Columns without which a row is no event. */
const NEEDED = ['eventid', 'eventname', 'eventsource', 'eventtime'];
/** Structures whose fields may be columns of their own: `useridentity.sessioncontext.sessionissuer.arn`, `useridentity_arn`. */
const FLATTENED: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  [
    'type', 'principalId', 'arn', 'accountId', 'accessKeyId', 'userName', 'invokedBy', 'identityProvider',
    'sessionContext.sourceIdentity',
    ...['type', 'principalId', 'arn', 'accountId', 'userName'].map((name) => `sessionContext.sessionIssuer.${name}`),
    ...['mfaAuthenticated', 'creationDate'].map((name) => `sessionContext.attributes.${name}`),
  ].map((path) => [columnKey(`userIdentity${path}`), ['userIdentity', ...path.split('.')]]),
);

/** True for the titles of such a table: each record's event, and who acted. */
export function isEventTable(titles: readonly string[]): boolean {
  const keys = new Set(titles.map(columnKey));
  return NEEDED.every((key) => keys.has(key)) && (keys.has('useridentity') || keys.has('useridentityarn'));
}

export interface EventRow {
  readonly record: Fields;
  readonly line: number;
}

/** The rows as records, and what could not be read. Rejected rows are not kept: an answer in them may hold a secret. */
export async function* eventRows(source: Source): AsyncGenerator<EventRow | Problem> {
  for await (const entry of readCsv(source)) {
    if (entry.fact === 'problem') {
      const { reject: _reject, ...problem } = entry;
      yield problem;
    } else if (entry.fact === 'row') {
      yield { record: recordOf(entry.header, entry.values), line: entry.line };
    }
  }
}

function recordOf(header: readonly (string | undefined)[], values: readonly string[]): Fields {
  const record: Record<string, unknown> = {};
  for (const [position, title] of header.entries()) {
    const value = values[position]?.trim() ?? '';
    if (title === undefined || value === '' || value === 'null') continue;
    const path = FLATTENED[columnKey(title)];
    if (path) put(record, path, value);
    else record[columnKey(title)] = value;
  }
  return inCamelCase(record);
}

function put(record: Record<string, unknown>, path: readonly string[], value: string): void {
  let inner = record;
  for (const name of path.slice(0, -1)) inner = (inner[name] ??= {}) as Record<string, unknown>;
  inner[path.at(-1)!] = value;
}
