/** The palette's things: what a search found, or what was looked at lately. */
import { Command } from 'cmdk';
import { useEffect, useRef } from 'react';
import type { Output } from '../../protocol/procedures.ts';
import { kindWords, shortenMiddle } from '../graph/words.ts';
import { Glyph } from '../panels/parts/glyph.tsx';
import { ReasonBadge } from '../panels/parts/reason-badge.tsx';
import { useRecent } from '../state/recent.ts';
import { investigate, select } from '../state/view.ts';

type Hit = Output<'thing.find'>[number];

export interface PaletteThingsProps {
  readonly text: string;
  readonly hits: readonly Hit[];
  readonly close: () => void;
}

export function PaletteThings({ text, hits, close }: PaletteThingsProps) {
  const recent = useRecent((state) => state.things);
  const keys = useRef({ control: false, shift: false });
  useEffect(() => {
    // cmdk tells that an item was chosen, not with which keys held.
    const note = (event: KeyboardEvent) => {
      keys.current = { control: event.ctrlKey || event.metaKey, shift: event.shiftKey };
    };
    addEventListener('keydown', note, true);
    addEventListener('keyup', note, true);
    return () => {
      removeEventListener('keydown', note, true);
      removeEventListener('keyup', note, true);
    };
  }, []);
  const choose = (uid: string) => {
    close();
    if (keys.current.control) investigate([uid]);
    else if (keys.current.shift) investigate([uid], 'backward');
    else select(uid);
  };
  const shown: readonly Hit[] = text === '' ? recent.map((thing) => ({ thing, matched: thing.uid, exact: false })) : hits;
  if (shown.length === 0) return null;
  return (
    <Command.Group heading={text === '' ? 'Looked at lately' : 'Things'}>
      {shown.map(({ thing, matched }) => (
        <Command.Item key={thing.uid} value={thing.uid} onSelect={() => choose(thing.uid)}>
          <Glyph thing={thing} />
          <span className="hit">
            <span className="truncate">{thing.name}</span>
            <span className="mono truncate">{shortenMiddle(matched, 64)}</span>
          </span>
          {thing.orphanReasons[0] !== undefined && <ReasonBadge code={thing.orphanReasons[0]} />}
          <span className="badge">{kindWords(thing.kind ?? thing.label)}</span>
        </Command.Item>
      ))}
    </Command.Group>
  );
}
