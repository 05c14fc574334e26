/**
 * The list of what is drawn, in step with the canvas: everything the pointer can do there, the keyboard can do here.
 * Arrow keys move, Enter or Space selects, → expands.
 */
import { Crown, UnfoldHorizontal } from 'lucide-react';
import { useEffect, useMemo, useRef, type KeyboardEvent } from 'react';
import { Glyph } from '../panels/parts/glyph.tsx';
import { useCanvas } from './canvas-state.ts';
import type { DrawnNode, Drawing } from './drawing.ts';
import { isCrowned } from './marks/mark.ts';
import { SidePanel } from './side-panel.tsx';
import { formatCount, kindWords, reasonLetter, reasonWords } from './words.ts';

export interface DrawnListProps {
  readonly drawing: Drawing;
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
  readonly onExpand: (id: string) => void;
}

export function DrawnList({ drawing, chosen, onChoose, onExpand }: DrawnListProps) {
  const list = useRef<HTMLUListElement>(null);
  const nodes = useMemo(() => [...drawing.nodes].sort(byHop), [drawing]);
  const tabStop = nodes.some((node) => node.id === chosen) ? chosen : nodes[0]?.id;

  useEffect(() => {
    list.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  const onKeyDown = (event: KeyboardEvent) => {
    const rows = [...list.current!.querySelectorAll<HTMLElement>('button.drawn-row')];
    const at = rows.indexOf(document.activeElement as HTMLElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      rows[Math.min(Math.max(next, 0), rows.length - 1)]?.focus();
    } else if (event.key === 'ArrowRight' && nodes[at]) {
      event.preventDefault();
      onExpand(nodes[at].id);
    }
  };

  return (
    <SidePanel title="Drawn" count={formatCount(nodes.length)}>
      <ul className="graph-side-list" ref={list}>
        {nodes.map((node) => (
          <li key={node.id} className="drawn-item">
            <button
              type="button"
              className="drawn-row"
              aria-current={node.id === chosen}
              tabIndex={node.id === tabStop ? 0 : -1}
              onClick={() => onChoose(node.id)}
              onKeyDown={onKeyDown}
              onMouseEnter={() => light(node.id)}
              onMouseLeave={() => light(undefined)}
              onFocus={() => light(node.id)}
              onBlur={() => light(undefined)}
            >
              <Row node={node} />
            </button>
            <button type="button" className="icon-button small" tabIndex={-1} aria-label={`Expand ${node.name}`} onClick={() => onExpand(node.id)}>
              <UnfoldHorizontal size={12} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
    </SidePanel>
  );
}

function Row({ node }: { readonly node: DrawnNode }) {
  if (node.form === 'more') return <span className="truncate muted">{node.name}</span>;
  const thing = node.form === 'thing' ? node.thing : node.group;
  const reason = node.form === 'thing' ? node.thing.orphanReasons[0] : undefined;
  return (
    <>
      <Glyph thing={thing} size={14} />
      <span className={node.form === 'group' ? 'truncate drawn-group' : 'truncate'}>{node.name}</span>
      {node.form === 'thing' && isCrowned(node.thing) && <Crown size={12} aria-label={node.thing.tier0 ? 'tier 0' : 'crown jewel'} />}
      {reason !== undefined && (
        <span className="badge amber" title={reasonWords(reason)}>
          <b>{reasonLetter(reason)}</b>
        </span>
      )}
      <span className="muted truncate drawn-kind">{node.form === 'thing' ? kindWords(thing.kind ?? thing.label) : 'group'}</span>
      <span className="muted number">{node.form === 'thing' && node.seed ? 'seed' : node.hop}</span>
    </>
  );
}

function byHop(a: DrawnNode, b: DrawnNode): number {
  return a.hop - b.hop || a.precedence - b.precedence || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}

function light(id: string | undefined): void {
  useCanvas.setState({ lit: id === undefined ? [] : [id] });
}
