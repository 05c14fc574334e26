/** Reading CloudTrail logs: what the importer needs of it. */
export { cloudTrailBatches } from './entries.ts';
export { errorClass, type ErrorClass } from './error-codes.ts';
export { CLOUDTRAIL, CloudTrailLog } from './log.ts';
export { RecentIds } from './recent-ids.ts';
export { recogniseCloudTrail } from './recognise.ts';
