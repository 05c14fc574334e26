/** What is drawn of a thing beside its shape. Equal marks share one picture. */
import { CROWN_JEWEL } from '../../../model/labels.ts';
import type { Group, Thing } from '../../../protocol/shapes.ts';
import type { DrawnNode } from '../drawing.ts';
import { thingKey, type NodeKey } from '../legend-keys.ts';
import { reasonLetter } from '../words.ts';

/** Hops past this share the palest tint. */
export const TINTS = 5;

export interface Mark {
  readonly shape: NodeKey;
  readonly width: number;
  readonly height: number;
  /** `seed` red, `hop1`… darker nearer, `plain` for what no walk reached. */
  readonly tint: 'seed' | 'plain' | `hop${number}`;
  readonly provider: string | null;
  /** Letter of the orphan reason. */
  readonly orphan: string | null;
  /** Tier 0 or crown jewel. */
  readonly crown: boolean;
  readonly stale: boolean;
  readonly thirdParty: boolean;
  readonly missing: boolean;
  readonly closed: boolean;
}

export function thingMark(node: DrawnNode & { form: 'thing' }): Mark {
  const { thing } = node;
  const reason = thing.orphanReasons[0];
  return {
    shape: thingKey(thing),
    width: node.width,
    height: node.height,
    tint: node.seed ? 'seed' : node.reached ? hopTint(node.hop) : 'plain',
    provider: thing.provider,
    orphan: reason === undefined ? null : reasonLetter(reason),
    crown: isCrowned(thing),
    stale: thing.stale,
    thirdParty: thing.thirdParty,
    missing: thing.missing,
    closed: thing.closed,
  };
}

/** The small picture on a group's card: the shape of its members, without marks of their own. */
export function memberMark(group: Pick<Group, 'label' | 'kind' | 'provider' | 'hop'>, size: number): Mark {
  return {
    ...PLAIN_MARK,
    shape: thingKey(group),
    width: size,
    height: size,
    tint: hopTint(group.hop),
    provider: group.provider,
  };
}

export const PLAIN_MARK: Mark = {
  shape: 'identity',
  width: 30,
  height: 30,
  tint: 'hop1',
  provider: null,
  orphan: null,
  crown: false,
  stale: false,
  thirdParty: false,
  missing: false,
  closed: false,
};

export function isCrowned(thing: Pick<Thing, 'tier0' | 'sensitivity'>): boolean {
  return thing.tier0 || (thing.sensitivity ?? 0) >= CROWN_JEWEL;
}

function hopTint(hop: number): `hop${number}` {
  return `hop${Math.min(Math.max(Math.abs(hop), 1), TINTS)}`;
}
