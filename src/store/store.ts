/**
 * The port that both stores implement. A store holds; the graph in memory answers. A store never merges or judges:
 * the backend works out what an import changes (graph/merge) and hands over exactly that.
 */
import type { Change, EdgeRecord, NodeRecord } from '../model/records.ts';

export interface Store {
  readonly kind: 'case-file' | 'neo4j';
  /** For people: the file's path, or URI and database. Never a credential. */
  readonly location: string;
  readonly readOnly: boolean;

  /** Number of commits so far; 0 for an empty store. */
  version(): Promise<number>;

  /**
   * Everything held, closed edges included: all nodes, then all edges, in batches of some thousand, no particular
   * order within either. Reads one consistent version, which the last batch's `version` names.
   * Throws `aborted` within a batch of the signal firing.
   */
  scan(options?: ScanOptions): AsyncIterable<ScanBatch>;

  /**
   * Writes one commit, whole or not at all, and returns the new version (`commit.base` + 1).
   * Throws `store-conflict` (retryable) when the store's version is no longer `commit.base`; `store-read-only`.
   */
  apply(commit: Commit, options?: ApplyOptions): Promise<number>;

  /** The change log, newest first: of one node (its edges included) or of everything. */
  history(options: { uid?: string; limit: number }): Promise<Change[]>;

  /**
   * What people keep with the case beside the imported facts (accepted findings, saved queries, owners they assigned), as
   * documents; all of one collection, ascending by key. Empty where nothing was kept yet, in a case of an older Tendril too.
   */
  documents(collection: string): Promise<Document[]>;

  /**
   * Keeps documents, replacing those of the same collection and key; a null value takes one away. Whole or not at all. It
   * changes neither the version nor what `scan` gives. Throws `store-read-only`.
   */
  keep(documents: readonly KeptDocument[]): Promise<void>;

  /** The language that `query` takes. */
  readonly language: 'sql' | 'cypher';

  /**
   * Runs one statement of the store's own language that only reads, with a limit of rows; a case file offers the views
   * `nodes` and `edges` (docs/saved-queries.md). Throws `bad-request` for a statement that is wrong, writes, is not one
   * statement, or reaches beyond the store; `aborted` soon after the signal fires or `timeout` (milliseconds) passes.
   */
  query(text: string, options: StoreQueryOptions): Promise<StoreRows>;

  close(): Promise<void>;
}

/** Something kept with the case: JSON text under a key. */
export interface Document {
  readonly collection: string;
  readonly key: string;
  /** JSON text. */
  readonly value: string;
  /** Who kept it, as given: a user name or an address. */
  readonly by: string;
  /** Fixed-width UTC text. */
  readonly time: string;
}

export interface KeptDocument extends Omit<Document, 'value'> {
  /** Null takes the document away. */
  readonly value: string | null;
}

export interface StoreQueryOptions {
  /** Most rows given back; `more` says that there were others. */
  readonly limit: number;
  /** Milliseconds; default 30,000. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

/** Cells are plain: what a store has beside text, numbers, truth values and null comes as JSON text, times as fixed-width UTC text. */
export interface StoreRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
  readonly more: boolean;
}

export interface ScanOptions {
  readonly signal?: AbortSignal;
  /** Called with how many records were read and, where the store knows, how many there are. */
  readonly onProgress?: (read: number, total: number | undefined) => void;
}

export interface ScanBatch {
  readonly version: number;
  readonly nodes: readonly NodeRecord[];
  readonly edges: readonly EdgeRecord[];
}

export interface ApplyOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (written: number, total: number) => void;
}

/**
 * What one import changes. New and changed things are apart because the graph already knows which is which; a changed
 * record is given whole and replaces the one with its key (uid, or kind, from, to and scope).
 */
export interface Commit {
  /** The version that this commit was worked out against. */
  readonly base: number;
  readonly time: string;
  readonly newNodes: readonly NodeRecord[];
  readonly changedNodes: readonly NodeRecord[];
  readonly newEdges: readonly EdgeRecord[];
  readonly changedEdges: readonly EdgeRecord[];
  /** For the change log; `version` is `base` + 1 in each. */
  readonly changes: readonly Change[];
}
