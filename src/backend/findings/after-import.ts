/** What an import did to the findings: recorded with the case once its change is committed. */
import { AppError } from '../../base/errors.ts';
import type { ImportReport } from '../../protocol/shapes.ts';
import type { Thresholds } from '../../sdk/index.ts';
import type { OpenCase } from '../open-case.ts';
import { userName } from '../user.ts';
import { recordFindings } from './known.ts';

/** Null when it was cancelled: the import stands, and the next one records what this one did not. */
export async function findingsAfterImport(openCase: OpenCase, thresholds: Thresholds, signal: AbortSignal): Promise<ImportReport['findings']> {
  try {
    return await recordFindings(openCase, thresholds, openCase.time(), userName(), signal);
  } catch (error) {
    if (error instanceof AppError && error.code === 'aborted') return null;
    throw error;
  }
}
