/** The shape of an importer's case file: given these small files, these nodes, edges and problems and no others. */
import type { EdgeKind, ImporterOptions, NodeLabel, ProblemCode, PropertyValue } from '../../src/sdk/index.ts';

/** Text is written as UTF-8; a Buffer as it is (byte order marks, broken encodings). */
export type FileContent = string | Buffer;

/**
 * What a node looks like after the example's facts are folded: label and every property, flat. Times are fixed-width
 * UTC text. `missing: true` when the node is only mentioned; left out when some file describes it.
 */
export type ExpectedNode = {
  readonly label: NodeLabel;
  /** Where the node is described (`line 2`), in order; compared when given. */
  readonly evidence?: readonly string[];
} & { readonly [property: string]: PropertyValue | undefined };

/** One edge after folding (model/properties foldEdgeProperties), keyed by kind, from, to and scope; properties flat. */
export type ExpectedEdge = {
  readonly kind: EdgeKind;
  readonly from: string;
  readonly to: string;
  /** May be left out when the example has one scope. */
  readonly scope?: string;
  /** Where the edge is shown (`line 2`), in order; compared when given. */
  readonly evidence?: readonly string[];
} & { readonly [property: string]: PropertyValue | undefined };

export interface ExpectedProblem {
  readonly code: ProblemCode;
  readonly at: string;
  /** Compared always: leave out for a problem that is about no field. */
  readonly field?: string;
  /** Compared when given. */
  readonly severity?: 'error' | 'warning' | 'note';
  /** The rejected row's text; compared when given. */
  readonly reject?: string;
  /** Name of the file; compared when given. */
  readonly file?: string;
}

export interface AcceptedExample {
  readonly title: string;
  /** Read one after another, in this order, each with its own call of `read`. */
  readonly files: Readonly<Record<string, FileContent>>;
  readonly options?: ImporterOptions;
  /** By uid. Exactly these. */
  readonly nodes: Readonly<Record<string, ExpectedNode>>;
  /** In any order. Exactly these. */
  readonly edges: readonly ExpectedEdge[];
  /** In the order they are yielded; absent: none. */
  readonly problems?: readonly ExpectedProblem[];
  /** Scopes that the files declare to list completely, in order. */
  readonly scopes: readonly string[];
}

/** A file that looks near to the format and is not of it: `recognise` must say undefined. */
export interface RefusedExample {
  readonly title: string;
  readonly name: string;
  readonly text: string;
}

export interface ImporterCase {
  /** The importer's id, also the case file's name. */
  readonly importer: string;
  /** At least one of them has problems: an importer is tested on malformed input. */
  readonly accepts: readonly AcceptedExample[];
  /** At least one near miss. */
  readonly refuses: readonly RefusedExample[];
}

/** Declares the cases of one importer; the default export of test/importers/<id>.case.ts. */
export function importerCase(declared: ImporterCase): ImporterCase {
  return declared;
}
