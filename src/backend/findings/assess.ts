/** Every rule over one graph: what is found now, by the thresholds in force. */
import { nextTurn, throwIfAborted } from '../../base/abort.ts';
import { rules } from '../../catalogue/index.ts';
import type { Graph } from '../../graph/graph.ts';
import { SEVERITIES, type Rule, type Thresholds } from '../../sdk/index.ts';
import { findingOf, type Finding } from './finding.ts';

/**
 * All findings, the most severe first, then by rule, then in the rule's order. Gives the event loop a turn between rules.
 * @param now fixed-width UTC text: what ages are measured against
 * Throws `aborted`.
 */
export async function assess(graph: Graph, thresholds: Thresholds, now: string, signal: AbortSignal): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const rule of rules()) {
    throwIfAborted(signal);
    for (const row of rule.answer(graph, parametersOf(rule, thresholds), { now, signal })) found.push(findingOf(rule, row));
    await nextTurn();
  }
  // Stable: within a severity the rules' own order stays.
  return found.sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
}

const lately = new WeakMap<Graph, { readonly thresholds: string; readonly now: string; readonly findings: readonly Finding[] }>();
/** Ages are counted in days, so that what was found minutes ago still holds. */
const HOLDS_FOR = 10 * 60_000;

/** The same, from the last assessment of this graph where that is minutes old and by the same thresholds. */
export async function assessOnce(graph: Graph, thresholds: Thresholds, now: string, signal: AbortSignal): Promise<readonly Finding[]> {
  const by = JSON.stringify(thresholds);
  const last = lately.get(graph);
  const age = last === undefined ? 0 : Date.parse(now) - Date.parse(last.now);
  if (last !== undefined && last.thresholds === by && age >= 0 && age < HOLDS_FOR) return last.findings;
  const findings = await assess(graph, thresholds, now, signal);
  lately.set(graph, { thresholds: by, now, findings });
  return findings;
}

/** The thresholds that a rule takes, by name. */
export function parametersOf(rule: Rule, thresholds: Thresholds): unknown {
  const shape = (rule.parameters as { shape?: object }).shape ?? {};
  return rule.parameters.parse(Object.fromEntries(Object.entries(thresholds).filter(([name]) => name in shape)));
}
