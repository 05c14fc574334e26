/** What escalation is worked out from, and what comes out. */
import type { StatementReference } from '../../iam/index.ts';
import type { Estate } from './estate.ts';

/** What of an estate escalation depends on. */
export type EscalationEstate = Pick<Estate, 'principals' | 'byUid' | 'byAccount' | 'workloads' | 'groups'> & {
  readonly organization: Pick<Estate['organization'], 'resourceControlPolicies'>;
};

export type Certainty = 'proven' | 'potential';

export interface Escalation {
  /** uid of a user or role. */
  readonly from: string;
  /** uid of a user or role, or the account that is held as a whole. */
  readonly to: string | { readonly account: string };
  /** Ids of all catalogue paths that lead there, sorted. What follows is said of the best of them. */
  readonly paths: readonly string[];
  /**
   * potential: something that it takes is not known: the compute that would have to be there, whether a user has a
   * password, what a permissions boundary leaves of the rights that are given.
   */
  readonly certainty: Certainty;
  readonly conditional: boolean;
  readonly conditionKeys: readonly string[];
  readonly conditionalDeny: boolean;
  /** Of the best path first, then of the others; each once, at most 12. */
  readonly statements: readonly StatementReference[];
}
