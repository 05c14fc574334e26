/** What the view does when a case opens or closes: an address that was followed here stays, another case starts afresh. */
import type { CaseSummary } from '../../protocol/shapes.ts';
import { START } from './address.ts';
import { clearImport } from './import-job.ts';
import { forgetThings } from './recent.ts';
import { closeCase, useSession } from './session.ts';
import { navigate, useView } from './view.ts';

/** @param before the case that was open until now, if any */
export function afterOpening(before: CaseSummary | null | undefined): void {
  forgetThings();
  const { screen } = useView.getState();
  const followed = !before && screen !== 'welcome' && screen !== 'import';
  if (!followed) navigate({ ...START, mode: useView.getState().mode });
}

/** Closes the case and shows the first-run screen; a case that could not be closed stays in view. */
export async function leaveCase(): Promise<void> {
  await closeCase();
  if (useSession.getState().summary) return;
  forgetThings();
  clearImport();
  navigate({ ...START, screen: 'welcome', mode: useView.getState().mode });
}
