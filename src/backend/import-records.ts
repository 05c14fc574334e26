/** Import nodes as the protocol shows them. */
import type { NodeRecord } from '../model/records.ts';
import type { CaseSummary } from '../protocol/shapes.ts';

type ImportRecord = CaseSummary['imports'][number];

/** An Import node's facts. */
export function importRecordOf({ uid, properties }: NodeRecord): ImportRecord {
  return {
    uid,
    format: properties['format'] as string,
    files: [...(properties['files'] as string[])],
    scopes: [...((properties['scopes'] as string[] | undefined) ?? [])],
    importedAt: properties['importedAt'] as string,
    exportedAt: (properties['exportedAt'] as string | undefined) ?? null,
    records: properties['records'] as number,
    problems: properties['problems'] as number,
  };
}
