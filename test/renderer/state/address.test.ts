/** An address says all that decides what is shown, and reading one never fails. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACCESS_LEVELS } from '../../../src/model/labels.ts';
import { EVIDENCE_MODES } from '../../../src/model/walk.ts';
import { SCREENS, START, formatAddress, parseAddress, type Address } from '../../../src/renderer/state/address.ts';

const text = fc.string({ minLength: 1, unit: 'grapheme' });
const name = fc.stringMatching(/^[a-z][A-Za-z0-9]{0,8}$/);
const table = fc.record({
  query: fc.option(name, { nil: undefined }),
  parameters: fc.dictionary(name, fc.oneof(text, fc.integer(), fc.boolean(), fc.array(text, { minLength: 1 })), { noNullPrototype: true }),
  search: fc.string(),
  facets: fc.dictionary(name, fc.array(fc.string(), { minLength: 1 }), { noNullPrototype: true }),
  order: fc.array(fc.record({ column: name, descending: fc.boolean() })),
});
const address: fc.Arbitrary<Address> = fc.record({
  screen: fc.constantFrom(...SCREENS),
  selected: fc.option(text, { nil: undefined }),
  investigation: fc.record({ seeds: fc.array(text), direction: fc.constantFrom('forward' as const, 'backward' as const), open: fc.array(text) }),
  mode: fc.constantFrom(...EVIDENCE_MODES),
  window: fc.record({ from: fc.constant('2026-01-01T00:00:00.000Z'), to: fc.constant('2026-02-01T23:59:59.999Z') }, { requiredKeys: [] }),
  hops: fc.option(fc.integer({ min: 1, max: 1000 }), { nil: undefined }),
  minimumLevel: fc.option(fc.constantFrom(...ACCESS_LEVELS), { nil: undefined }),
  inventory: table,
  findings: table,
  finding: fc.option(text, { nil: undefined }),
  savedQuery: fc.option(text, { nil: undefined }),
});

describe('an address', () => {
  it('comes back as it was written, other screens from where it is read', () => {
    fc.assert(
      fc.property(address, (written) => {
        expect(parseAddress(formatAddress(written), written)).toEqual(written);
      }),
    );
  });

  it('leaves out what is as at the start', () => {
    expect(formatAddress(START)).toBe('#/overview');
    expect(parseAddress('#/overview')).toEqual(START);
  });

  it('keeps the ids of a seed apart, whatever they hold', () => {
    const seeds = ['arn:aws:iam::1:user/a&b=c', 'k8s://x?y#z', 'a,b'];
    const read = parseAddress(formatAddress({ ...START, screen: 'investigate', investigation: { seeds, direction: 'backward', open: [] } }));
    expect(read.investigation).toEqual({ seeds, direction: 'backward', open: [] });
  });

  it('takes the default for what it says wrongly', () => {
    const read = parseAddress('#/nowhere?mode=guessed&hops=-3&level=root&direction=sideways');
    expect(read).toEqual(START);
    expect(parseAddress('#/investigate?hops=2.5').hops).toBeUndefined();
  });

  it('never fails to be read', () => {
    fc.assert(
      fc.property(fc.string(), (hash) => {
        expect(SCREENS).toContain(parseAddress(hash).screen);
      }),
    );
  });

  it('of one screen keeps the tables of the others', () => {
    const base = { ...START, inventory: { ...START.inventory, search: 'kept' } };
    expect(parseAddress('#/findings?search=new', base)).toMatchObject({ inventory: { search: 'kept' }, findings: { search: 'new' } });
    expect(parseAddress('#/inventory', base).inventory.search).toBe('');
  });
});
