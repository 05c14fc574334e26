/** Short makers of the facts that an importer yields. */
import type { EdgeKind, NodeLabel } from '../model/labels.ts';
import type { Fact, LooseProperties } from './importer.ts';

export type NodeFact = Extract<Fact, { fact: 'node' }>;
export type MentionFact = Extract<Fact, { fact: 'mention' }>;
export type AnnotationFact = Extract<Fact, { fact: 'annotation' }>;
export type EdgeFact = Extract<Fact, { fact: 'edge' }>;

export function nodeFact(
  uid: string,
  label: NodeLabel,
  properties: LooseProperties,
  at: string,
  scope: string,
  absent?: readonly string[],
): NodeFact {
  return { fact: 'node', uid, label, properties, at, scope, ...(absent && absent.length > 0 ? { absent } : {}) };
}

export function mentionFact(uid: string, label: NodeLabel, properties: LooseProperties): MentionFact {
  return { fact: 'mention', uid, label, properties };
}

export function annotationFact(uid: string, label: NodeLabel, properties: LooseProperties, at: string, scope: string): AnnotationFact {
  return { fact: 'annotation', uid, label, properties, at, scope };
}

export function edgeFact(
  kind: EdgeKind,
  from: string,
  to: string,
  properties: LooseProperties,
  at: string,
  scope: string,
): EdgeFact {
  return { fact: 'edge', kind, from, to, properties, at, scope };
}
