/** Findings and questions: what the rules find first, then what asks for attention, then every other query with a form for its parameters. */
import { Tabs } from '@base-ui/react/tabs';
import { QUERY_TABS } from '../../state/questions.ts';
import { useSession, type QueryInfo } from '../../state/session.ts';
import { showTable, useView } from '../../state/view.ts';
import { Empty } from '../parts/empty.tsx';
import { FindingsTable } from './findings-table.tsx';
import { hasRequired, parameterFields } from './parameter-fields.ts';
import { ParameterForm } from './parameter-form.tsx';
import { QueryMenu } from './query-menu.tsx';
import { QueryTable } from './query-table.tsx';

const ALL = 'all findings';

const GOOD_NEWS: Readonly<Record<string, readonly [string, string]>> = {
  'orphaned-identities': ['Nobody is orphaned', 'Every non-human identity in this case that can be judged has an owner who counts. Import a directory or an owners table to judge more of them.'],
  'stale-credentials': ['No stale credentials', 'Every credential whose age is known was used within the threshold.'],
};

export function FindingsView() {
  const queries = useSession((session) => session.queries);
  const chosen = useView((view) => view.findings.query);
  const tabs = QUERY_TABS.flatMap((id) => queries.filter((query) => query.id === id));
  const query = queries.find(({ id }) => id === chosen);
  const tab = query === undefined ? ALL : tabs.includes(query) ? query.id : null;
  const question = query?.question ?? 'What is wrong, by the rules of the OWASP Non-Human Identities Top 10?';
  return (
    <>
      <div className="view-head findings-head">
        <h1 className="hidden-visually">Findings</h1>
        <Tabs.Root value={tab} onValueChange={(id: string) => showTable('findings', id === ALL ? {} : { query: id })}>
          <Tabs.List className="segments" aria-label="Findings">
            <Tabs.Tab value={ALL}>All findings</Tabs.Tab>
            {tabs.map(({ id, title }) => (
              <Tabs.Tab key={id} value={id}>
                {title}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs.Root>
        <QueryMenu queries={queries} current={tab === null ? query : undefined} />
        <span className="muted truncate" title={query?.description ?? question}>
          {question}
        </span>
      </div>
      {chosen !== undefined && query === undefined ? <UnknownQuery id={chosen} /> : query ? <Answer key={query.id} query={query} /> : <FindingsTable />}
    </>
  );
}

function Answer({ query }: { readonly query: QueryInfo }) {
  const parameters = useView((view) => view.findings.parameters);
  const fields = parameterFields(query.parameters);
  const complete = fields.every((field) => !field.required || parameters[field.name] !== undefined);
  const [title, words] = GOOD_NEWS[query.id] ?? (query.risk === null ? ['No rows', 'The query ran and found nothing. Other parameters may.'] : ['Nothing found', 'This rule finds nothing to do in this case.']);
  return (
    <>
      {fields.length > 0 && <ParameterForm query={query} fields={fields} parameters={parameters} />}
      {complete || !hasRequired(fields) ? (
        <QueryTable screen="findings" query={query} empty={<Empty title={title}>{words}</Empty>} />
      ) : (
        <Empty title={query.title}>{query.description} Fill in the parameters above and run it.</Empty>
      )}
    </>
  );
}

function UnknownQuery({ id }: { readonly id: string }) {
  return (
    <Empty
      title="No such query"
      action={
        <button type="button" className="button" onClick={() => showTable('findings', {})}>
          See all findings
        </button>
      }
    >
      This address names the query “{id}”, which this host does not have. It may be of another version.
    </Empty>
  );
}
