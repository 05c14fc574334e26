/** Counts by name as short bars, the largest first; a click shows the rows behind one. */
import { useState } from 'react';
import { kindWords } from '../../graph/words.ts';
import { formatNumber } from '../parts/format.ts';

const SHOWN = 8;

export interface BarListProps {
  readonly title: string;
  readonly items: readonly { readonly name: string; readonly count: number }[];
  /** Names are codes such as `iam_role`, shown as words. */
  readonly words?: boolean;
  readonly onOpen: ((name: string) => void) | undefined;
}

export function BarList({ title, items, words, onOpen }: BarListProps) {
  const [all, setAll] = useState(false);
  const largest = Math.max(1, ...items.map(({ count }) => count));
  const shown = all ? items : items.slice(0, SHOWN);
  return (
    <section className="bar-list" aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {shown.map(({ name, count }) => (
          <li key={name}>
            <button type="button" className="bar-line" disabled={!onOpen} onClick={() => onOpen?.(name)}>
              <span className="truncate">{words ? kindWords(name) : name}</span>
              <span className="bar" aria-hidden>
                <span style={{ width: `${Math.max(1, (count / largest) * 100)}%` }} />
              </span>
              <span className="number">{formatNumber(count)}</span>
            </button>
          </li>
        ))}
      </ul>
      {items.length > SHOWN && (
        <button type="button" className="link" onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${items.length}`}
        </button>
      )}
    </section>
  );
}
