/** One thing in a list: its shape, its name, what it is; a click selects it. */
import { Crown } from 'lucide-react';
import type { Thing } from '../../../protocol/shapes.ts';
import { kindWords } from '../../graph/words.ts';
import { select } from '../../state/view.ts';
import { Glyph } from './glyph.tsx';

export function ThingLine({ thing, extra }: { readonly thing: Thing; readonly extra?: React.ReactNode }) {
  return (
    <button type="button" className="thing-line" title={thing.uid} onClick={() => select(thing.uid)}>
      <Glyph thing={thing} size={14} />
      <span className="truncate name">{thing.name}</span>
      {(thing.tier0 || thing.sensitivity === 3) && <Crown size={12} aria-label={thing.tier0 ? 'tier 0' : 'crown jewel'} />}
      <span className="truncate muted kind">{extra ?? kindWords(thing.kind ?? thing.label)}</span>
    </button>
  );
}
