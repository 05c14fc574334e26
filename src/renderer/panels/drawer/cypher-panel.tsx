/** The query behind the view as Cypher, to run in Neo4j Browser; or why there is none. */
import { useSession } from '../../state/session.ts';
import { useCall } from '../../state/use-call.ts';
import { useView } from '../../state/view.ts';
import { CallError } from '../parts/call-error.tsx';
import { CopyButton } from '../parts/copy-button.tsx';
import { Empty } from '../parts/empty.tsx';
import { Skeleton } from '../parts/skeleton.tsx';

export function CypherPanel() {
  const behind = useView((view) => view.queryBehind);
  const title = useSession((session) => session.queries.find(({ id }) => id === behind?.query)?.title);
  const { data, error, retry } = useCall(
    'query.cypher',
    behind && { query: behind.query, parameters: { ...behind.parameters } },
    [behind?.query, JSON.stringify(behind?.parameters)],
  );
  if (!behind) return <Empty title="No query">Here stands the query behind the view, once the view shows something.</Empty>;
  if (error) {
    return (
      <div className="error-fill">
        <CallError what="Writing the query as Cypher" error={error} retry={retry} />
      </div>
    );
  }
  if (!data) return <div className="table-wait"><Skeleton label="Loading the query" /></div>;
  if (data.text === null) return <Empty title={title ?? behind.query}>{data.reason ?? 'This query has no Cypher.'}</Empty>;
  return (
    <>
      <div className="cypher-bar">
        <span className="muted">{title}, for Neo4j Browser: the same rows on a Neo4j that holds this graph</span>
        <CopyButton text={data.text} what="Cypher" words="Copy Cypher" />
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long statement scrolls, which needs the keyboard's focus */}
      <pre className="cypher" tabIndex={0} aria-label="Cypher">
        {data.text}
      </pre>
    </>
  );
}
