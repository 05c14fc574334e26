/**
 * Judges somebody's Cypher before it runs. The server refuses to write in a read transaction and nothing else: LOAD CSV
 * reads files and addresses, procedures of the server close connections, SHOW and TERMINATE concern other people's work,
 * and functions of a plugin (apoc, genai) may do anything. The server's plan tells what a statement does; of functions it
 * does not, so these are looked for in the text.
 */
import type { ManagedTransaction, Plan } from 'neo4j-driver';
import { AppError } from '../../base/errors.ts';
import { assertStatementLength } from '../statement-length.ts';

/** All others are refused, those of a plugin and of a later server too. */
const PROCEDURES: ReadonlySet<string> = new Set([
  'db.labels',
  'db.relationshiptypes',
  'db.propertykeys',
  'db.schema.visualization',
  'db.schema.nodetypeproperties',
  'db.schema.reltypeproperties',
  'db.index.fulltext.querynodes',
  'db.index.fulltext.queryrelationships',
  'db.index.vector.querynodes',
  'db.index.vector.queryrelationships',
]);

/** First parts of the names of functions that every server has. */
const NAMESPACES: ReadonlySet<string> = new Set(['date', 'datetime', 'localdatetime', 'time', 'localtime', 'duration', 'point', 'vector']);

/** Throws `bad-request` unless the text is one statement that only reads this database's graph. Does not run it. */
export async function assertOnlyReads(tx: ManagedTransaction, text: string): Promise<void> {
  assertStatementLength(text);
  assertTokens(text);
  const { summary } = await tx.run(`EXPLAIN ${text}`);
  if (summary.queryType.includes('w')) throw refused('Only statements that read are run here, and this one writes.');
  if (summary.queryType !== 'r' || !summary.plan) throw refused('Only questions to the graph are run here, and this one is for the server.');
  assertPlan(summary.plan);
}

function assertPlan(plan: Plan): void {
  const operator = plan.operatorType.replace(/@.*/, '');
  if (operator === 'LoadCSV') throw refused('LOAD CSV is not allowed here: it reads files and addresses beyond the database.');
  if (/^(Show|Terminate)/.test(operator)) throw refused('SHOW and TERMINATE are for the server, and only questions to the graph are run here.');
  if (operator === 'TransactionApply' || operator === 'TransactionForeach') throw refused('IN TRANSACTIONS is not allowed here.');
  if (operator.endsWith('ProcedureCall')) {
    const name = String(plan.arguments['Details']).split('(')[0]!.trim();
    if (!PROCEDURES.has(name.toLowerCase())) {
      throw refused(`The procedure ${name} is not allowed here. Those that are: ${[...PROCEDURES].join(', ')}.`);
    }
  }
  for (const child of plan.children) assertPlan(child);
}

/** Comments, strings, quoted names, names, and all else a character at a time. */
const TOKEN = /\/\/[^\r\n]*|\/\*[\s\S]*?\*\/|'(?:\\[\s\S]|[^'\\])*'|"(?:\\[\s\S]|[^"\\])*"|`(?:``|[^`])*`|[\p{L}\p{Nl}_\p{Pc}][\p{L}\p{N}\p{M}_\p{Pc}$]*|[\s\S]/gu;
const BLANK = /^(\s|\/\/|\/\*)/u;
const NAME = /^[`\p{L}\p{Nl}_\p{Pc}]/u;

/** Throws on what the plan does not show: functions of a plugin, and another database. */
function assertTokens(text: string): void {
  // The server turns these into characters before it reads anything, and what a string or a name is would be another.
  if (/\\u[0-9a-f]{4}/i.test(text)) throw refused('Escapes such as \\u0041 are not allowed here. Write the character itself.');
  const tokens = (text.match(TOKEN) ?? []).filter((token) => !BLANK.test(token));
  for (const [index, token] of tokens.entries()) {
    if (/^use$/i.test(token) && !/^[.:|&!$]$/.test(tokens[index - 1] ?? '')) {
      throw refused('USE is not allowed here: a statement asks the database that is open. (A name "use" can be written `use`.)');
    }
    if (token === '(') assertFunction(dottedName(tokens, index));
  }
}

/** The parts of the name that ends before this place, in lower case. */
function dottedName(tokens: readonly string[], end: number): string[] {
  const parts: string[] = [];
  for (let place = end - 1; place >= 0 && NAME.test(tokens[place]!); place -= 2) {
    parts.unshift(tokens[place]!.replaceAll('`', '').toLowerCase());
    if (tokens[place - 1] !== '.') break;
  }
  return parts;
}

function assertFunction(parts: readonly string[]): void {
  const name = parts.join('.');
  if (parts.length < 2 || NAMESPACES.has(parts[0]!) || PROCEDURES.has(name)) return;
  throw refused(`${name}() is not allowed here: only functions and procedures that every Neo4j has and that read the graph are.`);
}

function refused(message: string): AppError {
  return new AppError('bad-request', message);
}
