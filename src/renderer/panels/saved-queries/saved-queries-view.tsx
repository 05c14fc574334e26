/** Saved queries: statements in the store's own language, kept with the case, written, run and read here. */
import { useEffect, useState } from 'react';
import { toAppError, type AppError } from '../../../base/errors.ts';
import type { Output } from '../../../protocol/procedures.ts';
import { ROW_LIMIT } from '../../../protocol/shapes.ts';
import { useSession } from '../../state/session.ts';
import { useCall } from '../../state/use-call.ts';
import { navigate, useView } from '../../state/view.ts';
import { CallError } from '../parts/call-error.tsx';
import { Empty } from '../parts/empty.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { NEW, draftsOf, dropDraft, entriesOf, keepDraft, useDrafts, type Draft, type Entry } from './drafts.ts';
import { LANGUAGES } from './languages.ts';
import { QueryList } from './query-list.tsx';
import { ResultRows } from './result-rows.tsx';
import { StatementEditor } from './statement-editor.tsx';
import { StatementNames } from './statement-names.tsx';

export function SavedQueriesView() {
  const location = useSession((session) => session.summary?.location ?? '');
  const [changes, setChanges] = useState(0);
  const { data, error, retry } = useCall('saved.list', {}, [location, changes], { keep: true });
  useEffect(() => draftsOf(location), [location]);
  if (error) {
    return (
      <div className="error-fill">
        <CallError what="Reading the saved queries" error={error} retry={retry} />
      </div>
    );
  }
  const language = data && LANGUAGES[data.language].title;
  return (
    <>
      <div className="view-head">
        <h1>Saved queries</h1>
        {language && <span className="muted truncate">{language} that reads this case, kept with it for whoever opens it</span>}
      </div>
      {data ? (
        <Workbench listed={data} onChanged={() => setChanges(changes + 1)} />
      ) : (
        <div className="table-wait">
          <Skeleton lines={8} label="Loading saved queries" />
        </div>
      )}
    </>
  );
}

interface WorkbenchProps {
  readonly listed: Output<'saved.list'>;
  readonly onChanged: () => void;
}

function Workbench({ listed: { language, readOnly, queries }, onChanged }: WorkbenchProps) {
  const drafts = useDrafts((state) => state.drafts);
  const chosen = useView((view) => view.savedQuery) ?? NEW;
  const entries = entriesOf(queries, drafts);
  // An address may name one that was removed meanwhile.
  const entry = entries.find(({ key }) => key === chosen) ?? entries[0]!;
  const [limit, setLimit] = useState(String(ROW_LIMIT.usual));
  const [asked, setAsked] = useState<{ readonly text: string; readonly limit: number }>();
  const run = useCall('saved.run', asked, [asked], { keep: true });
  const keeping = useKeeping(entry, onChanged);
  const choose = (key: string) => {
    keeping.clear();
    setAsked(undefined);
    navigate({ savedQuery: key === NEW ? undefined : key });
  };
  return (
    <div className="saved-queries">
      <QueryList entries={entries} chosen={entry.key} onChoose={choose} />
      <div className="saved-work">
        <StatementEditor
          entry={entry}
          language={language}
          readOnly={readOnly}
          running={run.loading}
          busy={keeping.busy}
          limit={limit}
          onLimit={setLimit}
          onChange={(draft) => keepDraft(entry.key, draft)}
          onRun={() => setAsked({ text: entry.draft.text, limit: Number(limit) })}
          onCancel={() => setAsked(undefined)}
          onSave={keeping.save}
          onRevert={() => dropDraft(entry.key)}
          onRemove={keeping.remove}
        />
        <StatementNames language={language} />
        {keeping.failure && (
          <div className="statement-error">
            <CallError what={keeping.failure.what} error={keeping.failure.error} />
          </div>
        )}
        {run.error && (
          <div className="statement-error of-run">
            <CallError what="Running the statement" error={run.error} retry={run.error.retryable ? run.retry : undefined} />
          </div>
        )}
        {run.data ? (
          <ResultRows key={run.data.handle} run={run.data} name={entry.key === NEW ? 'query' : entry.key} busy={run.loading} />
        ) : run.loading ? (
          <div className="table-wait" role="status">
            <Skeleton lines={6} label="Running the statement" />
          </div>
        ) : (
          !run.error && entry.draft.text.trim() === '' && <Examples language={language} onUse={(draft) => keepDraft(entry.key, draft)} />
        )}
      </div>
    </div>
  );
}

/** Saving and removing the chosen one; what failed stays until the next attempt, and what was typed in any case. */
function useKeeping(entry: Entry, onChanged: () => void) {
  const client = useSession((session) => session.client);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<{ readonly what: string; readonly error: AppError }>();
  const attempt = (what: string, work: () => Promise<void>): void => {
    setBusy(true);
    setFailure(undefined);
    void work()
      .then(onChanged, (thrown: unknown) => setFailure({ what, error: toAppError(thrown) }))
      .finally(() => setBusy(false));
  };
  return {
    busy,
    failure,
    clear: () => setFailure(undefined),
    save: () =>
      attempt('Saving', async () => {
        if (!client) return;
        const replace = entry.saved !== undefined && entry.draft.name.trim() === entry.key;
        const { name } = await client.call('saved.save', { ...entry.draft, replace });
        dropDraft(entry.key);
        navigate({ savedQuery: name }, { replace: true });
      }),
    remove: () =>
      attempt('Removing', async () => {
        if (!client) return;
        await client.call('saved.remove', { name: entry.key });
        // It stays in the editor, so that saving it again takes the removal back.
        keepDraft(entry.key, entry.draft);
      }),
  };
}

function Examples({ language, onUse }: { readonly language: Output<'saved.list'>['language']; readonly onUse: (draft: Draft) => void }) {
  return (
    <Empty
      title="Ask what the catalogue does not"
      action={
        <span className="statement-examples">
          {LANGUAGES[language].examples.map((example) => (
            <button key={example.name} type="button" className="button" title={example.description} onClick={() => onUse(example)}>
              {example.name}
            </button>
          ))}
        </span>
      }
    >
      Write a statement above and run it with Ctrl Enter, or begin with an example. It only reads, and what is worth keeping is saved with the case.
    </Empty>
  );
}
