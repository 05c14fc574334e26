/** The overview: what stands in the case in numbers, each of which leads to the rows behind it, and where to begin. */
import { CalendarClock, KeyRound, Radar, ShieldAlert, UserX } from 'lucide-react';
import type { CaseSummary } from '../../../protocol/shapes.ts';
import { useSession } from '../../state/session.ts';
import { show, showTable, useView } from '../../state/view.ts';
import { Empty } from '../parts/empty.tsx';
import { counted, dayWords, exactTime, formatNumber } from '../parts/format.ts';
import { BarList } from './bar-list.tsx';
import { ImportList } from './import-list.tsx';

export function OverviewView() {
  const summary = useSession((session) => session.summary);
  const queries = useSession((session) => session.queries);
  if (!summary) return null;
  if (summary.nodes === 0) return <NothingYet />;
  const hasThings = queries.some(({ id }) => id === 'things');
  return (
    <div className="view-body overview">
      <div className="view-head">
        <h1>{summary.title}</h1>
        <span className="muted">
          {counted(summary.nodes, 'thing')}, {counted(summary.edges, 'relationship')}
          {summary.readOnly && ', read only'}
        </span>
        {summary.asOf !== null && (
          <span className="badge strong as-of" title={`All ages are measured at ${exactTime(summary.asOf)}`}>
            <CalendarClock size={12} aria-hidden /> as of {dayWords(summary.asOf)}
          </span>
        )}
      </div>
      <div className="first-actions">
        <button type="button" className="button primary large" onClick={() => useView.setState({ paletteOpen: true })}>
          <Radar size={16} aria-hidden /> Blast radius of…
        </button>
        <button type="button" className="button large" onClick={() => showTable('findings', {})}>
          <ShieldAlert size={16} aria-hidden /> All findings
        </button>
        <button type="button" className="button large" onClick={() => showTable('findings', { query: 'orphaned-identities' })}>
          <UserX size={16} aria-hidden /> Orphaned identities
        </button>
        <button type="button" className="button large" onClick={() => showTable('findings', { query: 'stale-credentials' })}>
          <KeyRound size={16} aria-hidden /> Stale credentials
        </button>
      </div>
      <Figures summary={summary} hasThings={hasThings} />
      <div className="bar-lists">
        <BarList title="Identities by provider" items={summary.providers} onOpen={(provider) => showTable('inventory', { facets: { provider: [facetOf(provider)] } })} />
        <BarList title="Identities by kind" words items={summary.identityKinds} onOpen={(kind) => showTable('inventory', { facets: { kind: [facetOf(kind)] } })} />
        <BarList
          title="Everything by type"
          items={summary.labels}
          onOpen={hasThings ? (label) => showTable('findings', { query: 'things', facets: { label: [label] } }) : undefined}
        />
      </div>
      <ImportList imports={summary.imports.slice(0, 6)} more={summary.imports.length - 6} />
    </div>
  );
}

function Figures({ summary, hasThings }: { readonly summary: CaseSummary; readonly hasThings: boolean }) {
  return (
    <ul className="figures" aria-label="Numbers">
      <Figure
        value={summary.nonHumanIdentities}
        name="non-human identities"
        onOpen={() => showTable('inventory', { facets: { isNhi: ['true'] } })}
      />
      <Figure value={summary.orphaned} name="orphaned" amber onOpen={() => showTable('findings', { query: 'orphaned-identities' })} />
      <Figure value={summary.staleCredentials} name="stale credentials" onOpen={() => showTable('findings', { query: 'stale-credentials' })} />
      <Figure
        value={summary.crownJewels}
        name="crown jewels"
        onOpen={hasThings ? () => showTable('findings', { query: 'things', facets: { sensitivity: ['3'] } }) : undefined}
      />
      <Figure value={summary.tier0} name="tier 0 identities" onOpen={() => showTable('inventory', { facets: { tier0: ['true'] } })} />
    </ul>
  );
}

interface FigureProps {
  readonly value: number;
  readonly name: string;
  readonly amber?: boolean;
  readonly onOpen: (() => void) | undefined;
}

function Figure({ value, name, amber, onOpen }: FigureProps) {
  return (
    <li>
      <button type="button" className="figure" data-amber={(amber && value > 0) || undefined} disabled={!onOpen || value === 0} onClick={onOpen}>
        <span className="value">{formatNumber(value)}</span>
        <span className="name">{name}</span>
      </button>
    </li>
  );
}

/** The summary calls `unknown` what has no value; a table's filter calls it empty. */
function facetOf(name: string): string {
  return name === 'unknown' ? '' : name;
}

function NothingYet() {
  return (
    <Empty
      title="This case is empty"
      action={
        <button type="button" className="button primary" onClick={() => show('import')}>
          Import files
        </button>
      }
    >
      The overview counts identities, who owns them and what they reach. Import an export to have something to count.
    </Empty>
  );
}
