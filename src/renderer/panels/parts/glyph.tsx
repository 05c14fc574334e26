/** A thing's shape in the graph's language, small enough for a line of text. Decorative: the label stands in words beside it. */
import type { Thing } from '../../../protocol/shapes.ts';
import { thingKey, type NodeKey } from '../../graph/legend-keys.ts';

export interface GlyphProps {
  readonly thing: Pick<Thing, 'label' | 'kind'> & Partial<Pick<Thing, 'orphanReasons' | 'missing' | 'tier0' | 'sensitivity'>>;
  readonly size?: number;
}

export function Glyph({ thing, size = 16 }: GlyphProps) {
  const orphan = (thing.orphanReasons?.length ?? 0) > 0;
  return (
    <svg
      className={orphan ? 'glyph orphan' : 'glyph'}
      width={size}
      height={size}
      viewBox="-8 -8 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
      strokeLinejoin="round"
      strokeDasharray={thing.missing ? '1.5 2' : undefined}
      aria-hidden
    >
      {SHAPES[thingKey(thing)]}
      {orphan && <circle r={7.2} strokeWidth={1.2} strokeDasharray="2.4 1.8" />}
    </svg>
  );
}

const SHAPES: Readonly<Record<NodeKey, React.ReactNode>> = {
  identity: <circle r={4.8} />,
  human: (
    <>
      <circle r={2.4} cy={-3} />
      <path d="M-5 5.6a5 5 0 0 1 10 0" />
    </>
  ),
  credential: <path d="M0-6 6 0 0 6-6 0Z" />,
  resource: <rect x={-5} y={-5} width={10} height={10} rx={2.5} />,
  workload: <path d="M-5.8 0-2.9-5H2.9L5.8 0 2.9 5H-2.9Z" />,
  group: <rect x={-6.5} y={-3.6} width={13} height={7.2} rx={3.6} />,
  container: <rect x={-6} y={-5} width={12} height={10} rx={1.5} strokeDasharray="2.4 1.8" />,
  owner: <circle r={3.4} />,
  'permission-set': <path d="M-4.5-6H1.5L4.5-3V6h-9Z" />,
  record: <path d="M0-5.5 6 4.5H-6Z" />,
};
