/**
 * What an importer may see, and what it promises. An importer reads one source format and yields facts and problems in
 * one stream; it never looks at the store, the clock, the network or another importer.
 */
import type { EdgeKind, NodeLabel } from '../model/labels.ts';
import type { PropertyValue } from '../model/properties.ts';

/** Properties as an importer has them: absent values are dropped, times are any text that base/time reads. */
export type LooseProperties = Readonly<Record<string, PropertyValue | null | undefined>>;

/**
 * node     the export describes this thing: its properties replace earlier ones of the same name. `absent` names those
 *          that the export would show if the thing had them: an earlier value of theirs is taken away
 * mention  the export only names this thing (a trust policy's principal): the node is created with `missing: true` when
 *          nothing describes it, and properties are filled in only where there are none
 * annotation  the export knows something of a thing that is for others to describe, as when it was last used: these
 *          properties replace earlier ones, and the thing is not held open by it. Nothing is created: mention it too. What
 *          is OBSERVED (model/properties) is folded, and told of closed things too; `activeHours` and `origins` only by
 *          importers that accumulate
 * edge     a relationship; records of one edge within one import are folded (model/properties)
 * scope    "what this file lists, it lists completely": edges and nodes of this scope that the import does not show
 *          are closed. Yield it once for each scope of the file, at the latest before the file's end. Nothing is closed
 *          when the file, or another that claims the scope, had a problem of severity error
 * problem  a row that could not be read; everything else of the file still counts
 */
export type Fact =
  | { readonly fact: 'node'; readonly uid: string; readonly label: NodeLabel; readonly properties: LooseProperties; readonly absent?: readonly string[]; readonly at: string; readonly scope: string }
  | { readonly fact: 'mention'; readonly uid: string; readonly label: NodeLabel; readonly properties: LooseProperties }
  | { readonly fact: 'annotation'; readonly uid: string; readonly label: NodeLabel; readonly properties: LooseProperties; readonly at: string; readonly scope: string }
  | { readonly fact: 'edge'; readonly kind: EdgeKind; readonly from: string; readonly to: string; readonly properties: LooseProperties; readonly at: string; readonly scope: string }
  | { readonly fact: 'scope'; readonly scope: string; readonly exportedAt?: string }
  | Problem;

export const PROBLEM_CODES = [
  'bad-value',
  'missing-value',
  'unknown-reference',
  'duplicate',
  'malformed',
  'truncated',
  'unsupported',
  'secret-dropped',
  'skipped',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

export interface Problem {
  readonly fact: 'problem';
  readonly code: ProblemCode;
  /** error: the row is rejected. warning: the row was read, without the field. note: nothing was lost. */
  readonly severity: 'error' | 'warning' | 'note';
  /** What was found and what to do; never a secret value. */
  readonly message: string;
  /** `line 12`, `byte 4711`, a JSON pointer, or `event <id>`. */
  readonly at: string;
  /** Column or field name. */
  readonly field?: string;
  /** For the rejects file: the header and the row as text, so that it can be mended and imported again. */
  readonly reject?: { readonly header?: string; readonly row: string };
}

/** The beginning of a file, for recognition by content. */
export interface Head {
  /** Relative name, for a hint only. */
  readonly name: string;
  /** Up to 64 KiB, decompressed, decoded as UTF-8, byte order mark removed. */
  readonly text: string;
  /** True when `text` is the whole file. */
  readonly complete: boolean;
}

/** One file to import, already decompressed; reading it counts bytes for progress and hashes them. */
export interface Source {
  readonly name: string;
  /** The bytes, once. UTF-8, byte order mark removed. Ends early with AppError `aborted` or `file-unreadable`. */
  bytes(): AsyncIterable<Uint8Array>;
  readonly signal: AbortSignal;
}

/**
 * What an importer keeps from one file of an import to the next, as the ids of events it has seen. In memory and lost
 * with the import: nothing that must hold may stand here alone.
 */
export class ImportMemory {
  readonly #kept = new Map<string, unknown>();

  /** What was kept under this key, or what `make` makes, which is then kept. */
  keep<Kept>(key: string, make: () => Kept): Kept {
    if (!this.#kept.has(key)) this.#kept.set(key, make());
    return this.#kept.get(key) as Kept;
  }
}

export interface ImporterOptions {
  /** Replaces the file name in scopes: two tables of one name from two places keep apart. */
  readonly scope?: string;
  /** Lives as long as one import and is handed to `read` of each of its files in turn. Absent: the file stands alone. */
  readonly memory?: ImportMemory;
  /** Tag keys that name an owner, the most telling first; absent: sdk/tags OWNER_TAG_KEYS. */
  readonly ownerTags?: readonly string[];
}

export interface Importer {
  /** kebab-case, also the file's name. */
  readonly id: string;
  readonly title: string;
  /** What to run or export to get such a file; shown by `tendril formats` and in the import dialog. */
  readonly obtain: string;
  readonly description: string;
  readonly extensions: readonly string[];
  /**
   * A log: what a file shows adds to what other files showed (counts are summed, times widened), and a file whose bytes
   * were imported before is left out. Without it, an edge replaces the one of its key.
   */
  readonly accumulates?: true;
  readonly emits: { readonly labels: readonly NodeLabel[]; readonly edges: readonly EdgeKind[] };
  /** Why this file is of this format, in words for people, or undefined. Must not throw on any text. */
  recognise(head: Head): string | undefined;
  /** Yields facts and problems in file order. Throws only for what ends the file (`file-unreadable`, `aborted`). */
  read(source: Source, options: ImporterOptions): AsyncIterable<Fact>;
}

/** Declares an importer. Checked when the catalogue loads: id, labels and edge kinds. */
export function defineImporter(importer: Importer): Importer {
  return importer;
}
