/** A case being read into memory. */
import type { Opening } from '../../state/session.ts';
import { ProgressBar } from '../import/progress-bar.tsx';
import { formatNumber, percentage } from '../parts/format.ts';

export function OpeningProgress({ opening }: { readonly opening: Opening }) {
  const { read, total, cancel } = opening;
  return (
    <div className="opening">
      <ProgressBar
        label="Opening the case"
        percent={total === null ? null : percentage(read, total)}
        words={read === 0 ? '' : total === null ? `${formatNumber(read)} records` : `${formatNumber(read)} of ${formatNumber(total)} records`}
      />
      <button type="button" className="button" onClick={cancel}>
        Cancel
      </button>
    </div>
  );
}
