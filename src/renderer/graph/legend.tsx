/** The legend: what shapes, marks and lines mean, how many of each are drawn, and a switch for each kind. */
import { X } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { showAll, toggleKey, useCanvas } from './canvas-state.ts';
import type { Drawing } from './drawing.ts';
import { LINK_KEYS, linkKey, NODE_KEYS, nodeKey, type LegendKey, type LinkKey, type NodeKey } from './legend-keys.ts';
import { Line } from './legend-line.tsx';
import type { Mark } from './marks/mark.ts';
import { Picture } from './picture.tsx';
import { formatCount, reasons } from './words.ts';

const NODE_NAMES: Readonly<Record<NodeKey, string>> = {
  identity: 'Identity',
  human: 'Human',
  credential: 'Credential',
  resource: 'Resource',
  workload: 'Workload',
  group: 'Group',
  container: 'Container',
  owner: 'Owner',
  'permission-set': 'Permission set',
  record: 'Event, finding, import',
};

const LINK_NAMES: Readonly<Record<LinkKey, string>> = {
  granted: 'Granted, not used',
  observed: 'Used; wider is more often',
  both: 'Granted and used',
  denied: 'Denied attempts only',
};

const MARKS: readonly (readonly [string, Partial<Mark>])[] = [
  ['Seed, compromised', { tint: 'seed' }],
  ['Orphaned, with the reason’s letter', { orphan: 'L', tint: 'hop2' }],
  ['Tier 0 or crown jewel', { crown: true, shape: 'resource', tint: 'hop2' }],
  ['Stale, expired or unrotated', { stale: true, shape: 'credential' }],
  ['Third party', { thirdParty: true, tint: 'hop2' }],
  ['Only seen in logs', { missing: true }],
  ['Not part of this walk', { tint: 'plain' }],
];

const SIZES: Partial<Record<NodeKey, Pick<Mark, 'width' | 'height'>>> = {
  group: { width: 46, height: 26 },
  container: { width: 38, height: 30 },
  owner: { width: 20, height: 20 },
};

/** @param drawing with everything in it, so that a kind switched off keeps its row */
export function Legend({ drawing, hidden }: { readonly drawing: Drawing; readonly hidden: number }) {
  const off = useCanvas((canvas) => canvas.removal.keys);
  const counts = useMemo(() => countKeys(drawing), [drawing]);
  return (
    <section className="graph-legend" aria-label="Legend">
      <header>
        <h2>Legend</h2>
        {hidden > 0 && (
          <button type="button" className="link" onClick={showAll}>
            Show {formatCount(hidden)} hidden
          </button>
        )}
        <button type="button" className="icon-button small" aria-label="Close the legend" onClick={() => useCanvas.setState({ legend: false })}>
          <X size={14} aria-hidden />
        </button>
      </header>
      <div className="graph-legend-body">
        <Keys title="Things">
          {NODE_KEYS.filter((key) => counts.has(key)).map((key) => (
            <Switch key={key} id={key} off={off.has(key)} count={counts.get(key) ?? 0} name={NODE_NAMES[key]}>
              <Picture mark={{ shape: key, tint: 'hop2', ...SIZES[key] }} />
            </Switch>
          ))}
        </Keys>
        <Keys title="Lines">
          {LINK_KEYS.filter((key) => counts.has(key)).map((key) => (
            <Switch key={key} id={key} off={off.has(key)} count={counts.get(key) ?? 0} name={LINK_NAMES[key]}>
              <Line of={key} />
            </Switch>
          ))}
          <Explained name="Holds only under a condition">
            <Line of="conditional" />
          </Explained>
        </Keys>
        <Keys title="Marks">
          {MARKS.map(([name, mark]) => (
            <Explained key={name} name={name}>
              <Picture mark={mark} size={32} />
            </Explained>
          ))}
          <li className="graph-legend-row">
            <span className="graph-legend-tints" aria-hidden>
              {[1, 2, 3, 4, 5].map((hop) => (
                <i key={hop} style={{ background: `var(--graph-hop-${hop})` }} />
              ))}
            </span>
            <span>Hops from the seed, nearest first</span>
          </li>
          <li className="graph-legend-letters muted">
            {reasons().map(({ code, letter, words }) => (
              <span key={code}>
                <b>{letter}</b> {words}
              </span>
            ))}
          </li>
        </Keys>
      </div>
    </section>
  );
}

function Keys({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <>
      <h3>{title}</h3>
      <ul>{children}</ul>
    </>
  );
}

interface SwitchProps {
  readonly id: LegendKey;
  readonly name: string;
  readonly count: number;
  readonly off: boolean;
  readonly children: ReactNode;
}

function Switch({ id, name, count, off, children }: SwitchProps) {
  return (
    <li>
      <button type="button" className="graph-legend-row" aria-pressed={!off} title={off ? 'Show these' : 'Hide these'} onClick={() => toggleKey(id)}>
        <span className="graph-legend-picture">{children}</span>
        <span className="truncate">{name}</span>
        <span className="muted number">{formatCount(count)}</span>
      </button>
    </li>
  );
}

function Explained({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <li className="graph-legend-row">
      <span className="graph-legend-picture">{children}</span>
      <span>{name}</span>
    </li>
  );
}

/** Things of a group count each. */
function countKeys(drawing: Drawing): Map<LegendKey, number> {
  const counts = new Map<LegendKey, number>();
  const add = (key: LegendKey | undefined, count: number) => key && counts.set(key, (counts.get(key) ?? 0) + count);
  for (const node of drawing.nodes) add(nodeKey(node), node.form === 'group' ? node.group.count : 1);
  for (const link of drawing.links) {
    if (link.kinds.length > 0) add(linkKey(link), 1);
  }
  return counts;
}
