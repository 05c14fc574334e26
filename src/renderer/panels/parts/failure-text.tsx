/** A failure in words: what failed, why and what to do, and its code. The same wherever one is shown. */
import type { AppError } from '../../../base/errors.ts';

export interface FailureTextProps {
  /** What was tried, as `Reading this identity`. */
  readonly what: string;
  readonly error: AppError;
}

export function FailureText({ what, error }: FailureTextProps) {
  return (
    <div>
      <p>
        <strong>{what} failed.</strong> {error.message}
      </p>
      <p className="code">{error.code}</p>
    </div>
  );
}
