/** The editor of one statement: its name, what it answers, its text; Ctrl+Enter runs it. */
import { Play, Save, Trash2, Undo2, X } from 'lucide-react';
import { useId, type FormEvent, type KeyboardEvent } from 'react';
import { ROW_LIMIT, type SavedQuery } from '../../../protocol/shapes.ts';
import { formatNumber } from '../parts/format.ts';
import { type Draft, type Entry } from './drafts.ts';
import { LANGUAGES } from './languages.ts';

export interface StatementEditorProps {
  readonly entry: Entry;
  readonly language: SavedQuery['language'];
  readonly readOnly: boolean;
  readonly running: boolean;
  readonly busy: boolean;
  readonly limit: string;
  readonly onLimit: (text: string) => void;
  readonly onChange: (draft: Draft) => void;
  readonly onRun: () => void;
  readonly onCancel: () => void;
  readonly onSave: () => void;
  readonly onRevert: () => void;
  readonly onRemove: () => void;
}

export function StatementEditor(props: StatementEditorProps) {
  const { entry, language, readOnly, running, busy, limit, onLimit, onChange, onRun, onCancel, onSave, onRevert, onRemove } = props;
  const id = useId();
  const { draft, saved, changed } = entry;
  const { title } = LANGUAGES[language];
  const runnable = draft.text.trim() !== '' && isLimit(limit);
  const savable = changed && draft.text.trim() !== '' && draft.name.trim() !== '' && !readOnly && !busy;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (savable) onSave();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (runnable && !running) onRun();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the key works in every field of the form
    <form className="statement" aria-label="Query" onSubmit={submit} onKeyDown={onKeyDown}>
      <div className="statement-names">
        <div className="field">
          <label htmlFor={`${id}-name`}>Name</label>
          <input
            id={`${id}-name`}
            className="input"
            value={draft.name}
            maxLength={80}
            autoComplete="off"
            onChange={({ target }) => onChange({ ...draft, name: target.value })}
          />
        </div>
        <div className="field">
          <label htmlFor={`${id}-description`}>What it answers</label>
          <input
            id={`${id}-description`}
            className="input"
            value={draft.description}
            maxLength={2000}
            autoComplete="off"
            onChange={({ target }) => onChange({ ...draft, description: target.value })}
          />
        </div>
      </div>
      <div className="field">
        <label htmlFor={`${id}-text`}>
          Statement <span className="badge">{title}</span>
        </label>
        <textarea
          id={`${id}-text`}
          className="input area mono statement-text"
          value={draft.text}
          spellCheck={false}
          autoComplete="off"
          aria-keyshortcuts="Control+Enter"
          onChange={({ target }) => onChange({ ...draft, text: target.value })}
        />
      </div>
      <div className="statement-bar">
        {running ? (
          <button type="button" className="button" onClick={onCancel}>
            <X size={14} aria-hidden /> Cancel
          </button>
        ) : (
          <button type="button" className="button primary" disabled={!runnable} title="Ctrl Enter" onClick={onRun}>
            <Play size={14} aria-hidden /> Run
          </button>
        )}
        <label className="statement-limit">
          up to
          <input
            className="input number"
            inputMode="numeric"
            aria-label={`Most rows, up to ${formatNumber(ROW_LIMIT.most)}`}
            aria-invalid={!isLimit(limit)}
            title={`1 to ${formatNumber(ROW_LIMIT.most)}`}
            value={limit}
            onChange={({ target }) => onLimit(target.value)}
          />
          rows
        </label>
        <span className="space" />
        {changed && (
          <button type="button" className="button quiet" onClick={onRevert}>
            <Undo2 size={14} aria-hidden /> {saved ? 'Revert' : 'Discard'}
          </button>
        )}
        {saved && (
          <button type="button" className="button" disabled={readOnly || busy} onClick={onRemove}>
            <Trash2 size={14} aria-hidden /> Remove
          </button>
        )}
        <button type="submit" className="button" disabled={!savable} title={readOnly ? 'This case is open for reading only' : undefined}>
          <Save size={14} aria-hidden /> {saved && draft.name.trim() !== entry.key ? 'Save as another' : 'Save'}
        </button>
      </div>
    </form>
  );
}

export function isLimit(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= ROW_LIMIT.most;
}
