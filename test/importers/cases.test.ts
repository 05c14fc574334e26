/** Every importer against its case file, and against the laws that hold for all of them. */
import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { importers } from '../../src/catalogue/index.ts';
import { ImportMemory, type Fact, type Importer } from '../../src/sdk/index.ts';
import type { AcceptedExample, ExpectedEdge, ImporterCase } from '../support/importer-case.ts';
import { bytesOf, factsOf, fold, headOf, sourceOf, type Folded } from '../support/importer-run.ts';

const modules = import.meta.glob<{ default: ImporterCase }>('./*.case.ts', { eager: true });
const cases = Object.entries(modules).map(([path, module]) => ({ file: path.slice(2, -'.case.ts'.length), ...module.default }));
/** Points at which a file is cut, and sizes in which its bytes arrive. */
const CUTS = 20;
const CHUNKS = [1, 7, 65_536];

test('each importer has a case file, and each case file an importer', () => {
  const found = readdirSync(new URL('../../importers', import.meta.url)).map((file) => file.replace(/\.ts$/, ''));
  expect(cases.map(({ file }) => file).sort()).toEqual(found.sort());
  expect(cases.map(({ importer }) => importer)).toEqual(cases.map(({ file }) => file));
  expect(importers().map(({ id }) => id).toSorted()).toEqual(found.sort());
});

describe.each(cases)('$importer', ({ importer: id, accepts, refuses }) => {
  const importer = importers().find((one) => one.id === id)!;

  test('is tested on a near miss and on malformed input', () => {
    expect(accepts.length).toBeGreaterThan(0);
    expect(refuses.length).toBeGreaterThan(0);
    expect(accepts.flatMap(({ problems = [] }) => problems).length).toBeGreaterThan(0);
  });

  describe.each(accepts)('$title', (example) => {
    test('is recognised', () => {
      for (const [name, content] of Object.entries(example.files)) expect(importer.recognise(headOf(name, content)), name).toBeTypeOf('string');
    });

    test('gives these nodes, edges and problems, and no others', async () => {
      expect(comparable(await read(importer, example), example)).toEqual(expected(example));
    });

    test('yields only what it declares to emit, in its own scopes', async () => {
      const facts = (await readFiles(importer, example)).flatMap(([, found]) => found);
      const { labels, edges } = importer.emits;
      for (const fact of facts) {
        if (fact.fact === 'node' || fact.fact === 'mention' || fact.fact === 'annotation') expect(labels).toContain(fact.label);
        if (fact.fact === 'edge') expect(edges).toContain(fact.kind);
        if (fact.fact !== 'mention' && fact.fact !== 'problem') expect(fact.scope.startsWith(`${id}:`), fact.scope).toBe(true);
      }
    });

    test('does not depend on how the bytes are chunked', async () => {
      const whole = await readFiles(importer, example);
      for (const bytes of CHUNKS) expect(await readFiles(importer, example, bytes), `${bytes} bytes a chunk`).toEqual(whole);
    });

    test('does not depend on the order of the files', async () => {
      const backwards = { ...example, files: Object.fromEntries(Object.entries(example.files).toReversed()) };
      const [one, other] = [await read(importer, example), await read(importer, backwards)];
      expect(unordered(other)).toEqual(unordered(one));
    });

    test('cut off anywhere, it throws nothing and still fits the model', async () => {
      for (const [name, content] of Object.entries(example.files)) {
        const bytes = bytesOf(content);
        for (let cut = 0; cut < CUTS; cut++) {
          const part = bytes.subarray(0, Math.floor((bytes.length * cut) / CUTS));
          fold([[name, await factsOf(importer, sourceOf(name, part), example.options)]]);
        }
      }
    });
  });

  test.each(refuses)('refuses $title', ({ name, text }) => {
    expect(importer.recognise(headOf(name, text))).toBeUndefined();
  });

  test("refuses the other importers' examples", () => {
    for (const other of cases.filter((one) => one.importer !== id)) {
      for (const { title, files } of other.accepts) {
        for (const [name, content] of Object.entries(files)) expect(importer.recognise(headOf(name, content)), `${other.importer}: ${title}: ${name}`).toBeUndefined();
      }
    }
  });

  test('recognises without throwing, whatever the text', () => {
    const examples = accepts.flatMap(({ files }) => Object.values(files)).map((content) => bytesOf(content).toString('utf8').slice(0, 4096));
    const cut = fc.tuple(fc.constantFrom(...examples), fc.nat(4096), fc.string({ unit: 'binary' })).map(([text, at, inserted]) => text.slice(0, at) + inserted + text.slice(at));
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.json(), cut);
    fc.assert(fc.property(fc.string(), text, fc.boolean(), (name, content, complete) => {
      const reason = importer.recognise({ name, text: content, complete });
      return reason === undefined || typeof reason === 'string';
    }));
  });
});

