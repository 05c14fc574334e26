/** What leaves the window as a file: rows as CSV, the graph as JSON lines. The browser, or the desktop's, save dialog asks where. */
import type { Input } from '../../protocol/procedures.ts';
import { fail, useSession } from './session.ts';

type CsvInput = Omit<Extract<Input<'export.run'>, { format: 'csv' }>, 'format'>;

export function exportCsv(name: string, input: CsvInput): Promise<void> {
  return exportText(`${name}.csv`, 'text/csv', { format: 'csv', ...input });
}

export function exportGraph(title: string): Promise<void> {
  return exportText(`${title.replaceAll(/[^\w.-]+/g, '-')}.jsonl`, 'application/x-ndjson', { format: 'jsonl' });
}

async function exportText(name: string, type: string, input: Input<'export.run'>): Promise<void> {
  const { client } = useSession.getState();
  if (!client) return;
  const parts: Blob[] = [];
  try {
    // Each text becomes a blob at once: the browser may keep blobs on disk, strings it has to keep in memory.
    await client.call('export.run', input, { onEvent: ({ text }) => parts.push(new Blob([text])) });
    save(name, new Blob(parts, { type }));
  } catch (thrown) {
    fail(`Exporting ${name}`, thrown, () => void exportText(name, type, input));
  }
}

/** A download, for which the browser, or the desktop's main process, asks where to. */
export function save(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  // The download has its own hold on the blob once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
