/** Where facts were read: file and row, enough to open the export and put a finger on it. */
import { FileInput } from 'lucide-react';
import type { ThingDetail } from './thing-detail.ts';
import { useView, select } from '../../state/view.ts';

export interface EvidenceListProps {
  readonly evidence: ThingDetail['evidence'];
  /** Shows an import; by default it is selected. */
  readonly onImport?: (uid: string) => void;
}

export function EvidenceList({ evidence, onImport = select }: EvidenceListProps) {
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
            <button type="button" className="icon-button small" aria-label="Show the import" title="Show the import" onClick={() => onImport(entry.import)}>
              <FileInput size={12} aria-hidden />
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
