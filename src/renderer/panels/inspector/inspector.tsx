/** All about one thing: what it is, who owns it, what it reaches, and how each fact is known. */
import { Pin, PinOff, X } from 'lucide-react';
import { useEffect } from 'react';
import { rememberThing } from '../../state/recent.ts';
import { useSession } from '../../state/session.ts';
import { useCall } from '../../state/use-call.ts';
import { select, useView } from '../../state/view.ts';
import { CallError } from '../parts/call-error.tsx';
import { Empty } from '../parts/empty.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { Credentials } from './credentials.tsx';
import { EvidenceList } from './evidence-list.tsx';
import { Facts } from './facts.tsx';
import { History } from './history.tsx';
import { Owners } from './owners.tsx';
import { Reach } from './reach.tsx';
import { Relations } from './relations.tsx';
import { Section } from './section.tsx';
import type { ThingDetail } from './thing-detail.ts';
import { ThingHead } from './thing-head.tsx';

export function Inspector({ uid }: { readonly uid: string | undefined }) {
  const version = useSession((session) => session.summary?.version);
  const { data, error, loading, retry } = useCall('thing.get', uid === undefined ? undefined : { uid }, [uid, version]);
  useEffect(() => {
    if (data) rememberThing(data.thing);
  }, [data]);

  if (uid === undefined) {
    return <Empty title="Nothing selected">Select a row or a thing in the graph, and here stands what it is, who owns it and what it reaches.</Empty>;
  }
  return (
    <>
      <InspectorBar uid={uid} />
      <div className="inspector-body">
        {error && <CallError what="Reading this thing" error={error} retry={retry} />}
        {loading && <Skeleton lines={10} label="Loading" />}
        {data && <Detail detail={data} />}
      </div>
    </>
  );
}

function InspectorBar({ uid }: { readonly uid: string }) {
  const pinned = useView((view) => view.pinned === uid);
  const close = () => {
    useView.setState({ pinned: undefined });
    select(undefined);
  };
  const PinIcon = pinned ? PinOff : Pin;
  return (
    <div className="inspector-bar">
      <span className="bar-title">Inspector</span>
      <button
        type="button"
        className="icon-button"
        aria-label={pinned ? 'Unpin' : 'Pin'}
        aria-pressed={pinned}
        title={pinned ? 'Unpin: follow the selection again' : 'Pin: keep showing this while you select others'}
        onClick={() => useView.setState({ pinned: pinned ? undefined : uid })}
      >
        <PinIcon size={14} aria-hidden />
      </button>
      <button type="button" className="icon-button" aria-label="Close the inspector" title="Close (Esc)" onClick={close}>
        <X size={16} aria-hidden />
      </button>
    </div>
  );
}

function Detail({ detail }: { readonly detail: ThingDetail }) {
  const { thing } = detail;
  return (
    <>
      <ThingHead thing={thing} />
      <Reach uid={thing.uid} reach={detail.reach} />
      {thing.label === 'Identity' && <Owners detail={detail} />}
      <Facts thing={thing} properties={detail.properties} />
      {detail.credentials.length > 0 && <Credentials credentials={detail.credentials} />}
      <Relations relations={detail.relations} />
      {detail.evidence.length > 0 && (
        <Section title="Evidence" count={detail.evidence.length} closed>
          <EvidenceList evidence={detail.evidence} />
        </Section>
      )}
      {detail.history.length > 0 && <History history={detail.history} />}
    </>
  );
}
