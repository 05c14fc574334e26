/** Where facts were read: file and row, enough to open the export and put a finger on it. */
import { FileInput } from 'lucide-react';
import type { ThingDetail } from './thing-detail.ts';
import { useView, select } from '../../state/view.ts';

export function EvidenceList({ evidence }: { readonly evidence: ThingDetail['evidence'] }) {
  const selected = useView((view) => view.selected);
  return (
    <ul className="evidence">
      {evidence.map((entry) => (
        <li key={`${entry.import} ${entry.scope ?? ''} ${entry.file} ${entry.at}`}>
          <span className="mono file" title={entry.file}>
            {entry.file}
          </span>
          <span className="mono at">{entry.at}</span>
          {entry.import !== selected && (
            <button type="button" className="icon-button small" aria-label="Show the import" title="Show the import" onClick={() => select(entry.import)}>
              <FileInput size={12} aria-hidden />
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
