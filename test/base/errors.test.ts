/** Whatever is thrown becomes an AppError; cancelling and batching. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextTurn, throwIfAborted } from '../../src/base/abort.ts';
import { inBatches } from '../../src/base/batch.ts';
import { AppError, QueryError, toAppError } from '../../src/base/errors.ts';

describe('toAppError', () => {
  it('keeps an AppError, knows an abort, and calls the rest internal with its cause', () => {
    const own = new AppError('case-missing', 'Gone.', { detail: { path: 'x' } });
    const other = new TypeError('odd');
    expect(toAppError(own)).toBe(own);
    expect(toAppError(new DOMException('stopped', 'AbortError'))).toMatchObject({ code: 'aborted', retryable: false });
    expect(toAppError(other)).toMatchObject({ code: 'internal', message: 'odd', cause: other });
    expect(toAppError('text')).toMatchObject({ code: 'internal', message: 'text', cause: 'text' });
    expect(new QueryError('why', 'neo4j', 'It failed.')).toMatchObject({ name: 'QueryError', code: 'internal', detail: { query: 'why', engine: 'neo4j' } });
  });
});

describe('throwIfAborted', () => {
  it('throws once the signal has fired, and not before or without one', async () => {
    const controller = new AbortController();
    throwIfAborted();
    throwIfAborted(controller.signal);
    setTimeout(() => controller.abort(), 0);
    await nextTurn();
    expect(() => throwIfAborted(controller.signal)).toThrow(expect.objectContaining({ code: 'aborted' }) as AppError);
  });
});

describe('inBatches', () => {
  it('gives everything once, in order, in full batches but the last', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 10 }), (items, size) => {
        const batches = [...inBatches(items, size)];
        expect(batches.flat()).toEqual(items);
        expect(batches.map(({ length }) => length)).toEqual(batches.map((_, number) => Math.min(size, items.length - number * size)));
      }),
    );
  });
});
