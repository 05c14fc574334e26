/** The walk in one sentence, its numbers buttons that list what they count. */
import type { WalkView } from '../../protocol/shapes.ts';
import { navigate } from '../state/view.ts';
import { useCanvas } from './canvas-state.ts';
import { filterTitle, sentenceParts, type MemberFilter } from './sentence-parts.ts';
import { formatCount } from './words.ts';

export function Sentence({ walk }: { readonly walk: WalkView }) {
  return (
    <p className="walk-sentence">
      {sentenceParts(walk.sentence).map((part) =>
        part.filter ? (
          <button key={part.at} type="button" className="walk-number" onClick={() => openMembers(part.filter!)}>
            {part.text}
          </button>
        ) : (
          <span key={part.at}>{part.text}</span>
        ),
      )}
      {walk.leftOut > 0 && (
        <span className="muted" title="They lack the property that a filter asks for, as a time for the window.">
          {' '}
          {formatCount(walk.leftOut)} {walk.leftOut === 1 ? 'edge' : 'edges'} left out for want of data.
        </span>
      )}
    </p>
  );
}

/** What was used is a walk of its own; everything else is a list of this one. */
function openMembers(filter: MemberFilter): void {
  if (filter.kind === 'observed') navigate({ mode: 'observed' });
  else useCanvas.setState({ panel: { kind: 'members', title: filterTitle(filter), filter } });
}
