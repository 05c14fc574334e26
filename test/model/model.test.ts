/** The model's own rules: which properties there are, how records of one edge fold, what a walk follows. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACCESS_LEVELS, EDGE_KINDS, NODE_LABELS } from '../../src/model/labels.ts';
import { countText } from '../../src/model/log-entries.ts';
import { EDGE_PROPERTIES, edgePropertyType, foldEdgeProperties, nodePropertyNames, nodePropertyType, type Properties } from '../../src/model/properties.ts';
import { edgeKey } from '../../src/model/records.ts';
import { arnAccount, importUid, ownerUid } from '../../src/model/uid.ts';
import { COMPROMISE_KINDS, EVIDENCE_MODES, REVOCATION_KINDS } from '../../src/model/walk.ts';

const words = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 });
const times = fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z');
/** Properties whose folding does not depend on which record came first. */
const edges: fc.Arbitrary<Properties> = fc.record(
  { level: fc.constantFrom(...ACCESS_LEVELS), actions: words, conditionKeys: words, credentials: words, conditional: fc.boolean(), count: fc.nat(9), denied: fc.nat(9), firstSeen: times, lastSeen: times, expiresAt: times },
  { requiredKeys: [] },
) as fc.Arbitrary<Properties>;
const asSets = (properties: Properties): Properties =>
  Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, typeof value === 'object' ? [...new Set(value)].sort() : value]));

/** Days of access, each once, in order: `2026-01-03=4/1`. */
const days = fc
  .uniqueArray(fc.tuple(fc.constantFrom('01', '02', '03', '04'), fc.integer({ min: 1, max: 9 }), fc.nat(1)), { selector: ([day]) => day, maxLength: 4 })
  .map((entries) => entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, count, denied]) => countText(`2026-01-${day}`, count, denied)));

describe('foldEdgeProperties', () => {
  it('sums the counts of each day, in order of days, whatever comes first', () => {
    const sums = (lists: readonly (readonly string[])[]): string[] => {
      const counts = new Map<string, [number, number]>();
      for (const [, day = '', count = '', denied = '0'] of lists.flat().map((entry) => /^(.*)=(\d+)(?:\/(\d+))?$/.exec(entry)!)) {
        const [before, deniedBefore] = counts.get(day) ?? [0, 0];
        counts.set(day, [before + Number(count), deniedBefore + Number(denied)]);
      }
      return [...counts.keys()].sort().map((day) => countText(day, ...counts.get(day)!));
    };
    fc.assert(
      fc.property(fc.array(days, { minLength: 1, maxLength: 4 }), (lists) => {
        const folded = lists.map((list): Properties => ({ days: list })).reduce((all, more) => foldEdgeProperties(all, more));
        expect(folded['days']).toEqual(sums(lists));
      }),
    );
  });

  it('comes out the same whichever record is met first, and however three are paired', () => {
    fc.assert(
      fc.property(edges, edges, edges, (a, b, c) => {
        expect(asSets(foldEdgeProperties(a, b))).toEqual(asSets(foldEdgeProperties(b, a)));
        expect(asSets(foldEdgeProperties(foldEdgeProperties(a, b), c))).toEqual(asSets(foldEdgeProperties(a, foldEdgeProperties(b, c))));
      }),
    );
  });

  it('keeps the stronger right: the higher level, no condition if either has none, no end if either has none', () => {
    expect(foldEdgeProperties({ level: 'write', conditional: true, conditionKeys: ['aws:SourceIp'], expiresAt: '2026-01-01T00:00:00.000Z' }, { level: 'read' })).toEqual({ level: 'write' });
    expect(foldEdgeProperties({ conditional: true, count: 2, path: 'old' }, { conditional: true, count: 3, path: 'new' })).toEqual({ conditional: true, count: 5, path: 'new' });
  });

  it('leaves what it is given as it was', () => {
    const present = Object.freeze({ actions: Object.freeze(['a']) });
    expect(foldEdgeProperties(present, { actions: ['b'] })).toEqual({ actions: ['a', 'b'] });
    expect(present).toEqual({ actions: ['a'] });
  });
});

describe('properties', () => {
  it('have one type each, whichever label carries them', () => {
    const types = new Map<string, Set<string>>();
    for (const label of NODE_LABELS) for (const name of nodePropertyNames(label)) types.set(name, (types.get(name) ?? new Set()).add(nodePropertyType(label, name)!));
    expect([...types].filter(([, found]) => found.size !== 1)).toEqual([]);
    for (const name of Object.keys(EDGE_PROPERTIES)) expect(edgePropertyType(name)).toBeDefined();
  });

  it.each(['password', 'secret', 'constructor', 'toString', '__proto__', ''])('the model has no property %j', (name) => {
    expect([nodePropertyType('Credential', name), edgePropertyType(name)]).toEqual([undefined, undefined]);
  });
});

describe('what a walk follows', () => {
  it('both is granted and observed together, and neither follows what says nothing of access', () => {
    expect([...COMPROMISE_KINDS.both].sort()).toEqual([...new Set([...COMPROMISE_KINDS.granted, ...COMPROMISE_KINDS.observed])].sort());
    const never = new Set<string>(['OWNED_BY', 'CREATED_BY', 'HAS_PERMISSION', 'CONTAINED_IN', 'PERFORMED', 'USED', 'TARGETED', 'FLAGS', 'DEPENDS_ON']);
    for (const mode of EVIDENCE_MODES) expect(COMPROMISE_KINDS[mode].filter((kind) => never.has(kind))).toEqual([]);
    expect([COMPROMISE_KINDS.granted.includes('ACCESSED'), COMPROMISE_KINDS.observed.includes('CAN_ACCESS'), REVOCATION_KINDS.includes('DEPENDS_ON')]).toEqual([false, false, true]);
  });
});

describe('names', () => {
  it('the same owner and the same bytes have the same id', () => {
    expect([ownerUid(' Jo@Example.com '), ownerUid('jo@example.com')]).toEqual(['owner://jo@example.com', 'owner://jo@example.com']);
    expect([importUid('a', 'f'.repeat(64)) === importUid('a', 'f'.repeat(64)), importUid('a', 'f'.repeat(64)) === importUid('b', 'f'.repeat(64))]).toEqual([true, false]);
  });

  it.each([
    ['arn:aws:iam::210987654321:role/x', '210987654321'],
    ['arn:aws:s3:::bucket', undefined],
    ['arn:aws:iam', undefined],
    ['AKIAEXAMPLE0000000A', undefined],
  ])('the account of %s', (arn, account) => {
    expect(arnAccount(arn)).toBe(account);
  });

  it('no two edges share a key, however their ends are named', () => {
    const parts = fc.record({ kind: fc.constantFrom(...EDGE_KINDS), from: fc.constantFrom('a', 'a b', 'b'), to: fc.constantFrom('a', 'b a', 'b'), scope: fc.constantFrom('x:1', 'x') });
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        expect(edgeKey(a) === edgeKey(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });
});
