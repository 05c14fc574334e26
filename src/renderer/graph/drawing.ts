/** What stands on the canvas: nodes, links and where they are. Plain data that every renderer of the graph draws. */
import type { EdgeKind } from '../../model/labels.ts';
import type { EvidenceMode } from '../../model/walk.ts';
import type { Group, Thing } from '../../protocol/shapes.ts';

/** Model units are CSS pixels at zoom 1; y grows downwards. */
export interface Position {
  readonly x: number;
  readonly y: number;
}
export type Positions = ReadonlyMap<string, Position>;

interface NodeBase {
  /** A thing's uid, a group's id, or `more:` and the uid of the thing that has more neighbours. */
  readonly id: string;
  /** Distance from the nearest seed. Negative for what was expanded on the far side of a seed. */
  readonly hop: number;
  /** Size of the body, without rings, badges and label. */
  readonly width: number;
  readonly height: number;
  /** The whole name; the canvas shortens it to the room there is. */
  readonly name: string;
  /** Who gets a label first where not all fit; lower is sooner. */
  readonly precedence: number;
}

export interface ThingNode extends NodeBase {
  readonly form: 'thing';
  readonly thing: Thing;
  readonly seed: boolean;
  /** False for what an expansion brought in: drawn without a hop tint. */
  readonly reached: boolean;
  readonly evidence: EvidenceMode;
}

export interface GroupNode extends NodeBase {
  readonly form: 'group';
  readonly group: Group;
}

export interface MoreNode extends NodeBase {
  readonly form: 'more';
  readonly of: string;
  readonly count: number;
}

export type DrawnNode = ThingNode | GroupNode | MoreNode;

export interface DrawnLink {
  /** `from` and `to` joined by a line feed; one line stands for all edges between the two. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly kinds: readonly EdgeKind[];
  /** Edges behind the line, or attempts where logs were read: what its width follows. */
  readonly count: number;
  readonly granted: boolean;
  readonly observed: boolean;
  readonly conditional: boolean;
  /** Some attempts were denied. With neither `granted` nor `observed`, all were. */
  readonly denied: boolean;
  /** Written on the line; null for none. */
  readonly label: string | null;
}

export interface Drawing {
  /** Seeds stand at the left when forward, at the right when backward. */
  readonly direction: 'forward' | 'backward';
  readonly nodes: readonly DrawnNode[];
  readonly links: readonly DrawnLink[];
  /** Ids that the legend or the user took out, with their number. */
  readonly hidden: number;
}

export function linkId(from: string, to: string): string {
  return `${from}\n${to}`;
}
