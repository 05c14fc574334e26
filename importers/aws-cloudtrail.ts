/** Reads CloudTrail logs: who did what to what, how often and with which key; changes, sensitive operations and denials one by one. */
import { CLOUDTRAIL, CloudTrailLog, cloudTrailBatches, defineImporter, recogniseCloudTrail, throwIfAborted } from '../src/sdk/index.ts';
import type { Fact, ImporterOptions, Source } from '../src/sdk/index.ts';

export default defineImporter({
  id: CLOUDTRAIL,
  title: 'AWS CloudTrail log',
  obtain:
    'The folder AWSLogs/… of the trail’s bucket (aws s3 sync), or: aws cloudtrail lookup-events > events.json, or the CSV result of an Athena or CloudTrail Lake query that has all columns',
  description:
    'Who did what to what, how often, when first and last, and with which key; in which hours, and from which networks, regions and user agents. Changes to identities and keys, sensitive operations, sign-ins and denials one by one. A session leads back to who had it issued.',
  extensions: ['json', 'jsonl', 'ndjson', 'csv'],
  accumulates: true,
  emits: {
    labels: ['Identity', 'Credential', 'Group', 'PermissionSet', 'Workload', 'Resource', 'Container', 'Event'],
    edges: ['ACCESSED', 'AUTHENTICATES_AS', 'CREATED_BY', 'PERFORMED', 'USED', 'TARGETED'],
  },
  recognise: recogniseCloudTrail,
  read,
});

async function* read(source: Source, options: ImporterOptions): AsyncGenerator<Fact> {
  const log = new CloudTrailLog(options.memory);
  for await (const batch of cloudTrailBatches(source)) {
    throwIfAborted(source.signal);
    if ('fact' in batch) yield batch;
    else if ('digest' in batch) log.tell('skipped', 'A CloudTrail digest lists log files and holds no events; it was passed over.', 'whole file');
    else log.take(batch);
    yield* log.drain();
  }
  yield* log.finish();
}
