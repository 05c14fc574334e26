/** The head of the inspector: shape, name, what kind of thing, its marks, its id, and the two questions to ask of it. */
import { Clock, Crown, Radar, Undo2 } from 'lucide-react';
import type { Thing } from '../../../protocol/shapes.ts';
import { kindWords } from '../../graph/words.ts';
import { investigate } from '../../state/view.ts';
import { Glyph } from '../parts/glyph.tsx';
import { ReasonBadge } from '../parts/reason-badge.tsx';
import { Identifier } from '../parts/identifier.tsx';

export function ThingHead({ thing }: { readonly thing: Thing }) {
  return (
    <div className="thing-head">
      <div className="thing-title">
        <Glyph thing={thing} size={24} />
        <h2 title={thing.name}>{thing.name}</h2>
      </div>
      <div className="badges wrap">
        <span className="badge strong">{kindWords(thing.label)}</span>
        {thing.kind && <span className="badge">{kindWords(thing.kind)}</span>}
        {thing.provider && <span className="badge">{thing.provider}</span>}
        {thing.environment && <span className="badge">{thing.environment}</span>}
        {thing.tier0 && (
          <span className="badge strong">
            <Crown size={11} aria-hidden /> tier 0
          </span>
        )}
        {thing.sensitivity === 3 && (
          <span className="badge strong">
            <Crown size={11} aria-hidden /> crown jewel
          </span>
        )}
        {thing.stale && (
          <span className="badge amber">
            <Clock size={11} aria-hidden /> stale
          </span>
        )}
        {thing.thirdParty && <span className="badge">third party</span>}
        {thing.missing && <span className="badge">only mentioned</span>}
        {thing.closed && <span className="badge strong">closed: no export shows it any more</span>}
        {thing.orphanReasons.map((code) => (
          <ReasonBadge key={code} code={code} />
        ))}
      </div>
      <Identifier id={thing.uid} limit={44} />
      <div className="thing-actions">
        <button type="button" className="button primary" aria-keyshortcuts="b" onClick={() => investigate([thing.uid])}>
          <Radar size={14} aria-hidden /> Blast radius
        </button>
        <button type="button" className="button" aria-keyshortcuts="r" onClick={() => investigate([thing.uid], 'backward')}>
          <Undo2 size={14} aria-hidden /> Who can reach this
        </button>
      </div>
    </div>
  );
}
