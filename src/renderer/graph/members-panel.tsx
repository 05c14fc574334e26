/** The members behind a number of the sentence, or behind a group. */
import { CallError } from '../panels/parts/call-error.tsx';
import { Crown } from 'lucide-react';
import { Glyph } from '../panels/parts/glyph.tsx';
import { select } from '../state/view.ts';
import { isCrowned } from './marks/mark.ts';
import { useCanvas, type SidePanel as Panel } from './canvas-state.ts';
import { SidePanel } from './side-panel.tsx';
import { useMembers } from './use-members.ts';
import { formatCount } from './words.ts';

export function MembersPanel({ view, panel }: { readonly view: string; readonly panel: Panel & { kind: 'members' } }) {
  const { found, read, total, loading, error, more } = useMembers(view, panel.group, panel.filter);
  const all = panel.filter.kind === 'all';
  const complete = !loading && read >= total;
  const count = all ? formatCount(total === Infinity ? 0 : total) : `${formatCount(found.length)}${complete ? '' : '+'}`;
  return (
    <SidePanel title={panel.title} count={loading && found.length === 0 ? '' : count}>
      {error && <CallError what="Listing the members" error={error} retry={more} />}
      {!loading && !error && found.length === 0 && <p className="graph-side-note muted">None of what the walk reached.</p>}
      <ul className="graph-side-list" aria-busy={loading}>
        {found.map(({ thing, hop }) => (
          <li key={thing.uid} className="drawn-item">
            <button
              type="button"
              className="drawn-row"
              title={thing.uid}
              onClick={() => select(thing.uid)}
              onMouseEnter={() => useCanvas.setState({ lit: [thing.uid] })}
              onMouseLeave={() => useCanvas.setState({ lit: [] })}
            >
              <Glyph thing={thing} size={14} />
              <span className="truncate">{thing.name}</span>
              {isCrowned(thing) && <Crown size={12} aria-label={thing.tier0 ? 'tier 0' : 'crown jewel'} />}
              <span className="muted number">{hop === 1 ? '1 hop' : `${hop} hops`}</span>
            </button>
          </li>
        ))}
      </ul>
      {loading && <p className="graph-side-note muted" role="status">Reading…</p>}
      {!complete && !loading && !error && (
        <button type="button" className="button quiet" onClick={more}>
          Show more
        </button>
      )}
    </SidePanel>
  );
}
