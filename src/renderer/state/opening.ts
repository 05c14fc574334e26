/** What the view does once a case is open: an address that was followed here stays, another case starts afresh. */
import type { CaseSummary } from '../../protocol/shapes.ts';
import { START } from './address.ts';
import { forgetThings } from './recent.ts';
import { navigate, useView } from './view.ts';

/** @param before the case that was open until now, if any */
export function afterOpening(before: CaseSummary | null | undefined): void {
  forgetThings();
  const { screen } = useView.getState();
  const followed = !before && screen !== 'welcome' && screen !== 'import';
  if (!followed) navigate({ ...START, mode: useView.getState().mode });
}
