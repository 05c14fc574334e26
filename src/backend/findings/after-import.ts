/** What an import did to the findings: recorded with the case once its change is committed. */
import { AppError } from '../../base/errors.ts';
import type { ImportReport } from '../../protocol/shapes.ts';
import type { BackendDependencies } from '../dependencies.ts';
import type { OpenCase } from '../open-case.ts';
import { thresholdsInForce } from '../settings.ts';
import { userName } from '../user.ts';
import { recordFindings } from './known.ts';

/** Null when it was cancelled: the import stands, and the next one records what this one did not. */
export async function findingsAfterImport(openCase: OpenCase, { stateFolder }: BackendDependencies, signal: AbortSignal): Promise<ImportReport['findings']> {
  try {
    return await recordFindings(openCase, await thresholdsInForce(stateFolder), openCase.time(), userName(), signal);
  } catch (error) {
    if (error instanceof AppError && error.code === 'aborted') return null;
    throw error;
  }
}
