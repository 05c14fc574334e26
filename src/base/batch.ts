/** Batching: groups a stream so that stores and transports see thousands of things at a time, never one. */

/** Yields arrays of at most `size` items, in order; the last may be shorter, none is empty. */
export function* inBatches<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length >= size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
