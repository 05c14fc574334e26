/** What the back end needs from whoever runs it: stores, folders, and where importers run. */
import type { Fact, ImporterOptions } from '../sdk/importer.ts';
import type { Store } from '../store/store.ts';

export interface Neo4jAddress {
  readonly uri: string;
  readonly username: string;
  readonly password: string;
  readonly database?: string;
  readonly readOnly?: boolean;
}

export interface BackendDependencies {
  readonly version: string;
  readonly openCaseFile: (path: string, options: { create?: boolean; readOnly?: boolean }) => Promise<Store>;
  readonly openNeo4j: (address: Neo4jAddress) => Promise<Store>;
  /** Holds `samples/` and `templates/`. */
  readonly resourcesFolder: string;
  /** For recent cases, cases opened by bare name, and uploads; made when missing, mode 0700. */
  readonly stateFolder: string;
  /** Clients are on this machine's file system and may name paths. */
  readonly paths: boolean;
  /** NEO4J_URI and the rest, as given to the process. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Makes what reads the files of one import, here or in a worker. */
  readonly newReader: () => FileReader;
}

export interface FileReadOptions extends ImporterOptions {
  /** Importer id; empty to recognise the file when it is read, as standard input must be. */
  readonly format: string;
  /** Absolute path; `-` for standard input. */
  readonly path: string;
  /** Name in evidence and problems. */
  readonly name: string;
  /** Path of the file that will be asked for next, if known: it can be unpacked meanwhile. */
  readonly next?: string;
  readonly signal: AbortSignal;
  /** Bytes of the file on disk read so far. */
  readonly onBytes: (bytes: number) => void;
}

/** Reads the files of one import, one after the other, with one ImportMemory for all of them. */
export interface FileReader {
  readonly read: ReadFile;
  close(): void;
}

/**
 * Calls `onFacts` with batches in file order and the format they were read as; resolves with the SHA-256 (hex) of the
 * bytes as they were on disk, and the format. Throws `format-unknown`, `file-unreadable`, `aborted`.
 */
export type ReadFile = (
  options: FileReadOptions,
  onFacts: (facts: readonly Fact[], format: string) => void | Promise<void>,
) => Promise<{ sha256: string; format: string }>;