async function readFiles(importer: Importer, example: AcceptedExample, chunkBytes?: number): Promise<[string, Fact[]][]> {
  const read: [string, Fact[]][] = [];
  const memory = new ImportMemory();
  for (const [name, content] of Object.entries(example.files)) {
    read.push([name, await factsOf(importer, sourceOf(name, content, chunkBytes), { ...example.options, memory })]);
  }
  return read;
}

async function read(importer: Importer, example: AcceptedExample): Promise<Folded> {
  return fold(await readFiles(importer, example));
}

/** What was found, without what the example leaves open. */
function comparable(found: Folded, example: AcceptedExample): unknown {
  const nodes: Record<string, unknown> = {};
  for (const [uid, { evidence, ...node }] of Object.entries(found.nodes)) {
    nodes[uid] = example.nodes[uid]?.evidence ? { ...node, evidence } : node;
  }
  const open = new Map(example.edges.map((edge) => [edgeName(edge, example), edge]));
  const edges = found.edges.map(({ evidence, ...edge }) => (open.get(edgeName(edge, example))?.evidence ? { ...edge, evidence } : edge));
  const problems = found.problems.map(({ code, at, field, severity, reject, file }, position) => {
    const wanted = example.problems?.[position];
    return {
      code,
      at,
      ...(field !== undefined && { field }),
      ...(wanted?.severity && { severity }),
      ...(wanted && 'reject' in wanted && { reject: reject?.row }),
      ...(wanted?.file && { file }),
    };
  });
  return { nodes, edges: sorted(edges), problems, scopes: found.scopes };
}

function expected(example: AcceptedExample): unknown {
  const edges = example.edges.map((edge) => ({ ...edge, scope: scopeOf(edge, example) }));
  return { nodes: example.nodes, edges: sorted(edges), problems: example.problems ?? [], scopes: example.scopes };
}

function scopeOf(edge: ExpectedEdge, example: AcceptedExample): string {
  return edge.scope ?? example.scopes[0] ?? '';
}

function edgeName(edge: ExpectedEdge, example: AcceptedExample): string {
  return JSON.stringify([edge.kind, edge.from, edge.to, scopeOf(edge, example)]);
}

function sorted<T>(edges: readonly T[]): T[] {
  const name = (edge: T): string => {
    const { kind, from, to, scope } = edge as ExpectedEdge;
    return JSON.stringify([kind, from, to, scope]);
  };
  return edges.toSorted((a, b) => (name(a) < name(b) ? -1 : 1));
}

/** Evidence is in the order of the files; which there is must be the same. */
function unordered({ nodes: described, edges: shown, problems, scopes }: Folded): unknown {
  const nodes = Object.fromEntries(Object.entries(described).map(([uid, node]) => [uid, { ...node, evidence: node.evidence?.toSorted() }]));
  const edges = shown.map((edge) => ({ ...edge, evidence: edge.evidence?.toSorted() }));
  return { nodes, edges: sorted(edges), problems: problems.map((found) => JSON.stringify(found)).sort(), scopes: scopes.toSorted() };
}
