/** Findings and questions: what asks for attention first, then every other query with a form for its parameters. */
import { ChevronDown } from 'lucide-react';
import { Menu } from '@base-ui/react/menu';
import { Tabs } from '@base-ui/react/tabs';
import { useSession, type QueryInfo } from '../../state/session.ts';
import { showTable, useView } from '../../state/view.ts';
import { Empty } from '../parts/empty.tsx';
import { hasRequired, parameterFields } from './parameter-fields.ts';
import { ParameterForm } from './parameter-form.tsx';
import { QueryTable } from './query-table.tsx';

/** The two that a person comes for; they stand as tabs of their own. */
const TABS = ['orphaned-identities', 'stale-credentials'];

const GOOD_NEWS: Readonly<Record<string, readonly [string, string]>> = {
  'orphaned-identities': ['Nobody is orphaned', 'Every non-human identity in this case that can be judged has an owner who counts. Import a directory or an owners table to judge more of them.'],
  'stale-credentials': ['No stale credentials', 'Every credential whose age is known was used within the threshold.'],
};

export function FindingsView() {
  const queries = useSession((session) => session.queries);
  const { query: chosen, parameters } = useView((view) => view.findings);
  const tabs = TABS.flatMap((id) => queries.filter((query) => query.id === id));
  const others = queries.filter(({ id }) => !TABS.includes(id) && id !== 'inventory');
  const query = queries.find(({ id }) => id === chosen) ?? tabs[0];
  if (!query) {
    return <Empty title="No queries">This host offers no queries. It may be of another version than this window.</Empty>;
  }
  const fields = parameterFields(query.parameters);
  const complete = fields.every((field) => !field.required || parameters[field.name] !== undefined);
  const [title, words] = GOOD_NEWS[query.id] ?? ['No rows', 'The query ran and found nothing. Other parameters may.'];
  return (
    <>
      <div className="view-head findings-head">
        <h1 className="hidden-visually">Findings</h1>
        <Tabs.Root value={tabs.includes(query) ? query.id : null} onValueChange={(id: string) => showTable('findings', { query: id })}>
          <Tabs.List className="segments" aria-label="Findings">
            {tabs.map((tab) => (
              <Tabs.Tab key={tab.id} value={tab.id}>
                {tab.title}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs.Root>
        {others.length > 0 && <QueryMenu queries={others} current={query} />}
        <span className="muted truncate" title={query.description}>
          {query.question}
        </span>
      </div>
      {fields.length > 0 && <ParameterForm key={`form of ${query.id}`} query={query} fields={fields} parameters={parameters} />}
      {complete || !hasRequired(fields) ? (
        <QueryTable key={`rows of ${query.id}`} screen="findings" query={query} empty={<Empty title={title}>{words}</Empty>} />
      ) : (
        <Empty title={query.title}>{query.description} Fill in the parameters above and run it.</Empty>
      )}
    </>
  );
}

function QueryMenu({ queries, current }: { readonly queries: readonly QueryInfo[]; readonly current: QueryInfo }) {
  const chosen = queries.find(({ id }) => id === current.id);
  return (
    <Menu.Root>
      <Menu.Trigger className="button" data-chosen={chosen ? '' : undefined}>
        {chosen ? chosen.title : 'Queries'} <ChevronDown size={14} aria-hidden />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className="positioner" align="start" sideOffset={4}>
          <Menu.Popup className="floating scrolling">
            {queries.map(({ id, title, question }) => (
              <Menu.Item key={id} className="menu-item" onClick={() => showTable('findings', { query: id })}>
                <span>
                  {title}
                  <span className="field-hint block">{question}</span>
                </span>
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
