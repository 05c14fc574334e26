/** What people say of findings: that they may stay, or not after all. Whatever shows findings reads them anew after it. */
import { create } from 'zustand';
import { useSession } from './session.ts';

/** Grows with each change made here; the case's version stays, as acceptances are no part of the graph. */
export const useFindingChanges = create<{ readonly count: number }>()(() => ({ count: 0 }));

export interface Acceptance {
  readonly reason: string;
  /** The first moment at which it counts as open again, as time text; undefined: it stays for good. */
  readonly until: string | undefined;
}

/** Rejects with the host's AppError, which the caller shows beside what was typed. */
export async function acceptFinding(key: string, { reason, until }: Acceptance): Promise<void> {
  await useSession.getState().client?.call('findings.accept', { keys: [key], reason, ...(until === undefined ? {} : { until }) });
  useFindingChanges.setState(({ count }) => ({ count: count + 1 }));
}

/** Rejects with the host's AppError. */
export async function reopenFinding(key: string): Promise<void> {
  await useSession.getState().client?.call('findings.reopen', { keys: [key] });
  useFindingChanges.setState(({ count }) => ({ count: count + 1 }));
}
