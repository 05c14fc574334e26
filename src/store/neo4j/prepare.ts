/** Makes a database ready to be written, and finds out whether this user may. */
import { AppError } from '../../base/errors.ts';
import type { Writer } from './apply.ts';
import type { Connection } from './connection.ts';
import { lockMeta } from './meta.ts';
import { createSchema, hasSchema } from './schema.ts';

/**
 * Creates what is missing of the schema, and has a commit that a lost client left half-written undone. Returns the
 * `store-read-only` error that stands in the way of writing, if one does: reading works without.
 */
export async function prepare(connection: Connection, writer: Writer): Promise<AppError | undefined> {
  const schemaRefusal = await refusalOf(() => createSchema(connection));
  const writeRefusal = await refusalOf(async () => {
    await connection.write(lockMeta);
    await writer.recover();
  });
  if (writeRefusal || !schemaRefusal) return writeRefusal;
  // A user who may write data and not the schema can work once somebody else has opened the database.
  if (await hasSchema(connection)) return undefined;
  const message =
    'This user may not create constraints and indexes, and Tendril needs them. ' +
    'Have an administrator open this database with Tendril once.';
  return new AppError('store-read-only', message, { detail: schemaRefusal.detail, cause: schemaRefusal });
}

async function refusalOf(attempt: () => Promise<void | object>): Promise<AppError | undefined> {
  try {
    await attempt();
    return undefined;
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'store-read-only') return thrown;
    throw thrown;
  }
}
