/** `tendril query`, `queries`, `orphans`, `why`: questions from the catalogue. */
import { AppError } from '../../base/errors.ts';
import { timeText } from '../../base/time.ts';
import { cypherText, parseParameters, queryRows } from '../../backend/index.ts';
import { queries, query } from '../../catalogue/index.ts';
import { z, type Query, type Row } from '../../sdk/index.ts';
import { identify } from '../identify.ts';
import { printRows, type OutputOptions } from '../output.ts';
import { asOfTime, withCase, type CaseOptions, type Session } from '../session.ts';

export interface QueryOptions extends CaseOptions, OutputOptions {
  readonly parameter?: readonly string[];
  readonly cypher?: boolean;
}

/** Parameters of queries that name things. */
const NAMES_ONE = ['source', 'target', 'identity'];
const NAMES_SEVERAL = ['seeds', 'targets', 'disable'];

/** Rows of a catalogue query over the open case. Throws `query-unknown`, `bad-request`. */
export function rowsOf({ openCase, signal }: Session, id: string, parameters: Record<string, unknown>): Row[] {
  return queryRows(id, openCase.graph, parameters, { now: openCase.time(), signal });
}

export async function queryCommand(id: string, options: QueryOptions): Promise<void> {
  const asked = query(id);
  const given = inLists(asked, readParameters(options.parameter ?? []));
  if (options.cypher) {
    if (typeof asked.cypher !== 'function') throw new AppError('bad-request', `${id} has no Cypher: ${asked.cypher.none}`);
    process.stdout.write(cypherText(asked.cypher(parseParameters(asked, given)), asOfTime(options) ?? timeText(Date.now())));
    return;
  }
  await withCase(options, false, async (session) => {
    const { graph } = session.openCase;
    const parameters = { ...given };
    // What names things may be given as any part that identifies one, as everywhere else.
    for (const name of NAMES_ONE) if (['string', 'number'].includes(typeof parameters[name])) parameters[name] = identify(graph, String(parameters[name]));
    for (const name of NAMES_SEVERAL) if (Array.isArray(parameters[name])) parameters[name] = parameters[name].map((text) => identify(graph, String(text)));
    printRows(asked.columns, rowsOf(session, id, parameters), options);
  });
}

export async function orphansCommand(options: CaseOptions & OutputOptions): Promise<void> {
  await queryCommand('orphaned-identities', options);
}

/** What a query takes as a list may be given as one value. */
function inLists(asked: Query, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { properties = {} } = z.toJSONSchema(asked.parameters, { io: 'input', unrepresentable: 'any' }) as { properties?: Record<string, { type?: string }> };
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, properties[name]?.type === 'array' ? [value].flat() : value]));
}

/** `name=value`; a value that is JSON is read as such, otherwise it is text. A name given twice becomes a list. */
function readParameters(assignments: readonly string[]): Record<string, unknown> {
  const parameters: Record<string, unknown> = {};
  for (const assignment of assignments) {
    const position = assignment.indexOf('=');
    if (position < 1) throw new AppError('bad-request', `"${assignment}" is no parameter; write name=value.`);
    const name = assignment.slice(0, position);
    const value = readValue(assignment.slice(position + 1));
    parameters[name] = Object.hasOwn(parameters, name) ? [parameters[name], value].flat() : value;
  }
  return parameters;
}

function readValue(text: string): unknown {
  if (!/^(true|false|-?\d+(\.\d+)?|\[.*\])$/s.test(text)) return text;
  try {
    const value = JSON.parse(text) as unknown;
    // An id of digits (an account, a client id) is longer than a number is exact.
    return typeof value === 'number' && String(value) !== text ? text : value;
  } catch {
    return text;
  }
}

export function queriesCommand(options: OutputOptions): void {
  printRows(
    [
      { name: 'id', title: 'Query', type: 'text', description: '' },
      { name: 'question', title: 'Question', type: 'text', description: '' },
      { name: 'parameters', title: 'Parameters', type: 'texts', description: '' },
    ],
    queries().map(({ id, question, parameters }) => ({ id, question, parameters: parameterNames(parameters) })),
    options,
  );
}

function parameterNames(schema: unknown): string[] {
  return Object.keys((schema as { shape?: object }).shape ?? {});
}
