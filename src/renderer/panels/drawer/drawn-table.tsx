/** The canvas as a table, for eyes and screen readers: what is drawn, or all that the walk reached. */
import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { useMemo, useState } from 'react';
import type { Column, Group, Thing } from '../../../protocol/shapes.ts';
import { openGroup } from '../../graph/expand.ts';
import { groupNote, groupTitle } from '../../graph/words.ts';
import { useSession } from '../../state/session.ts';
import { investigate, select, useView, type Drawn } from '../../state/view.ts';
import { CallError } from '../parts/call-error.tsx';
import { Empty } from '../parts/empty.tsx';
import { counted } from '../parts/format.ts';
import { DataTable } from '../table/data-table.tsx';
import type { Cells } from '../table/columns.ts';
import type { Order } from '../table/table-head.tsx';
import { useSortedRows } from '../table/use-sorted-rows.ts';
import { usePagedRows, type FetchPage } from '../table/use-paged-rows.ts';

const COLUMNS: readonly Column[] = [
  { name: 'uid', title: 'Id', type: 'uid', description: 'The thing, or the group.' },
  { name: 'name', title: 'Name', type: 'text', description: 'What people call it; what a group holds.' },
  { name: 'hop', title: 'Hop', type: 'integer', description: 'Fewest steps from a seed; 0 is a seed.' },
  { name: 'label', title: 'Type', type: 'text', description: 'Identity, credential, resource and so on.' },
  { name: 'kind', title: 'Kind', type: 'text', description: 'The provider’s kind of thing.' },
  { name: 'provider', title: 'Provider', type: 'text', description: 'Where it lives.' },
  { name: 'environment', title: 'Environment', type: 'text', description: 'Where it belongs, if known.' },
  { name: 'marks', title: 'Marks', type: 'texts', description: 'Crown jewel, tier 0, stale and so on; what in a group is.' },
  { name: 'orphaned', title: 'Orphaned', type: 'texts', description: 'Why nobody counts as its owner.' },
];

const NO_ORDER: Order = [];
const nothing = () => undefined;

export function DrawnTable() {
  const drawn = useView((view) => view.drawn);
  const [scope, setScope] = useState<'drawn' | 'reached'>('drawn');
  if (!drawn) return <Empty title="Nothing is drawn">Once the graph shows a blast radius, this table lists what is on it.</Empty>;
  return (
    <div className="drawn">
      <div className="drawn-bar">
        <ToggleGroup className="segments" aria-label="Rows" value={[scope]} onValueChange={([next]) => next && setScope(next as 'drawn' | 'reached')}>
          <Toggle value="drawn">{counted(drawn.nodes.length + drawn.groups.length, 'drawn', 'drawn')}</Toggle>
          <Toggle value="reached">Everything reached</Toggle>
        </ToggleGroup>
      </div>
      {scope === 'drawn' ? <OnCanvas drawn={drawn} /> : <Reached view={drawn.view} />}
    </div>
  );
}

function OnCanvas({ drawn }: { readonly drawn: Drawn }) {
  const selected = useView((view) => view.selected);
  const cells = useMemo(() => [...drawn.nodes.map(({ thing, hop }) => thingCells(thing, hop)), ...drawn.groups.map(groupCells)], [drawn]);
  const rows = useSortedRows(COLUMNS, cells, 'hop');
  const open = (id: string) => (id.startsWith('group:') ? openGroup(id) : investigate([id]));
  return (
    <DataTable
      label="What is drawn"
      columns={COLUMNS}
      {...rows}
      onRange={nothing}
      selected={selected}
      onSelect={(id) => !id.startsWith('group:') && select(id)}
      onOpen={open}
    />
  );
}

function Reached({ view }: { readonly view: string }) {
  const client = useSession((session) => session.client);
  const selected = useView((state) => state.selected);
  const fetch = useMemo<FetchPage | undefined>(() => {
    if (!client) return undefined;
    return async (offset, limit, signal) => {
      const { total, members } = await client.call('walk.members', { view, offset, limit }, { signal });
      return { total, rows: members.map(({ thing, hop }) => thingCells(thing, hop)) };
    };
  }, [client, view]);
  const rows = usePagedRows(fetch);
  if (rows.error) return <CallError what="Listing what was reached" error={rows.error} retry={rows.retry} />;
  return (
    <DataTable
      label="Everything reached"
      columns={COLUMNS}
      total={rows.total}
      rowAt={rows.rowAt}
      onRange={rows.onRange}
      order={NO_ORDER}
      selected={selected}
      onSelect={select}
      onOpen={(uid) => investigate([uid])}
      busy={rows.busy}
    />
  );
}

function thingCells(thing: Thing, hop: number): Cells {
  const marks = [
    thing.sensitivity === 3 && 'crown jewel',
    thing.tier0 && 'tier 0',
    thing.stale && 'stale',
    thing.thirdParty && 'third party',
    thing.missing && 'only mentioned',
    thing.closed && 'closed',
  ].filter((mark) => mark !== false);
  return [thing.uid, thing.name, hop, thing.label, thing.kind, thing.provider, thing.environment, marks, thing.orphanReasons];
}

function groupCells(group: Group): Cells {
  const note = groupNote(group);
  return [group.id, groupTitle(group), group.hop, group.label, group.kind, group.provider, null, note ? [note] : [], []];
}
