/** The sample cases: a made-up one to learn with first, then incidents in the order in which they occurred. */
import type { SystemInfo } from '../../state/session.ts';

type Sample = SystemInfo['samples'][number];

export interface SampleListProps {
  readonly samples: readonly Sample[];
  readonly busy: boolean;
  readonly onOpen: (id: string) => void;
}

export function SampleList({ samples, busy, onOpen }: SampleListProps) {
  return (
    <ul className="samples">
      {[...samples].sort(byYear).map(({ id, title, description }) => (
        <li key={id}>
          <button type="button" className="sample" disabled={busy} title={description} onClick={() => onOpen(id)}>
            <span className="sample-title">{title}</span>
            <span className="sample-about muted">{description}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** An incident's year ends its id; what has none is made up, and comes first. */
function byYear(a: Sample, b: Sample): number {
  return yearOf(a) - yearOf(b) || a.title.localeCompare(b.title, 'en');
}

function yearOf({ id }: Sample): number {
  return Number(/-(\d{4})$/.exec(id)?.[1] ?? 0);
}
