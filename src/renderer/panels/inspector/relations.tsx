/** Edges in and out by kind; each says how it is known. */
import { ArrowLeft, ArrowRight, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { edgeWords } from '../../graph/words.ts';
import { counted, formatNumber, relativeTime } from '../parts/format.ts';
import { StatementList } from '../parts/statement-list.tsx';
import { ThingLine } from '../parts/thing-line.tsx';
import { useNow } from '../parts/time.tsx';
import { EvidenceList } from './evidence-list.tsx';
import type { ThingDetail } from './thing-detail.ts';
import { Section } from './section.tsx';

type Relation = ThingDetail['relations'][number];
type Item = Relation['items'][number];

/** Kinds that have a section of their own above. */
const ELSEWHERE = new Set(['OWNED_BY out', 'AUTHENTICATES_AS in']);
const FIRST_SHOWN = 8;

export function Relations({ relations }: { readonly relations: readonly Relation[] }) {
  const shown = relations.filter(({ kind, direction }) => !ELSEWHERE.has(`${kind} ${direction}`));
  if (shown.length === 0) return null;
  return (
    <Section title="Relations" count={shown.reduce((sum, { total }) => sum + total, 0)}>
      {shown.map((relation) => (
        <RelationGroup key={`${relation.kind} ${relation.direction}`} relation={relation} />
      ))}
    </Section>
  );
}

function RelationGroup({ relation }: { readonly relation: Relation }) {
  const { kind, direction, total, items } = relation;
  const [all, setAll] = useState(false);
  const Arrow = direction === 'out' ? ArrowRight : ArrowLeft;
  return (
    <div className="relation">
      <h4>
        <Arrow size={12} aria-label={direction === 'out' ? 'to' : 'from'} /> {edgeWords(kind)} <span className="muted">{formatNumber(total)}</span>
      </h4>
      <ul>
        {(all ? items : items.slice(0, FIRST_SHOWN)).map((item) => (
          <RelationItem key={item.thing.uid} item={item} />
        ))}
      </ul>
      {!all && items.length > FIRST_SHOWN && (
        <button type="button" className="link" onClick={() => setAll(true)}>
          Show {formatNumber(items.length - FIRST_SHOWN)} more
        </button>
      )}
      {all && total > items.length && <p className="muted">{counted(total - items.length, 'more is', 'more are')} not listed here; the graph shows them.</p>}
    </div>
  );
}

function RelationItem({ item }: { readonly item: Item }) {
  const [open, setOpen] = useState(false);
  const note = linkNote(item, useNow());
  return (
    <li>
      <div className="relation-line">
        <button
          type="button"
          className="icon-button small"
          aria-expanded={open}
          aria-label={`Evidence of ${item.thing.name}`}
          title="How this is known"
          onClick={() => setOpen(!open)}
        >
          <ChevronRight size={12} aria-hidden />
        </button>
        <ThingLine thing={item.thing} extra={note} />
      </div>
      {open && (
        <div className="relation-evidence">
          {Array.isArray(item.properties['actions']) && <p className="mono">{item.properties['actions'].join(', ')}</p>}
          {typeof item.properties['how'] === 'string' && <p>{item.properties['how']}</p>}
          {Array.isArray(item.properties['conditionKeys']) && <p>Only when: {item.properties['conditionKeys'].join(', ')}</p>}
          <StatementList statements={item.properties['statements']} />
          <EvidenceList evidence={item.evidence} />
        </div>
      )}
    </li>
  );
}

/** What of the edge matters most, in a few words. @param now milliseconds */
function linkNote({ link, properties }: Item, now: number): string | undefined {
  const notes: string[] = [];
  if (properties['certainty'] === 'potential') notes.push('potential');
  if (properties['externalId'] === true) notes.push('with ExternalId');
  if (properties['externalId'] === false) notes.push('without ExternalId');
  if (link.level) notes.push(link.level);
  if (link.conditional) notes.push('conditional');
  if (link.count !== null) notes.push(`${formatNumber(link.count)}×`);
  if (link.denied) notes.push(`${formatNumber(link.denied)} denied`);
  if (link.lastSeen) notes.push(relativeTime(link.lastSeen, now));
  return notes.length > 0 ? notes.join(' · ') : undefined;
}
