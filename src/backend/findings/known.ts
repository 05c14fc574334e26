/** Findings of the open case as people see them: what the rules find now, joined with what the case remembers of it. */
import { AppError } from '../../base/errors.ts';
import { edgesBetween } from '../../graph/first-paths.ts';
import { mergeEdges } from '../../graph/links.ts';
import type { Graph } from '../../graph/graph.ts';
import { EVIDENCE_LIMIT, type Evidence } from '../../model/records.ts';
import type { FindingState } from '../../protocol/shapes.ts';
import { compareText, type Thresholds } from '../../sdk/index.ts';
import type { OpenCase } from '../open-case.ts';
import { assessOnce } from './assess.ts';
import type { Finding } from './finding.ts';
import { readRecords, recordAssessment, type Acceptance, type FindingRecords, type RecordedChange, type SeenFinding } from './record.ts';

/** A finding with its state. A fixed one is known from the record alone: its thing may be gone. */
export interface KnownFinding {
  readonly key: string;
  readonly state: FindingState;
  readonly seen: Pick<SeenFinding, 'key' | 'rule' | 'title' | 'severity' | 'uid' | 'about' | 'name'>;
  /** Undefined for a fixed one. */
  readonly finding: Finding | undefined;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly fixedAt: string | undefined;
  /** Also one that has run out: the finding is then open again. */
  readonly acceptance: Acceptance | undefined;
}

/** What is known at `now`: the present ones, the most severe first, then the fixed ones, the latest first. */
export async function knownFindings(openCase: OpenCase, thresholds: Thresholds, now: string, signal: AbortSignal): Promise<KnownFinding[]> {
  const findings = await assessOnce(openCase.graph, thresholds, now, signal);
  return joined(findings, await readRecords(openCase.store), now);
}

function joined(findings: readonly Finding[], { seen, accepted }: FindingRecords, now: string): KnownFinding[] {
  const present = new Set(findings.map(({ key }) => key));
  const found = findings.map((finding): KnownFinding => {
    const acceptance = accepted.get(finding.key);
    const holds = acceptance !== undefined && (acceptance.until === undefined || acceptance.until > now);
    return {
      key: finding.key,
      state: holds ? 'accepted' : 'open',
      seen: finding,
      finding,
      firstSeen: seen.get(finding.key)?.firstSeen ?? now,
      lastSeen: now,
      fixedAt: undefined,
      acceptance,
    };
  });
  const fixed = [...seen.values()]
    .filter(({ key, fixedAt }) => fixedAt !== undefined && !present.has(key))
    .map((record): KnownFinding => ({
      key: record.key,
      state: 'fixed',
      seen: record,
      finding: undefined,
      firstSeen: record.firstSeen,
      lastSeen: record.lastSeen ?? record.firstSeen,
      fixedAt: record.fixedAt,
      acceptance: accepted.get(record.key),
    }))
    .sort((a, b) => compareText(b.fixedAt!, a.fixedAt!) || compareText(a.key, b.key));
  return [...found, ...fixed];
}

/** Assesses the present graph and records the outcome with the case. Throws `store-read-only`, `aborted`. */
export async function recordFindings(openCase: OpenCase, thresholds: Thresholds, now: string, by: string, signal: AbortSignal): Promise<RecordedChange & { readonly open: number }> {
  const findings = await assessOnce(openCase.graph, thresholds, now, signal);
  const records = await readRecords(openCase.store);
  const change = await recordAssessment(openCase.store, records, findings, now, by);
  return { ...change, open: joined(findings, records, now).filter(({ state }) => state === 'open').length };
}

/** Where a finding can be read in the exports: of the thing, of what it is about, and of the edges between the two. */
export function findingEvidence(graph: Graph, { uid, about }: Pick<Finding, 'uid' | 'about'>): Evidence[] {
  const [index, other] = [graph.indexOf(uid), graph.indexOf(about)];
  /** A row of a table may say both what the thing is and how the two are joined. */
  const evidence = new Map<string, Evidence>();
  const add = (entries: readonly Evidence[]): void => {
    for (const { import: by, file, at } of entries) evidence.set(JSON.stringify([by, file, at]), { import: by, file, at });
  };
  if (index !== -1 && other !== -1 && index !== other) {
    const between = [...edgesBetween(graph, index, other), ...edgesBetween(graph, other, index)].filter((edge) => graph.isOpen(edge));
    for (const { edges } of mergeEdges(graph, between)) for (const edge of edges) add(graph.edgeEvidence(edge));
  }
  for (const place of new Set([index, other])) if (place !== -1) add(graph.node(place).evidence);
  return [...evidence.values()].slice(0, EVIDENCE_LIMIT);
}

/** One finding by key, or by the beginning of a key that only one has. Throws `bad-request` naming what there is. */
export function findingByKey(known: readonly KnownFinding[], key: string): KnownFinding {
  return findingsByKeys(known, [key])[0]!;
}

/** The same for several, in the order of the keys: whole keys are looked up, not searched for, since there may be ten thousand. */
export function findingsByKeys(known: readonly KnownFinding[], keys: readonly string[]): KnownFinding[] {
  const byKey = new Map(known.map((finding) => [finding.key, finding]));
  return keys.map((key) => byKey.get(key) ?? onlyOneBeginning(known, key));
}

function onlyOneBeginning(known: readonly KnownFinding[], beginning: string): KnownFinding {
  const matches = known.filter(({ key }) => key.startsWith(beginning));
  if (matches.length === 1) return matches[0]!;
  const what = matches.length === 0 ? 'There is no finding' : `${matches.length} findings begin with`;
  throw new AppError('bad-request', `${what} "${beginning}". tendril findings lists their keys.`, { detail: { key: beginning, candidates: matches.slice(0, 20).map(({ key }) => key) } });
}
