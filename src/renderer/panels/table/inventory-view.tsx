/** Every identity of the case. */
import { useSession } from '../../state/session.ts';
import { show } from '../../state/view.ts';
import { Empty } from '../parts/empty.tsx';
import { QueryTable } from './query-table.tsx';

export function InventoryView() {
  const query = useSession((session) => session.queries.find(({ id }) => id === 'inventory'));
  if (!query) {
    return <Empty title="No inventory">This host does not answer the inventory query. It may be of another version than this window.</Empty>;
  }
  return (
    <>
      <div className="view-head">
        <h1>{query.title}</h1>
        <span className="muted truncate">{query.question}</span>
      </div>
      <QueryTable
        screen="inventory"
        query={query}
        empty={
          <Empty
            title="No identities yet"
            action={
              <button type="button" className="button primary" onClick={() => show('import')}>
                Import files
              </button>
            }
          >
            The inventory lists every identity with its owner, its credentials and when it was last used.
          </Empty>
        }
      />
    </>
  );
}
