/**
 * Findings with codes in place of names. They are those of the case itself: a rule looks at ids, names and addresses too, so
 * that over a graph in codes it would find something else.
 */
import { rules } from '../../catalogue/index.ts';
import type { Graph } from '../../graph/graph.ts';
import { codedConditionKey, codedText, isPlainWord, productOf, pseudonym, type Digest } from '../../graph/pseudonyms.ts';
import type { Cell, Column, Row } from '../../sdk/index.ts';
import { findingOf, type KnownFinding } from '../findings/index.ts';

/** Text columns of rules whose words are the model's, a provider's or the rule's own. Any other becomes codes. */
const WORDS = new Set([
  'label', 'kind', 'provider', 'environment', 'severity', 'environments', 'relationships', 'level', 'made', 'path', 'certainty', 'reason', 'reasons', 'ways',
  'basis', 'platform', 'patterns',
]);

/** The present findings in codes and the same order; fixed ones are left out, and so is who accepted one, and why. */
export function findingsInCodes(known: readonly KnownFinding[], graph: Graph, digest: Digest): KnownFinding[] {
  const byId = new Map(rules().map((rule) => [rule.id, rule]));
  return known.flatMap((entry): KnownFinding[] => {
    const rule = byId.get(entry.seen.rule);
    if (entry.finding === undefined || rule === undefined) return [];
    const finding = findingOf(rule, rowInCodes(entry.finding.row, rule.columns, graph, digest));
    const acceptance = entry.acceptance && { ...entry.acceptance, by: 'somebody', reason: 'not shown' };
    return [{ ...entry, key: finding.key, seen: finding, finding, acceptance }];
  });
}

function rowInCodes(row: Row, columns: readonly Column[], graph: Graph, digest: Digest): Row {
  const thing = (text: string): string => {
    const index = graph.indexOf(text);
    return index === -1 ? codedText(digest, text) : pseudonym(digest, graph.label(index), text);
  };
  const coded: Record<string, Cell> = {};
  for (const { name, type } of columns) {
    const cell = row[name]!;
    if (type === 'time' || WORDS.has(name)) coded[name] = cell;
    else if (name === 'name') coded[name] = thing(row['uid'] as string);
    else if (name === 'aboutName') coded[name] = thing(row['about'] as string);
    // Where it is a sentence, rules tell the same without it.
    else if (name === 'how') coded[name] = isPlainWord(String(cell)) ? cell : null;
    else coded[name] = cellInCodes(cell, codeOf(name, thing, digest));
  }
  return coded;
}

function codeOf(column: string, thing: (text: string) => string, digest: Digest): (text: string) => string {
  if (column === 'agents') return (agent) => productOf(digest, agent);
  return column === 'conditionKeys' ? (key) => codedConditionKey(digest, key) : thing;
}

function cellInCodes(cell: Cell, code: (text: string) => string): Cell {
  if (typeof cell === 'string') return code(cell);
  return Array.isArray(cell) ? [...new Set((cell as readonly string[]).map(code))] : cell;
}
