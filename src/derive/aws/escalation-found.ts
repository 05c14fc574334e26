/** What was found of one principal: the paths to each target, and the best of them. */
import type { StatementReference } from '../../iam/index.ts';
import type { Outcome } from './edges.ts';
import { rank } from './escalation-judge.ts';
import type { Certainty, Escalation } from './escalation-record.ts';
import type { EstatePrincipal } from './estate.ts';

interface FoundPath {
  readonly id: string;
  readonly certainty: Certainty;
  readonly outcome: Outcome;
}

/** Statements kept of one escalation. */
const STATEMENT_LIMIT = 12;
/** Key of the account; no uid is empty. */
const ACCOUNT = '';

export class Found {
  /** By uid of the target, the paths found; one path may be found in several ways. */
  readonly #paths = new Map<string, FoundPath[]>();

  add(to: string, id: string, certainty: Certainty, outcome: Outcome): void {
    const found = { id, certainty, outcome };
    const others = this.#paths.get(to);
    if (!others) {
      this.#paths.set(to, [found]);
      return;
    }
    // Compute that runs as one role may be a thousand functions: of each path the best way is kept.
    const same = others.findIndex((other) => other.id === id);
    if (same < 0) others.push(found);
    else if (weight(found) < weight(others[same]!)) others[same] = found;
  }

  addAccount(id: string, certainty: Certainty, outcome: Outcome): void {
    this.add(ACCOUNT, id, certainty, outcome);
  }

  account({ uid, account }: EstatePrincipal): Escalation | undefined {
    const paths = this.#paths.get(ACCOUNT);
    return paths && escalation(uid, { account }, paths);
  }

  /** All but the account, by uid. */
  targets({ uid }: EstatePrincipal): Escalation[] {
    const targets = [...this.#paths].filter(([to]) => to !== ACCOUNT);
    return targets.sort(([a], [b]) => (a < b ? -1 : 1)).map(([to, paths]) => escalation(uid, to, paths));
  }
}

const weight = ({ certainty, outcome }: FoundPath): number => (certainty === 'potential' ? 4 : 0) + rank(outcome);

function escalation(from: string, to: Escalation['to'], paths: readonly FoundPath[]): Escalation {
  const ordered = [...paths].sort((a, b) => weight(a) - weight(b) || (a.id < b.id ? -1 : 1));
  const { certainty, outcome } = ordered[0]!;
  const { conditional, conditionKeys, conditionalDeny } = outcome;
  const statements = firstStatements(ordered.map((path) => path.outcome.statements));
  return {
    from,
    to,
    paths: ordered.map(({ id }) => id).sort(),
    certainty,
    conditional,
    conditionKeys,
    conditionalDeny,
    statements,
  };
}

function firstStatements(lists: readonly (readonly StatementReference[])[]): StatementReference[] {
  const first = new Map<string, StatementReference>();
  for (const list of lists) {
    for (const reference of list) {
      if (first.size >= STATEMENT_LIMIT) return [...first.values()];
      const key = `${reference.kind} ${reference.policy} ${reference.statement}`;
      if (!first.has(key)) first.set(key, reference);
    }
  }
  return [...first.values()];
}
