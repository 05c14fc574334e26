/** `tendril blast-radius`, `reverse-exposure` and `why`: walks from things named by any part of their id. */
import { query } from '../../catalogue/index.ts';
import type { Row } from '../../sdk/query.ts';
import { identify } from '../identify.ts';
import { print, printJson, printRows, visible, type OutputOptions } from '../output.ts';
import { withCase, type CaseOptions } from '../session.ts';
import { rowsOf } from './query.ts';

export interface WalkOptions extends CaseOptions, OutputOptions {
  readonly mode?: string;
  readonly relationship?: readonly string[];
  readonly hops?: string;
  readonly from?: string;
  readonly to?: string;
  readonly minimumLevel?: string;
  readonly conditional?: boolean;
  readonly at?: string;
}

/** Which of the things reached are shown. */
export interface ReachOptions extends WalkOptions {
  readonly label?: readonly string[];
  readonly kind?: readonly string[];
  readonly environment?: readonly string[];
  readonly minimumSensitivity?: string;
}

export async function walkCommand(id: 'blast-radius' | 'reverse-exposure', things: readonly string[], options: ReachOptions): Promise<void> {
  await withCase(options, false, async (session) => {
    const { graph } = session.openCase;
    const seeds = things.map((text) => identify(graph, text));
    const parameters = { seeds, ...walkParameters(options), ...shownParameters(options) };
    const rows = rowsOf(session, id, parameters);
    const mode = options.mode ?? 'granted';
    const counts = countLabels(rows);
    if (options.json) {
      const reached = rows.map(({ uid, label, name, hops, kind, environment, sensitivity, tier0 }) => ({ uid, label, name, hops, kind, environment, sensitivity, tier0 }));
      printJson({ seeds, direction: id === 'blast-radius' ? 'forward' : 'backward', mode, total: rows.length, counts, reached });
      return;
    }
    if (!options.csv) {
      const list = Object.entries(counts).map(([label, count]) => `${count} ${label}`).join(', ');
      const verb = id === 'blast-radius' ? 'reaches' : 'can be reached by';
      print(visible(`${seeds.map((uid) => graph.name(graph.indexOf(uid))).join(', ')} ${verb} ${rows.length === 0 ? 'nothing' : list} (${mode}).`));
    }
    printRows(query(id).columns, rows, options);
  });
}

export async function whyCommand(source: string, target: string, options: WalkOptions): Promise<void> {
  await withCase(options, false, async (session) => {
    const { graph } = session.openCase;
    const ends = { source: identify(graph, source), target: identify(graph, target) };
    const rows = rowsOf(session, 'why', { ...ends, ...walkParameters(options) });
    if (options.json || options.csv) {
      printRows(query('why').columns, rows, options);
      return;
    }
    if (rows.length === 0) print(visible(`${ends.source} does not reach ${ends.target} (${options.mode ?? 'granted'}).`));
    for (const row of rows) printStep(row);
  });
}

function printStep({ hop, from, kind, to, level, certainty, how, conditional, conditionKeys, statements, scope, evidence }: Row): void {
  const keys = (conditionKeys as readonly string[]).join(', ');
  const qualities = [level, certainty === 'potential' ? certainty : null, conditional ? `conditional${keys === '' ? '' : ` on ${keys}`}` : null].filter((quality) => quality !== null).join(', ');
  print(visible(`${String(hop)}. ${String(from)}`));
  print(visible(`   ${String(kind)}${qualities ? ` (${qualities})` : ''} → ${String(to)}`));
  if (how !== null) print(visible(`     ${String(how)}`));
  for (const text of statements as readonly string[]) print(visible(`     ${statementLine(text)}`));
  for (const entry of evidence as readonly string[]) {
    const { file, at } = JSON.parse(entry) as { file: string; at: string };
    print(visible(`     ${file} ${at} [${String(scope)}]`));
  }
}

/** `Allow by read-orders v3, statement 2 "ReadOrders" (arn:…)`: what to open, and where to look in it. */
function statementLine(text: string): string {
  const { effect, policy, name, version, statement, sid } = JSON.parse(text) as { effect: string; policy: string; name: string; version?: string; statement: number; sid?: string };
  return `${effect} by ${name}${version === undefined ? '' : ` ${version}`}, statement ${statement + 1}${sid === undefined ? '' : ` "${sid}"`} (${policy})`;
}

/** The options as parameters of a walk query; those that were not given are left out. */
export function walkParameters({ mode, relationship, hops, from, to, minimumLevel, conditional, at }: WalkOptions): Record<string, unknown> {
  const parameters = { mode, relationships: relationship, hops: numberOf(hops), from, to, minimumLevel, conditional: conditional === false ? false : undefined, at };
  return given(parameters);
}

function shownParameters({ label, kind, environment, minimumSensitivity }: ReachOptions): Record<string, unknown> {
  return given({ labels: label, kinds: kind, environments: environment, minimumSensitivity: numberOf(minimumSensitivity) });
}

const numberOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));

function given(parameters: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined));
}

/** By label, largest first. */
function countLabels(rows: readonly Row[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { label } of rows) counts.set(String(label), (counts.get(String(label)) ?? 0) + 1);
  return Object.fromEntries([...counts].sort((a, b) => b[1] - a[1]));
}
