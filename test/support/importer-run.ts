/** Runs an importer over small files and folds what it yields the way an import does, so that whole results can be compared. */
import { Buffer } from 'node:buffer';
import { parseTime } from '../../src/base/time.ts';
import { edgePropertyType, foldEdgeProperties, latestOf, nodePropertyType, type Properties, type PropertyType, type PropertyValue } from '../../src/model/properties.ts';
import type { Fact, Head, Importer, ImporterOptions, LooseProperties, Problem, Source } from '../../src/sdk/index.ts';
import type { ExpectedEdge, ExpectedNode, FileContent } from './importer-case.ts';

export const WHOLE = Number.MAX_SAFE_INTEGER;

/** The content as the backend hands it over: bytes in chunks of this size, byte order mark removed. */
export function sourceOf(name: string, content: FileContent, chunkBytes = WHOLE): Source {
  const all = bytesOf(content);
  return {
    name,
    signal: new AbortController().signal,
    async *bytes() {
      for (let from = 0; from < all.length; from += chunkBytes) yield new Uint8Array(all.subarray(from, Math.min(all.length, from + chunkBytes)));
    },
  };
}

export function bytesOf(content: FileContent): Buffer {
  const all = typeof content === 'string' ? Buffer.from(content) : content;
  return all[0] === 0xef && all[1] === 0xbb && all[2] === 0xbf ? all.subarray(3) : all;
}

export function headOf(name: string, content: FileContent): Head {
  const all = bytesOf(content);
  return { name, text: new TextDecoder().decode(all.subarray(0, 65_536)), complete: all.length <= 65_536 };
}

export async function factsOf(importer: Importer, source: Source, options: ImporterOptions = {}): Promise<Fact[]> {
  const facts: Fact[] = [];
  for await (const fact of importer.read(source, options)) facts.push(fact);
  return facts;
}

export interface Folded {
  readonly nodes: Record<string, ExpectedNode>;
  readonly edges: ExpectedEdge[];
  readonly problems: (Problem & { readonly file: string })[];
  readonly scopes: string[];
}

/** Facts of several files as one import makes of them (graph/import-batch). Throws where a fact breaks its contract. */
export function fold(files: readonly (readonly [file: string, facts: readonly Fact[]])[]): Folded {
  const described = new Map<string, { label: ExpectedNode['label']; properties: Properties; evidence: string[] }>();
  const mentioned = new Map<string, { label: ExpectedNode['label']; properties: Properties }>();
  const edges = new Map<string, { kind: ExpectedEdge['kind']; from: string; to: string; scope: string; properties: Properties; evidence: string[] }>();
  const annotated = new Map<string, Properties>();
  const problems: Folded['problems'] = [];
  const scopes: string[] = [];
  for (const [file, facts] of files) {
    for (const fact of facts) {
      if (fact.fact === 'problem') problems.push({ ...fact, file });
      else if (fact.fact === 'scope') scopes.push(fact.scope);
      else if (fact.fact === 'node') {
        const properties = clean(fact.properties, (name) => nodePropertyType(fact.label, name));
        const present = described.get(fact.uid);
        described.set(fact.uid, { label: present?.label ?? fact.label, properties: { ...present?.properties, ...properties }, evidence: [...(present?.evidence ?? []), fact.at] });
      } else if (fact.fact === 'mention') {
        const properties = clean(fact.properties, (name) => nodePropertyType(fact.label, name));
        const present = mentioned.get(fact.uid);
        mentioned.set(fact.uid, { label: present?.label ?? fact.label, properties: { ...properties, ...present?.properties } });
      } else if (fact.fact === 'annotation') {
        const properties = clean(fact.properties, (name) => nodePropertyType(fact.label, name));
        annotated.set(fact.uid, latestOf(annotated.get(fact.uid) ?? {}, properties));
      } else {
        const { kind, from, to, scope } = fact;
        const properties = clean(fact.properties, edgePropertyType);
        const key = JSON.stringify([kind, from, to, scope]);
        const present = edges.get(key);
        const folded = present ? foldEdgeProperties(present.properties, properties) : properties;
        edges.set(key, { kind, from, to, scope, properties: folded, evidence: [...(present?.evidence ?? []), fact.at] });
      }
    }
  }
  const nodes: Record<string, ExpectedNode> = {};
  for (const [uid, { label, properties }] of mentioned) nodes[uid] = { ...properties, label, missing: true };
  for (const [uid, { label, properties, evidence }] of described) nodes[uid] = { ...mentioned.get(uid)?.properties, ...properties, label, evidence };
  for (const [uid, properties] of annotated) {
    if (!nodes[uid]) throw new Error(`nothing describes or mentions ${uid}, which is annotated`);
    nodes[uid] = { ...(latestOf(nodes[uid] as unknown as Properties, properties) as unknown as ExpectedNode) };
  }
  for (const edge of edges.values()) {
    for (const end of [edge.from, edge.to]) {
      if (!nodes[end]) throw new Error(`${edge.kind} ${edge.from} → ${edge.to}: nothing describes or mentions ${end}`);
    }
  }
  return { nodes, edges: [...edges.values()].map(({ properties, ...edge }) => ({ ...properties, ...edge })), problems, scopes };
}

/** Absent values dropped, times in fixed width; throws for a property that the model doesn't have, or of another type. */
function clean(loose: LooseProperties, typeOf: (name: string) => PropertyType | undefined): Properties {
  const properties: Record<string, PropertyValue> = {};
  for (const [name, value] of Object.entries(loose)) {
    const type = typeOf(name);
    if (type === undefined) throw new Error(`the model has no property "${name}" there`);
    if (value === null || value === undefined || value === '') continue;
    const fitting = type === 'time' ? parseTime(String(value)) : value;
    if (fitting === undefined || !fits(fitting, type)) throw new Error(`"${name}" is ${JSON.stringify(value)}, the model wants ${type}`);
    properties[name] = fitting;
  }
  return properties;
}

function fits(value: PropertyValue, type: PropertyType): boolean {
  if (type === 'strings') return Array.isArray(value);
  if (type === 'integer') return Number.isSafeInteger(value);
  return typeof value === (type === 'boolean' ? 'boolean' : 'string');
}
