/** What people decide about findings: that they may stay, for good or until a time, and that they may not after all. */
import { AppError } from '../../base/errors.ts';
import { parseTime } from '../../base/time.ts';
import type { Thresholds } from '../../sdk/index.ts';
import type { OpenCase } from '../open-case.ts';
import { userName } from '../user.ts';
import { findingsByKeys, knownFindings, type KnownFinding } from './known.ts';
import { keepAcceptances } from './record.ts';

export interface Decision {
  readonly keys: readonly string[];
  readonly thresholds: Thresholds;
  readonly signal: AbortSignal;
}

export interface Accepting extends Decision {
  readonly reason: string;
  /** Any time that base/time reads; absent: for good. */
  readonly until?: string | undefined;
}

/**
 * Accepts findings, named by key or the beginning of one, and gives them back with the end as fixed-width UTC text. All or none.
 * Throws `bad-request` for a key that names none, an empty reason, and an end that is no time or has passed; `store-read-only`.
 */
export async function acceptFindings(openCase: OpenCase, { reason, until, ...decision }: Accepting): Promise<{ findings: KnownFinding[]; until: string | undefined }> {
  const end = until === undefined ? undefined : parseTime(until);
  if (until !== undefined && (end === undefined || end <= openCase.time())) {
    throw new AppError('bad-request', `"${until}" is no time to come; write it as 2027-03-31.`, { detail: { field: 'until' } });
  }
  if (reason.trim() === '') throw new AppError('bad-request', 'Say why it may stay.', { detail: { field: 'reason' } });
  return { findings: await decide(openCase, decision, { reason: reason.trim(), until: end }), until: end };
}

/** Takes acceptances back, and gives the findings. Throws `bad-request` for a key that names none; `store-read-only`. */
export async function reopenFindings(openCase: OpenCase, decision: Decision): Promise<KnownFinding[]> {
  return decide(openCase, decision, undefined);
}

async function decide(openCase: OpenCase, { keys, thresholds, signal }: Decision, accepted: { reason: string; until: string | undefined } | undefined): Promise<KnownFinding[]> {
  const findings = findingsByKeys(await knownFindings(openCase, thresholds, openCase.time(), signal), keys);
  await keepAcceptances(openCase.store, findings.map(({ key }) => key), accepted, userName(), openCase.time());
  return findings;
}
