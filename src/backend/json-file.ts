/** A JSON file of ours that people write or keep: read, and held to its schema. */
import { readFile } from 'node:fs/promises';
import { AppError } from '../base/errors.ts';
import type { z } from '../sdk/index.ts';

/**
 * @param what names it in messages, as "settings file"
 * Throws `file-unreadable` with the system's error as cause; `bad-request` for what is no JSON, and naming the field that is wrong.
 */
export async function readJsonFile<T>(path: string, what: string, schema: z.ZodType<T>): Promise<T> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new AppError('file-unreadable', `The ${what} ${path} cannot be read.`, { detail: { path }, cause: error });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new AppError('bad-request', `The ${what} ${path} is no JSON: ${(error as Error).message}.`, { detail: { path } });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') ?? '';
  throw new AppError('bad-request', `The ${what} ${path}: ${field ? `${field}: ` : ''}${issue?.message}.`, { detail: { path, field } });
}
