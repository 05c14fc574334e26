/** The saved queries by name, those that were changed marked, and the way to a new one. */
import { Plus } from 'lucide-react';
import { Time } from '../parts/time.tsx';
import { NEW, type Entry } from './drafts.ts';

export interface QueryListProps {
  readonly entries: readonly Entry[];
  readonly chosen: string;
  readonly onChoose: (key: string) => void;
}

export function QueryList({ entries, chosen, onChoose }: QueryListProps) {
  const named = entries.filter(({ key }) => key !== NEW);
  const fresh = entries.find(({ key }) => key === NEW);
  return (
    <nav className="saved-list" aria-label="Saved queries">
      <button type="button" className="saved-entry new" aria-current={chosen === NEW ? 'true' : undefined} onClick={() => onChoose(NEW)}>
        <Plus size={14} aria-hidden /> New query
        {fresh?.changed && <span className="badge">not saved</span>}
      </button>
      {named.length === 0 ? (
        <p className="muted saved-none">Nothing is saved with this case yet.</p>
      ) : (
        <ul>
          {named.map((entry) => (
            <li key={entry.key}>
              <button
                type="button"
                className="saved-entry"
                aria-current={chosen === entry.key ? 'true' : undefined}
                title={entry.draft.description}
                onClick={() => onChoose(entry.key)}
              >
                <span className="truncate">{entry.key}</span>
                <About entry={entry} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </nav>
  );
}

function About({ entry: { saved, changed } }: { readonly entry: Entry }) {
  if (!saved) return <span className="badge">not saved</span>;
  return (
    <span className="about">
      {changed ? (
        <span className="badge">changed</span>
      ) : (
        <>
          {saved.by}, <Time time={saved.time} byClock />
        </>
      )}
    </span>
  );
}
