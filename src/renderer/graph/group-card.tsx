/** What a chosen group stands for, over the canvas's corner. */
import { List, UnfoldHorizontal, X } from 'lucide-react';
import type { Group } from '../../protocol/shapes.ts';
import { select } from '../state/view.ts';
import { useCanvas } from './canvas-state.ts';
import { openGroup } from './expand.ts';
import { listGroup } from './node-menu.tsx';
import { groupNote, groupTitle } from './words.ts';

export function GroupCard({ group }: { readonly group: Group }) {
  const note = groupNote(group);
  return (
    <section className="graph-card" aria-label="Group">
      <header>
        <strong>{groupTitle(group)}</strong>
        <button type="button" className="icon-button small" aria-label="Close" onClick={() => useCanvas.setState({ chosen: undefined })}>
          <X size={14} aria-hidden />
        </button>
      </header>
      <p className="muted">
        {group.hop === 1 ? '1 hop' : `${group.hop} hops`}
        {group.provider ? ` · ${group.provider}` : ''}
        {note ? ` · ${note}` : ''}
      </p>
      {group.named.length > 0 && (
        <ul>
          {group.named.map(({ uid, name }) => (
            <li key={uid}>
              <button type="button" className="link truncate" title={uid} onClick={() => select(uid)}>
                {name}
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="actions">
        <button type="button" className="button" onClick={() => openGroup(group.id)}>
          <UnfoldHorizontal size={14} aria-hidden /> Open
        </button>
        <button type="button" className="button quiet" onClick={() => listGroup(group.id, groupTitle(group))}>
          <List size={14} aria-hidden /> List members
        </button>
      </div>
    </section>
  );
}
