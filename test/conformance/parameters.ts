/**
 * Parameters to ask a query with, made from its schema alone: a new query needs no change here. What decides the text of a
 * statement is drawn from a few askings, since the server compiles each text once, for longer than it runs it; between them every
 * parameter takes each of its values. Ids are filled in for each graph.
 */
import { z } from 'zod';
import { addDays } from '../../src/base/time.ts';
import { AppError } from '../../src/base/errors.ts';
import { NODE_LABELS, type NodeLabel } from '../../src/model/labels.ts';
import type { Graph } from '../../src/graph/graph.ts';
import type { Query } from '../../src/sdk/index.ts';
import { CASE_NOW, caseGraph, type NodeLine } from '../support/query-case.ts';
import { randomGraph } from '../support/random-graph.ts';
import { dice, type Dice } from '../support/random-numbers.ts';

/** Parameters but for ids, and the names of those that ids are to be given. */
export interface Asking {
  readonly fixed: Readonly<Record<string, unknown>>;
  readonly ids: readonly string[];
}

/** What JSON schema says of one parameter. */
interface Field {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly items?: Field;
  readonly anyOf?: readonly Field[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly description?: string;
  readonly default?: unknown;
}

/** Named by these, or described as an id, a text stands for a thing of the graph. */
const ID_NAMES = new Set(['seeds', 'source', 'target', 'targets', 'identity', 'uid', 'uids']);
const DESCRIBED_AS_ID = /\bids? of|by (its|their) ids?\b/i;

const TIMES = [addDays(CASE_NOW, -180), addDays(CASE_NOW, -45), CASE_NOW];
const DAYS = [30, 90, 365];
/** What random graphs hold, by what a parameter that takes such texts has in its name. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  action: ['iam:*', '*AccessKey', 's3:GetObject'],
  kind: ['iam_role', 'bucket', 'access_key', 'pod'],
  tag: ['team=payments', 'service=api'],
  provider: ['aws', 'gcp'],
};

/** Optional parameters that one asking gives: with all at once hardly anything would be left to compare. */
const GIVEN_AT_ONCE = 2;
const TRIES = 40;

/** Throws where a parameter of the query takes nothing that is known here. */
export function askings(query: Query): Asking[] {
  const { properties = {}, required = [] } = z.toJSONSchema(query.parameters, { io: 'input' }) as { properties?: Record<string, Field>; required?: string[] };
  const values = new Map(Object.entries(properties).map(([name, field]) => [name, isId(name, field) ? [ID] : valuesOf(query, name, field)]));
  const refused = refusals(query);
  const made: Asking[] = [];
  let open = [...values].flatMap(([name, all]) => all.map((value) => ({ name, value })));
  const thrown = dice(7);
  open = open.map((pair) => ({ pair, place: thrown.whole(0, 1_000_000) })).sort((a, b) => a.place - b.place).map(({ pair }) => pair);
  // A choice that is made one way or another, such as the mode of a walk, decides what the others mean.
  const choices = Object.entries(properties).filter(([, field]) => field.enum !== undefined && field.default !== undefined).map(([name]) => name);
  const fill = (given: Map<string, unknown>): Map<string, unknown> => {
    for (const name of [...required, ...(given.size === 0 ? [] : choices)]) if (!given.has(name)) given.set(name, thrown.pick(values.get(name)!));
    return given;
  };
  const take = (given: Map<string, unknown>): boolean => {
    const asking = { fixed: Object.fromEntries([...given].filter(([, value]) => value !== ID)), ids: [...given].filter(([, value]) => value === ID).map(([name]) => name) };
    if (refused(asking)) return false;
    made.push(asking);
    open = open.filter(({ name, value }) => !given.has(name) || given.get(name) !== value);
    return true;
  };
  take(fill(new Map()));
  while (open.length > 0) {
    const given = new Map<string, unknown>();
    for (const { name, value } of open) if (given.size < GIVEN_AT_ONCE && !given.has(name)) given.set(name, value);
    if (take(fill(given))) continue;
    const { name, value } = open[0]!;
    if (take(fill(new Map([[name, value]])))) continue;
    const others = [...values].filter(([other]) => other !== name);
    const found = Array.from({ length: TRIES }).some(() => {
      const [other, all] = thrown.pick(others);
      return take(fill(new Map([[name, value], [other, thrown.pick(all)]])));
    });
    if (!found) throw new Error(`${query.id} refuses ${name}=${JSON.stringify(value)}, alone and beside others. Give the values that it takes in ${import.meta.url}.`);
  }
  return made;
}

/** The parameters of an asking, with ids of things among these. */
export function fillIn(asking: Asking, nodes: readonly NodeLine[], thrown: Dice): Record<string, unknown> {
  const any = nodes.map(([, uid]) => uid);
  const ids = asking.ids.map((name): [string, unknown] => {
    const label = labelNamed(name);
    const labelled = nodes.filter((node) => node[0] === label).map(([, uid]) => uid);
    const among = labelled.length > 0 && thrown.chance(0.9) ? labelled : any;
    return [name, isPlural(name) ? Array.from({ length: thrown.whole(2, 4) }, () => thrown.pick(among)) : thrown.pick(among)];
  });
  return { ...asking.fixed, ...Object.fromEntries(ids) };
}

/** Stands for ids in an asking that is being made. */
const ID = Symbol('id');

/** One or several: told by the name, as English does. */
const isPlural = (name: string): boolean => name.endsWith('s');

function labelNamed(name: string): NodeLabel | undefined {
  const singular = name.replace(/ies$/, 'y').replace(/s$/, '').toLowerCase();
  return NODE_LABELS.find((label) => label.toLowerCase() === singular);
}

function isId(name: string, field: Field): boolean {
  const text = (field.items ?? field).type === 'string' && (field.items ?? field).enum === undefined;
  return text && (ID_NAMES.has(name) || DESCRIBED_AS_ID.test(field.description ?? ''));
}

function valuesOf(query: Query, name: string, field: Field): unknown[] {
  const accepts = acceptanceOf(query, name);
  const found = candidates(name, field, accepts).filter(accepts);
  if (found.length > 0) return found;
  throw new Error(`Nothing is known to ask ${query.id} with for "${name}" (${JSON.stringify(field)}). Add texts of random graphs to WORDS in ${import.meta.url}, or call an id one in its description.`);
}

function candidates(name: string, field: Field, accepts: (value: unknown) => boolean): unknown[] {
  if (field.anyOf) return field.anyOf.flatMap((one) => candidates(name, one, accepts));
  if (field.enum) return [...field.enum];
  if (field.const !== undefined) return [field.const];
  if (field.type === 'boolean') return [true, false];
  if (field.type === 'integer' || field.type === 'number') return numbers(name, field);
  if (field.type === 'string') return texts(name, accepts);
  if (field.type === 'array' && field.items) return lists(candidates(name, field.items, (value) => accepts([value])));
  return [];
}

function numbers(name: string, { minimum = 0, maximum = Infinity }: Field): number[] {
  if (maximum - minimum <= 4) return Array.from({ length: maximum - minimum + 1 }, (_, more) => minimum + more);
  if (/days$/i.test(name)) return [minimum, ...DAYS];
  if (/percent$/i.test(name)) return [1, 50, 100];
  return [minimum, minimum + 1, minimum + 2, minimum + 6];
}

function texts(name: string, accepts: (value: unknown) => boolean): string[] {
  if (!accepts('no time at all') && accepts(CASE_NOW)) return [...TIMES];
  const [, words] = Object.entries(WORDS).find(([part]) => name.toLowerCase().includes(part)) ?? [];
  return [...(words ?? Object.values(WORDS).flat())];
}

/** Up to four lists, each value in one of them. */
function lists(values: readonly unknown[]): unknown[][] {
  const count = Math.min(4, Math.ceil(values.length / 2));
  return Array.from({ length: count }, (_, list) => values.filter((_value, place) => place % count === list));
}

function acceptanceOf({ parameters }: Query, name: string): (value: unknown) => boolean {
  const field = (parameters as unknown as { shape: Record<string, z.ZodType> }).shape[name]!;
  return (value) => field.safeParse(value).success;
}

/** Whether the query says that such parameters do not go together, whatever is asked about. */
function refusals(query: Query): (asking: Asking) => boolean {
  const { nodes, edges } = randomGraph(1);
  const graph = caseGraph({ nodes, edges });
  return (asking) => {
    for (let seed = 1; seed <= 5; seed++) if (answerOrRefusal(query, graph, fillIn(asking, nodes, dice(seed))) !== undefined) return false;
    return true;
  };
}

/** The rows, or undefined where the query refuses what it is asked. */
export function answerOrRefusal(query: Query, graph: Graph, parameters: Readonly<Record<string, unknown>>) {
  try {
    return [...query.answer(graph, query.parameters.parse(parameters), { now: CASE_NOW, signal: new AbortController().signal })];
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'bad-request') return undefined;
    throw thrown;
  }
}
