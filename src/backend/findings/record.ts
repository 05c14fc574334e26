/**
 * What the case remembers of findings: when each was first and last seen, and which somebody accepted. Kept as documents
 * beside the imported facts, so that importing again loses none of it.
 */
import { AppError } from '../../base/errors.ts';
import { z, type Severity } from '../../sdk/index.ts';
import type { Document, KeptDocument, Store } from '../../store/store.ts';
import type { Finding } from './finding.ts';

/** Collections of the store's documents. */
const SEEN = 'findings';
const ACCEPTED = 'accepted-findings';
const ASSESSMENT = 'finding-assessments';

const seen = z.object({
  rule: z.string(),
  title: z.string(),
  severity: z.string(),
  uid: z.string(),
  about: z.string(),
  name: z.string(),
  firstSeen: z.string(),
  /** Set when an assessment no longer found it, with the time of the last one that did. */
  fixedAt: z.string().optional(),
  lastSeen: z.string().optional(),
});
const acceptance = z.object({ reason: z.string(), until: z.string().optional() });
const assessment = z.object({ time: z.string() });

export interface Acceptance {
  readonly reason: string;
  readonly by: string;
  readonly at: string;
  /** Fixed-width UTC text; from then on the finding is open again. */
  readonly until: string | undefined;
}

export interface SeenFinding {
  readonly key: string;
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly uid: string;
  readonly about: string;
  readonly name: string;
  readonly firstSeen: string;
  readonly lastSeen: string | undefined;
  readonly fixedAt: string | undefined;
}

export interface FindingRecords {
  readonly seen: ReadonlyMap<string, SeenFinding>;
  readonly accepted: ReadonlyMap<string, Acceptance>;
  /** When the findings were last recorded; undefined when never. */
  readonly assessedAt: string | undefined;
}

export async function readRecords(store: Store): Promise<FindingRecords> {
  const seenDocuments = await store.documents(SEEN);
  const acceptedDocuments = await store.documents(ACCEPTED);
  const [assessed] = await store.documents(ASSESSMENT);
  return {
    seen: new Map(seenDocuments.map((document) => [document.key, seenOf(document)])),
    accepted: new Map(acceptedDocuments.map((document) => [document.key, acceptanceOf(document)])),
    assessedAt: assessed === undefined ? undefined : read(assessment, assessed).time,
  };
}

function seenOf(document: Document): SeenFinding {
  const { severity, lastSeen, fixedAt, ...rest } = read(seen, document);
  return { key: document.key, ...rest, severity: severity as Severity, lastSeen, fixedAt };
}

function acceptanceOf(document: Document): Acceptance {
  const { reason, until } = read(acceptance, document);
  return { reason, until, by: document.by, at: document.time };
}

function read<T>(schema: z.ZodType<T>, { collection, key, value }: Document): T {
  try {
    return schema.parse(JSON.parse(value));
  } catch (error) {
    throw new AppError('case-corrupt', `What this case keeps under ${collection}, "${key}", cannot be read. A newer Tendril may have written it.`, { detail: { collection, key }, cause: error });
  }
}

export interface RecordedChange {
  /** Found for the first time, or again after it was fixed. */
  readonly opened: number;
  readonly fixed: number;
}

/**
 * Records one assessment: what is found for the first time, what is no longer found, what came back. Writes only what
 * changed, so that a hundred thousand findings that stay cost nothing.
 */
export async function recordAssessment(store: Store, records: FindingRecords, findings: readonly Finding[], now: string, by: string): Promise<RecordedChange> {
  const present = new Set(findings.map(({ key }) => key));
  const documents: KeptDocument[] = [];
  const keep = (key: string, value: z.input<typeof seen>): void => void documents.push({ collection: SEEN, key, value: JSON.stringify(value), by, time: now });
  let opened = 0;
  let fixed = 0;
  for (const { key, rule, title, severity, uid, about, name } of findings) {
    const before = records.seen.get(key);
    if (before !== undefined && before.fixedAt === undefined && before.severity === severity && before.name === name && before.title === title) continue;
    if (before === undefined || before.fixedAt !== undefined) opened++;
    keep(key, { rule, title, severity, uid, about, name, firstSeen: before?.firstSeen ?? now });
  }
  for (const { key, lastSeen: _lastSeen, fixedAt, ...before } of records.seen.values()) {
    if (fixedAt !== undefined || present.has(key)) continue;
    fixed++;
    keep(key, { ...before, fixedAt: now, lastSeen: records.assessedAt ?? before.firstSeen });
  }
  documents.push({ collection: ASSESSMENT, key: 'latest', value: JSON.stringify({ time: now }), by, time: now });
  await store.keep(documents);
  return { opened, fixed };
}

/** Keeps an acceptance for each key, replacing an earlier one; without one, takes it away. */
export async function keepAcceptances(store: Store, keys: readonly string[], accepted: Pick<Acceptance, 'reason' | 'until'> | undefined, by: string, now: string): Promise<void> {
  const value = accepted === undefined ? null : JSON.stringify({ reason: accepted.reason, ...(accepted.until === undefined ? {} : { until: accepted.until }) });
  await store.keep(keys.map((key) => ({ collection: ACCEPTED, key, value, by, time: now })));
}
