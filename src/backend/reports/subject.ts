/** What a report is about: a graph at a time, and the findings in it; either as they are, or in pseudonyms. */
import { createHmac, randomBytes } from 'node:crypto';
import { AppError } from '../../base/errors.ts';
import type { Graph } from '../../graph/graph.ts';
import { pseudonym, pseudonymisedGraph, type Digest } from '../../graph/pseudonyms.ts';
import type { Change } from '../../model/records.ts';
import type { Row, Thresholds } from '../../sdk/index.ts';
import type { Store } from '../../store/store.ts';
import { knownFindings, type KnownFinding } from '../findings/index.ts';
import type { OpenCase } from '../open-case.ts';
import { queryRows } from '../query-rows.ts';
import { userName } from '../user.ts';
import { findingsInCodes } from './findings-in-codes.ts';

export interface ReportSubject {
  /** Of the case; a code where names are replaced. */
  readonly title: string;
  readonly pseudonymised: boolean;
  readonly graph: Graph;
  readonly now: string;
  readonly findings: readonly KnownFinding[];
  /** The uid in this report of a thing of the case. */
  uidOf(uid: string): string;
  /** Rows of a catalogue query over this graph. Throws as the query does. */
  rows(id: string, parameters?: Record<string, unknown>): Row[];
  /** Changes of one thing, newest first. */
  history(uid: string, limit: number): Promise<readonly Change[]>;
}

export interface SubjectOptions {
  readonly thresholds: Thresholds;
  readonly now: string;
  readonly signal: AbortSignal;
  readonly pseudonymise: boolean;
}

/** Throws `aborted`; `store-read-only` when names are to be replaced and the case cannot keep the key for it. */
export async function reportSubject(openCase: OpenCase, options: SubjectOptions): Promise<ReportSubject> {
  const { thresholds, now, signal } = options;
  const known = await knownFindings(openCase, thresholds, now, signal);
  const digest = options.pseudonymise ? await caseDigest(openCase.store, now) : undefined;
  const graph = digest ? pseudonymisedGraph(openCase.graph, digest) : openCase.graph;
  return {
    title: digest ? `case-${digest(openCase.title).slice(0, 12)}` : openCase.title,
    pseudonymised: digest !== undefined,
    graph,
    now,
    findings: digest ? findingsInCodes(known, openCase.graph, digest) : known,
    uidOf: (uid) => (digest ? coded(openCase.graph, digest, uid) : uid),
    rows: (id, parameters = {}) => queryRows(id, graph, parameters, { now, signal }),
    // The change log holds names in its texts; in pseudonyms what the graph itself says of times has to do.
    history: async (uid, limit) => (digest ? [] : openCase.store.history({ uid, limit })),
  };
}

const KEYS = 'pseudonym-keys';

/** The graph of the case in codes. Throws `store-read-only` when there is no key yet and none can be kept. */
export async function pseudonymisedCase(openCase: OpenCase): Promise<Graph> {
  return pseudonymisedGraph(openCase.graph, await caseDigest(openCase.store, openCase.time()));
}

/** A keyed digest whose key is kept with the case, so that codes stay the same from one report to the next and mean nothing elsewhere. */
async function caseDigest(store: Store, now: string): Promise<Digest> {
  const [kept] = await store.documents(KEYS);
  const key = kept === undefined ? randomBytes(32).toString('hex') : (JSON.parse(kept.value) as string);
  if (kept === undefined) await store.keep([{ collection: KEYS, key: 'key', value: JSON.stringify(key), by: userName(), time: now }]);
  return (text) => createHmac('sha256', key).update(text).digest('hex');
}

function coded(graph: Graph, digest: Digest, uid: string): string {
  const index = graph.indexOf(uid);
  if (index === -1) throw new AppError('identity-unknown', `Nothing in this case has the id "${uid}".`, { detail: { text: uid } });
  return pseudonym(digest, graph.label(index), uid);
}
