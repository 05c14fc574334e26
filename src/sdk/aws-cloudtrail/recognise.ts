/** Whether a file is a CloudTrail log, by its first record. */
import { csvHeader } from '../csv-header.ts';
import type { Head } from '../importer.ts';
import { JsonScanner } from '../json-scanner.ts';
import { isEventTable } from './table.ts';

/** Enough for the first record of nearly every file; the rest of the head is looked at when it is not. */
const FIRST_LOOK = 8 * 1024;
const FIELDS = ['eventSource', 'eventsource', 'eventName', 'eventname', 'CloudTrailEvent'];
const PLACES = ['', '*.', 'Records.*.', 'Events.*.', '*.Records.*.', '*.Events.*.'];
const PATHS = PLACES.flatMap((place) => FIELDS.map((field) => `${place}${field}`));
/** S3, SQS and SNS call the fields of their notifications alike; only CloudTrail names the service's endpoint. */
const ENDPOINT = /^"[a-z0-9.-]+\.amazonaws\.com(\.cn)?"$/;
const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** Why, in words for people, or undefined. Never throws. */
export function recogniseCloudTrail(head: Head): string | undefined {
  const start = /^\s*([[{])/.exec(head.text)?.[1];
  if (start === undefined) return recogniseTable(head.text);
  if (start === '{' && /"digestStartTime"\s*:/.test(head.text) && /"logFiles"\s*:/.test(head.text)) return 'is a CloudTrail digest, which lists log files and holds no events';
  return firstRecord(head.text.slice(0, FIRST_LOOK)) ?? (head.text.length > FIRST_LOOK ? firstRecord(head.text) : undefined);
}

function recogniseTable(text: string): string | undefined {
  const titles = csvHeader(text.slice(0, FIRST_LOOK))?.titles;
  return titles && isEventTable(titles) ? 'has the columns of CloudTrail events, as Athena and CloudTrail Lake give them' : undefined;
}

function firstRecord(text: string): string | undefined {
  const scanner = new JsonScanner(PATHS, { itemBytes: text.length * 4, depth: 64 });
  const met = new Set<string>();
  for (const cut of scanner.feed(encoder.encode(text))) {
    if (cut.found !== 'item' || !inList(cut.path)) continue;
    const field = String(cut.path.at(-1));
    const value = decoder.decode(cut.bytes);
    if (field === 'CloudTrailEvent' && value.includes('eventSource')) return 'has CloudTrailEvent, as aws cloudtrail lookup-events answers';
    if (field.toLowerCase() === 'eventname') met.add('name');
    if (field.toLowerCase() === 'eventsource' && ENDPOINT.test(value)) met.add('source');
    if (met.size === 2) return 'has eventSource and eventName, as CloudTrail writes its records';
  }
  return undefined;
}

/** `*` also stands for any key: an event within an envelope of its own (EventBridge) is another format. */
function inList(path: readonly (string | number)[]): boolean {
  return path.slice(0, -1).every((key) => typeof key === 'number' || key === 'Records' || key === 'Events');
}
