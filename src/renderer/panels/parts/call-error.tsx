/** A failed call, shown where its answer would have stood: what failed, its code, what to do, and a retry. */
import { CircleAlert, RotateCw } from 'lucide-react';
import type { AppError } from '../../../base/errors.ts';

export interface CallErrorProps {
  /** What was tried, as `Reading this identity`. */
  readonly what: string;
  readonly error: AppError;
  readonly retry?: (() => void) | undefined;
}

export function CallError({ what, error, retry }: CallErrorProps) {
  return (
    <div className="error-note" role="alert">
      <CircleAlert size={16} aria-hidden />
      <div>
        <p>
          <strong>{what} failed.</strong> {error.message}
        </p>
        <p className="code">{error.code}</p>
      </div>
      {retry && (
        <div className="actions">
          <button type="button" className="button" onClick={retry}>
            <RotateCw size={14} aria-hidden /> Try again
          </button>
        </div>
      )}
    </div>
  );
}
