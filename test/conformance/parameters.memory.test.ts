/** What the conformance suite asks: enough to mean something, made from schemas alone. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { queries, query } from '../../src/catalogue/index.ts';
import type { Query } from '../../src/sdk/index.ts';
import { askings } from './parameters.ts';
import { BLOCKS } from './random-blocks.ts';

const WITH_CYPHER = queries().filter(({ cypher }) => typeof cypher === 'function');

it('asks about two hundred random graphs', () => {
  expect(BLOCKS.flatMap(({ graphs }) => graphs.map(({ number }) => number))).toEqual(Array.from({ length: 200 }, (_, place) => place + 1));
});

describe('askings', () => {
  it.each(WITH_CYPHER.map((asked) => [asked.id, asked] as const))('of %s give every parameter, and every value of a choice', (_id, asked) => {
    const { properties = {} } = z.toJSONSchema(asked.parameters, { io: 'input' }) as { properties?: Record<string, { enum?: unknown[]; items?: { enum?: unknown[] } }> };
    const made = askings(asked);
    for (const [name, field] of Object.entries(properties)) {
      const given = made.filter(({ fixed, ids }) => name in fixed || ids.includes(name));
      expect(given.length, name).toBeGreaterThan(0);
      const values = new Set(given.flatMap(({ fixed }) => fixed[name]));
      expect([...(field.enum ?? []), ...(field.items?.enum ?? [])].filter((value) => !values.has(value)), name).toEqual([]);
    }
  });

  it('are not made for what nobody knows a value of', () => {
    const strange: Query = { ...query('things'), parameters: z.object({ colour: z.string().regex(/^#[0-9a-f]{6}$/) }) };
    expect(() => askings(strange)).toThrow(/colour/);
  });
});
