/**
 * The one error type of Tendril. Thrown inside; only the protocol turns it into what crosses a wire.
 * Bad input rows are never thrown: importers yield them as problems.
 */
export const ERROR_CODES = [
  'aborted',
  'bad-request',
  'case-corrupt',
  'case-exists',
  'case-in-use',
  'case-missing',
  'case-newer',
  'case-read-only',
  'file-unreadable',
  'format-unknown',
  'identity-ambiguous',
  'identity-unknown',
  'internal',
  'no-case-open',
  'query-unknown',
  'store-conflict',
  'store-credentials',
  'store-database-unknown',
  'store-not-neo4j',
  'store-read-only',
  'store-too-old',
  'store-unreachable',
  'unauthorised',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** Facts for a program: which file, which field, which candidates. JSON-serialisable, never a secret. */
export type ErrorDetail = Readonly<Record<string, unknown>>;

export class AppError extends Error {
  override readonly name: string = 'AppError';
  readonly code: ErrorCode;
  readonly detail: ErrorDetail;
  /** True when the same call may succeed later without the user changing anything. */
  readonly retryable: boolean;

  /**
   * @param code one of the closed union; tests assert on it
   * @param message what was found, where, and what to do
   */
  constructor(
    code: ErrorCode,
    message: string,
    options: { detail?: ErrorDetail; retryable?: boolean; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.detail = options.detail ?? {};
    this.retryable = options.retryable ?? false;
  }
}

/** A failure while a query ran; says which query and on which engine. */
export class QueryError extends AppError {
  override readonly name = 'QueryError';

  constructor(query: string, engine: 'graph' | 'neo4j', message: string, cause?: unknown) {
    super('internal', message, { detail: { query, engine }, cause });
  }
}

/** Any thrown value as an AppError; an abort keeps its meaning, anything unknown becomes `internal`. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof Error && thrown.name === 'AbortError') {
    return new AppError('aborted', 'The operation was cancelled.', { cause: thrown });
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new AppError('internal', message, { cause: thrown });
}
