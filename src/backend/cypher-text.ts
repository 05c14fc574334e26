/** A query as text to paste into Neo4j Browser: its parameters as `:param` lines, then the statement. */
import { isTimeText } from '../base/time.ts';
import type { CypherStatement } from '../sdk/query.ts';

/** `now` and other times become datetimes, as the statement expects them. */
export function cypherText({ text, parameters }: CypherStatement, now: string): string {
  const lines = Object.entries({ now, ...parameters }).map(([name, value]) => `:param ${name} => ${literal(value)};`);
  return `${lines.join('\n')}\n\n${text.trim()};\n`;
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = String(value);
  const quoted = `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  return isTimeText(text) ? `datetime(${quoted})` : quoted;
}
