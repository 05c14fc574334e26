/** What the thing reaches and what reaches it, in numbers; each opens the graph with the table of the rows behind it. */
import type { EvidenceMode } from '../../../model/walk.ts';
import { formatNumber } from '../parts/format.ts';
import { navigate, useView, type ViewState } from '../../state/view.ts';
import type { ThingDetail } from './thing-detail.ts';

export function Reach({ uid, reach }: { readonly uid: string; readonly reach: ThingDetail['reach'] }) {
  return (
    <ul className="reach" aria-label="Reach">
      <Number value={reach.granted} name="could reach" onOpen={() => open(uid, 'forward', 'granted')} />
      <Number value={reach.observed} name="did reach" onOpen={() => open(uid, 'forward', 'observed')} />
      <Number value={reach.exposure} name="can reach it" onOpen={() => open(uid, 'backward', 'granted')} />
    </ul>
  );
}

function Number({ value, name, onOpen }: { readonly value: number; readonly name: string; readonly onOpen: () => void }) {
  return (
    <li>
      <button type="button" className="reach-number" disabled={value === 0} onClick={onOpen}>
        <span className="value">{formatNumber(value)}</span>
        <span className="muted">{name}</span>
      </button>
    </li>
  );
}

/** The numbers are of walks without a window or other limits, so the view they open has none either. */
function open(uid: string, direction: ViewState['investigation']['direction'], mode: EvidenceMode): void {
  navigate({
    screen: 'investigate',
    investigation: { seeds: [uid], direction, open: [] },
    selected: uid,
    mode,
    window: {},
    hops: undefined,
    minimumLevel: undefined,
  });
  useView.setState({ drawer: 'table' });
}
