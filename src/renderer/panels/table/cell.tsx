/** One cell of a table, read by its column's type. */
import type { Column } from '../../../protocol/shapes.ts';
import { NODE_LABELS } from '../../../model/labels.ts';
import { kindWords, reasonWords, shortenMiddle } from '../../graph/words.ts';
import { select } from '../../state/view.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { formatNumber } from '../parts/format.ts';
import { Glyph } from '../parts/glyph.tsx';
import { ReasonBadge } from '../parts/reason-badge.tsx';
import { isSeverity, Severity, type SeverityWord } from '../parts/severity.tsx';
import { Time } from '../parts/time.tsx';
import { isReasons, subjectColumn, type Cells } from './columns.ts';

export interface CellProps {
  readonly column: Column;
  readonly columns: readonly Column[];
  readonly cells: Cells;
  readonly place: number;
  /** Pixels, to know how much of an id fits. */
  readonly width: number;
}

export function Cell({ column, columns, cells, place, width }: CellProps) {
  const value = cells[place] ?? null;
  if (value === null || (Array.isArray(value) && value.length === 0)) return <None />;
  if (isReasons(column) && Array.isArray(value)) {
    return (
      <span className="badges">
        {value.map((code) => (
          <ReasonBadge key={code} code={code} title={reasonWords(code)} />
        ))}
      </span>
    );
  }
  switch (column.type) {
    case 'uid':
      return <Uid uid={String(value)} width={width} other={place !== subjectColumn(columns)} />;
    case 'integer':
      return <>{formatNumber(Number(value))}</>;
    case 'boolean':
      return value ? <>Yes</> : <span className="muted">No</span>;
    case 'time':
      return <Time time={String(value)} />;
    case 'texts':
      return <span title={(value as readonly string[]).join('\n')}>{(value as readonly string[]).join(', ')}</span>;
    case 'text':
      if (column.name === 'severity') return isSeverity(String(value)) ? <Severity word={value as SeverityWord} /> : <ProblemSeverity word={String(value)} />;
      // The code is what people know a risk by; its name is long and the same in every row.
      if (column.name === 'risk') return <span title={String(value)}>{String(value).split(' ')[0]}</span>;
      return column.name === 'name' ? <Name name={String(value)} columns={columns} cells={cells} /> : <Words text={String(value)} column={column} />;
  }
}

function None() {
  return (
    <span className="muted" aria-label="none">
      –
    </span>
  );
}

/** A row that says what it is of carries the shape of it. */
function Name({ name, columns, cells }: { readonly name: string; readonly columns: readonly Column[]; readonly cells: Cells }) {
  const word = cells[columns.findIndex((column) => column.name === 'label')];
  const label = NODE_LABELS.find((known) => known === word);
  const kind = cells[columns.findIndex((column) => column.name === 'kind')];
  return (
    <span className="name-cell" title={name}>
      {label && <Glyph thing={{ label, kind: typeof kind === 'string' ? kind : null }} size={14} />}
      <span className="truncate">{name}</span>
    </span>
  );
}

/** An import's problems have words of their own. */
function ProblemSeverity({ word }: { readonly word: string }) {
  const colour = word === 'error' ? 'red' : word === 'warning' ? 'amber' : '';
  return <span className={`badge ${colour}`}>{word}</span>;
}

/** Codes such as `iam_role` or `never-used` read as words; the code itself is what filters and exports use. */
function Words({ text, column }: { readonly text: string; readonly column: Column }) {
  const coded = column.name === 'kind' || column.name === 'reason' || column.name === 'environment';
  return <span title={text}>{coded ? kindWords(text).replaceAll('-', ' ') : text}</span>;
}

function Uid({ uid, width, other }: { readonly uid: string; readonly width: number; readonly other: boolean }) {
  const text = shortenMiddle(uid, Math.max(6, Math.floor((width - 44) / 7.3)));
  return (
    <span className="identifier">
      {other ? (
        <button type="button" tabIndex={-1} className="mono link truncate" title={uid} onClick={(event) => (event.stopPropagation(), select(uid))}>
          {text}
        </button>
      ) : (
        <span className="mono truncate" title={uid}>
          {text}
        </span>
      )}
      <CopyButton text={uid} what="id" />
    </span>
  );
}
