/** What each exit code means. Listed in docs/command-line.md; scripts rely on them. */
import type { ErrorCode } from '../base/errors.ts';

export const EXIT = {
  success: 0,
  /** Something that should not happen; the message says what. */
  internal: 1,
  /** The command line itself is wrong: unknown command, option, parameter or query. */
  usage: 2,
  /** Nothing could be imported: no such file, or of no known format. */
  input: 3,
  /** Imported, but some rows were rejected. */
  rejected: 4,
  /** The id names nothing, or several things. */
  unknown: 5,
  /** The case file or Neo4j could not be opened or written. */
  store: 6,
  /** `check` found something at or above the severity it was to fail on. */
  findings: 7,
  /** Cancelled with Ctrl-C. */
  cancelled: 130,
} as const;

/** The exit code for an error's code. */
export function exitCodeOf(code: ErrorCode): number {
  if (code === 'aborted') return EXIT.cancelled;
  if (code === 'bad-request' || code === 'query-unknown' || code === 'no-case-open') return EXIT.usage;
  if (code === 'format-unknown' || code === 'file-unreadable') return EXIT.input;
  if (code.startsWith('identity-')) return EXIT.unknown;
  if (code.startsWith('case-') || code.startsWith('store-')) return EXIT.store;
  return EXIT.internal;
}
