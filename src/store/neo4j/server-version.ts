/** Which servers Tendril works with: Neo4j 5.26 (long-term support) and all later ones. */
import { AppError } from '../../base/errors.ts';
import type { Address } from './address.ts';

/** @param agent as a server names itself: `Neo4j/5.26.20`, `Neo4j/2026.09.0`, `Neo4j/5.27-aura` */
export function assertSupported(agent: string, address: Address): void {
  const match = /^Neo4j\/(\d+)\.(\d+)/.exec(agent);
  const detail = { uri: address.display, agent };
  if (!match) {
    throw new AppError(
      'store-not-neo4j',
      `The server at ${address.display} speaks Bolt and calls itself "${agent}". Tendril needs Neo4j 5.26 or newer.`,
      { detail },
    );
  }
  const major = Number(match[1]);
  if (major > 5 || (major === 5 && Number(match[2]) >= 26)) return;
  throw new AppError(
    'store-too-old',
    `The server at ${address.display} is ${agent}. Tendril needs Neo4j 5.26 or newer.`,
    { detail },
  );
}
