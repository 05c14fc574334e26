/**
 * What somebody's SQL sees of the tables: the views `nodes` and `edges`, with words for numbers and uids for ids. They are
 * described in docs/saved-queries.md. Times are TIMESTAMP in UTC, and fixed-width UTC text within `properties`.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { PRESENT } from './schema.ts';

const nodeText = (name: string) => `n.properties ->> '$.${name}' AS ${name}`;
const nodeTime = (name: string) => `TRY_CAST(n.properties ->> '$.${name}' AS TIMESTAMP) AS ${name}`;

const NODES = `CREATE TEMP VIEW nodes AS SELECT
    n.uid, label.text AS label, ${['name', 'kind', 'provider', 'environment'].map(nodeText).join(', ')},
    ${['since', 'until'].map(nodeTime).join(', ')}, CAST(n.properties AS JSON) AS properties
  FROM node n JOIN word label ON label.id = n.label`;

const when = (bit: keyof typeof PRESENT, value: string) => `CASE WHEN e.present & ${PRESENT[bit]} <> 0 THEN ${value} END`;

/** Each property that has a column of its own, by the name it has there. */
const COLUMNS: readonly [column: string, property: string, sql: string, json?: string][] = [
  ['level', 'level', when('level', 'level.text')],
  ['conditional', 'conditional', when('conditional', 'e.conditional = 1')],
  ['count', 'count', when('count', 'CAST(e.count AS BIGINT)')],
  ['denied', 'denied', when('denied', 'CAST(e.denied AS BIGINT)')],
  ...times('since', 'since'),
  ...times('until', 'until'),
  ...times('first_seen', 'firstSeen'),
  ...times('last_seen', 'lastSeen'),
];

function times(column: string, property: 'since' | 'until' | 'firstSeen' | 'lastSeen'): typeof COLUMNS {
  const time = `epoch_ms(CAST(e.${column} AS BIGINT))`;
  return [[column, property, when(property, time), when(property, `strftime(${time}, '%Y-%m-%dT%H:%M:%S.%gZ')`)]];
}

// The inner patch leaves out what is NULL.
const FROM_COLUMNS = `json_merge_patch('{}', json_object(${COLUMNS.map(([, property, sql, json]) => `'${property}', ${json ?? sql}`).join(', ')}))`;

const EDGES = `CREATE TEMP VIEW edges AS SELECT
    kind.text AS kind, a.uid AS from_uid, b.uid AS to_uid, scope.text AS scope,
    ${COLUMNS.map(([column, , sql]) => `${sql} AS "${column}"`).join(', ')},
    json_merge_patch(${FROM_COLUMNS}, coalesce(rest.text, e.extra -> '$.properties', '{}')) AS properties
  FROM edge e
    JOIN word kind ON kind.id = e.kind JOIN word scope ON scope.id = e.scope
    JOIN node a ON a.id = e.from_id JOIN node b ON b.id = e.to_id
    LEFT JOIN word level ON level.id = e.level LEFT JOIN word rest ON rest.id = e.rest`;

/** Of this connection alone, and gone with it: nothing is written to the file, which may be open for reading only. */
export async function createViews(connection: DuckDBConnection): Promise<void> {
  await connection.run(NODES);
  await connection.run(EDGES);
}
