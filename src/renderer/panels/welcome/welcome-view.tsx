/** The first-run screen: four ways to begin, and the cases opened lately. */
import { Database, FileBox, FileInput, FlaskConical, FolderOpen } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { toAppError, type AppError } from '../../../base/errors.ts';
import type { CaseLocation } from '../../../protocol/shapes.ts';
import { afterOpening } from '../../state/opening.ts';
import { openCase, useSession } from '../../state/session.ts';
import { show } from '../../state/view.ts';
import { DropZone } from '../import/drop-zone.tsx';
import { CallError } from '../parts/call-error.tsx';
import { Time } from '../parts/time.tsx';
import { CaseFileForm } from './case-file-form.tsx';
import { Neo4jForm } from './neo4j-form.tsx';
import { OpeningProgress } from './opening-progress.tsx';
import { SampleList } from './sample-list.tsx';

export function WelcomeView() {
  const info = useSession((session) => session.info);
  const opening = useSession((session) => session.opening);
  const summary = useSession((session) => session.summary);
  const [failed, setFailed] = useState<{ location: CaseLocation; error: AppError }>();
  if (!info) return null;

  const open = async (location: CaseLocation) => {
    setFailed(undefined);
    try {
      const before = summary;
      if (await openCase(location)) afterOpening(before);
    } catch (thrown) {
      setFailed({ location, error: toAppError(thrown) });
    }
  };
  const failedAt = (kind: CaseLocation['kind']) => (failed?.location.kind === kind ? failed.error : undefined);
  const busy = opening !== undefined;

  return (
    <div className="view-body welcome">
      <div className="welcome-head">
        <h1>{summary ? 'Open another case' : 'Who owns it, and what can it reach?'}</h1>
        <p className="muted">
          Tendril reads exports of your clouds and tools, and shows for every service account, key, role, bot and app: its owner, its blast radius, and who
          can reach it. Everything stays on this machine.
        </p>
      </div>
      {opening && <OpeningProgress opening={opening} />}
      <div className="offers">
        <Offer icon={<FlaskConical size={18} aria-hidden />} title="Sample cases" about="A made-up company, and incidents retold; each is opened afresh.">
          <SampleList samples={info.samples} busy={busy} onOpen={(id) => void open({ kind: 'sample', id })} />
          {failedAt('sample') && <CallError what="Opening the sample" error={failedAt('sample')!} />}
        </Offer>
        <Offer
          icon={<FileInput size={18} aria-hidden />}
          title="Import files"
          about={`${info.formats.map(({ title }) => title).join(', ')}. What a file is, is told by its content.`}
        >
          <DropZone onAdded={() => show('import')} />
        </Offer>
        <Offer icon={<FileBox size={18} aria-hidden />} title="Open a case file" about="A .tendril file, with all that was imported into it.">
          <CaseFileForm busy={busy} error={failedAt('case-file')} onOpen={(location) => void open(location)} />
        </Offer>
        <Offer icon={<Database size={18} aria-hidden />} title="Connect to Neo4j" about="The graph that your team shares: Neo4j 5.26 or newer.">
          <Neo4jForm info={info.neo4j} busy={busy} error={failedAt('neo4j')} onOpen={(location) => void open(location)} />
        </Offer>
      </div>
      {info.recent.length > 0 && (
        <section className="recents" aria-labelledby="recents-title">
          <h2 id="recents-title">Opened lately</h2>
          <ul>
            {info.recent.map(({ path, title, openedAt }) => (
              <li key={path}>
                <button type="button" className="recent" disabled={busy} onClick={() => void open({ kind: 'case-file', path })}>
                  <FolderOpen size={14} aria-hidden />
                  <span className="truncate">{title}</span>
                  <span className="truncate muted mono" title={path}>
                    {path}
                  </span>
                  <span className="muted when">
                    <Time time={openedAt} byClock />
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

interface OfferProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly about: string;
  readonly children: ReactNode;
}

function Offer({ icon, title, about, children }: OfferProps) {
  return (
    <section className="offer" aria-label={title}>
      <div className="offer-head">
        {icon}
        <h2>{title}</h2>
      </div>
      <p className="muted">{about}</p>
      <div className="offer-body">{children}</div>
    </section>
  );
}
