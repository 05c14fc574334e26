/** Which environment a thing is known to belong to, for the rules on isolation. */
import type { Graph } from '../graph/graph.ts';
import { ENVIRONMENTS, type Environment } from '../model/labels.ts';

/** Those that a thing can be known to belong to. */
export const KNOWN_ENVIRONMENTS: readonly string[] = ENVIRONMENTS.filter((environment) => environment !== 'unknown');
/** Those that production is to be kept apart from. */
export const OUTSIDE_PRODUCTION: readonly string[] = KNOWN_ENVIRONMENTS.filter((environment) => environment !== 'production');

/** The environment that a thing is known to belong to. */
export function knownEnvironment(graph: Graph, index: number): Environment | undefined {
  const environment = graph.text(index, 'environment');
  return environment !== undefined && KNOWN_ENVIRONMENTS.includes(environment) ? (environment as Environment) : undefined;
}
