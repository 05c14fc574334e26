/** The findings of all rules: how many are open by severity, which states are shown, and a row for each. */
import { useCallback, useMemo } from 'react';
import { FINDING_STATES, type FindingState } from '../../../protocol/shapes.ts';
import { useFindingChanges } from '../../state/findings.ts';
import { useSession } from '../../state/session.ts';
import { useCall } from '../../state/use-call.ts';
import { changeTable, showFinding, showTable, useView } from '../../state/view.ts';
import { CallError } from '../parts/call-error.tsx';
import { Empty } from '../parts/empty.tsx';
import { formatNumber } from '../parts/format.ts';
import { SEVERITY_WORDS, SeverityMark, type SeverityWord } from '../parts/severity.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import type { Cells } from './columns.ts';
import { setFacet } from './filter-menu.tsx';
import { HeldTable, type Facets } from './held-table.tsx';

const OPEN_ONLY: Facets = { state: ['open'] };
const READING = ['severity', 'risk', 'title', 'name', 'sentence', 'firstSeen', 'state'];
/** Severity and state have their own buttons above the table. */
const NOT_IN_MENU = new Set(['key', 'severity', 'state', 'sentence', 'remedy', 'command', 'accepted']);

export function FindingsTable() {
  const version = useSession((session) => session.summary?.version);
  const changes = useFindingChanges(({ count }) => count);
  const { facets } = useView((view) => view.findings);
  const selected = useView((view) => view.finding);
  const run = useCall('findings.run', {}, [version, changes], { keep: true });
  const columns = run.data?.columns;
  const uidPlace = columns?.findIndex(({ name }) => name === 'uid') ?? -1;
  const onSelect = useCallback((key: string, cells: Cells) => showFinding(key, String(cells[uidPlace])), [uidPlace]);
  const hidden = useMemo(() => new Set((columns ?? []).map(({ name }) => name).filter((name) => !READING.includes(name))), [columns]);

  if (run.error) {
    return (
      <div className="error-fill">
        <CallError what="Looking for findings" error={run.error} retry={run.retry} />
      </div>
    );
  }
  if (!run.data || !columns) {
    return (
      <div className="table-wait">
        <Skeleton lines={12} label="Looking for findings" />
      </div>
    );
  }
  const { open, accepted, fixed, total, handle } = run.data;
  const counts: Readonly<Record<FindingState, number>> = { open: SEVERITY_WORDS.reduce((sum, word) => sum + open[word], 0), accepted, fixed };
  return (
    <>
      <div className="finding-bar">
        <StateSwitch counts={counts} facets={facets} />
        <SeverityChips open={open} facets={facets} />
      </div>
      <HeldTable
        screen="findings"
        title="All findings"
        file="findings"
        columns={columns}
        handle={handle}
        total={total}
        loading={run.loading}
        runAgain={run.retry}
        usual={OPEN_ONLY}
        notInMenu={NOT_IN_MENU}
        hidden={hidden}
        reading={READING}
        rowKey="key"
        selected={selected}
        onSelect={onSelect}
        onOpen={onSelect}
        empty={<NothingOpen counts={counts} />}
      />
    </>
  );
}

/** Which states are shown; the open ones unless somebody says otherwise. */
function StateSwitch({ counts, facets }: { readonly counts: Readonly<Record<FindingState, number>>; readonly facets: Facets }) {
  const shown = facets['state'] ?? OPEN_ONLY['state']!;
  const all = shown.length > 1;
  const choose = (states: readonly string[]) => setFacet('findings', facets, 'state', states.length === 1 && states[0] === 'open' ? [] : states);
  return (
    <div className="segments" role="group" aria-label="State">
      {FINDING_STATES.map((state) => {
        const pressed = !all && shown[0] === state;
        return (
          <button key={state} type="button" aria-pressed={pressed} data-pressed={pressed || undefined} onClick={() => choose([state])}>
            {state} <span className="count">{formatNumber(counts[state])}</span>
          </button>
        );
      })}
      <button type="button" aria-pressed={all} data-pressed={all || undefined} onClick={() => choose(FINDING_STATES)}>
        all
      </button>
    </div>
  );
}

/** How many are open of each severity; pressing one shows those alone, pressing more adds them. */
function SeverityChips({ open, facets }: { readonly open: Readonly<Record<SeverityWord, number>>; readonly facets: Facets }) {
  const chosen = facets['severity'] ?? [];
  const toggle = (word: string) => setFacet('findings', facets, 'severity', chosen.includes(word) ? chosen.filter((other) => other !== word) : [...chosen, word]);
  return (
    <ul className="severity-chips" aria-label="Open by severity">
      {SEVERITY_WORDS.map((word) => (
        <li key={word}>
          <button
            type="button"
            className="severity-chip"
            data-severity={word}
            aria-pressed={chosen.includes(word)}
            title={`${formatNumber(open[word])} open of severity ${word}`}
            onClick={() => toggle(word)}
          >
            <SeverityMark word={word} />
            <span>{word}</span>
            <span className="count">{formatNumber(open[word])}</span>
          </button>
        </li>
      ))}
      {chosen.length > 0 && (
        <li>
          <button type="button" className="link" onClick={() => setFacet('findings', facets, 'severity', [])}>
            Every severity
          </button>
        </li>
      )}
    </ul>
  );
}

function NothingOpen({ counts: { accepted, fixed } }: { readonly counts: Readonly<Record<FindingState, number>> }) {
  if (accepted + fixed === 0) {
    return (
      <Empty
        title="Nothing found"
        action={
          <button type="button" className="button" onClick={() => showTable('findings', { query: 'orphaned-identities' })}>
            See orphaned identities
          </button>
        }
      >
        None of the rules finds anything to do in this case. They judge what was imported: more exports let them judge more.
      </Empty>
    );
  }
  const settled = [accepted > 0 ? `${formatNumber(accepted)} accepted` : '', fixed > 0 ? `${formatNumber(fixed)} fixed` : ''].filter((part) => part !== '').join(' and ');
  return (
    <Empty
      title="Nothing is open"
      action={
        <button type="button" className="button" onClick={() => changeTable('findings', { facets: { state: [...FINDING_STATES] } })}>
          Show the settled ones
        </button>
      }
    >
      All findings of this case are settled: {settled}.
    </Empty>
  );
}
