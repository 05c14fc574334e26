/** All about one finding, in the inspector's place: what was found, what to do, how it is known, and whether it may stay. */
import { X } from 'lucide-react';
import type { FindingView } from '../../../protocol/shapes.ts';
import { useFindingChanges } from '../../state/findings.ts';
import { useSession } from '../../state/session.ts';
import { useCall } from '../../state/use-call.ts';
import { leaveFindingFor, select, showTable } from '../../state/view.ts';
import { EvidenceList } from '../inspector/evidence-list.tsx';
import { Section } from '../inspector/section.tsx';
import { CallError } from '../parts/call-error.tsx';
import { CopyButton } from '../parts/copy-button.tsx';
import { exactTime } from '../parts/format.ts';
import { Identifier } from '../parts/identifier.tsx';
import { Severity } from '../parts/severity.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { Time } from '../parts/time.tsx';
import { FindingActions } from './finding-actions.tsx';

export function FindingPanel({ findingKey }: { readonly findingKey: string }) {
  const version = useSession((session) => session.summary?.version);
  const changes = useFindingChanges(({ count }) => count);
  const { data, error, loading, retry } = useCall('finding.get', { key: findingKey }, [findingKey, version, changes], { keep: true });
  // While another one loads, the former is not shown as this one.
  const finding = data?.key === findingKey ? data : undefined;
  return (
    <>
      <div className="inspector-bar">
        <span className="bar-title">Finding</span>
        <CopyButton text={findingKey} what="key" />
        <button type="button" className="icon-button" aria-label="Close the finding" title="Close (Esc)" onClick={() => select(undefined)}>
          <X size={16} aria-hidden />
        </button>
      </div>
      <div className="inspector-body">
        {error && <CallError what="Reading this finding" error={error} retry={retry} />}
        {loading && !finding && <Skeleton lines={10} label="Loading" />}
        {finding && <Detail key={finding.key} finding={finding} />}
      </div>
    </>
  );
}

function Detail({ finding }: { readonly finding: FindingView }) {
  const { title, severity, state, sentence, remedy, command, evidence, acceptance } = finding;
  return (
    <>
      <div className="finding-head">
        <h2>{title}</h2>
        <div className="badges wrap">
          <Severity word={severity} />
          <span className="badge strong">{state}</span>
        </div>
        <p>{sentence ?? 'No rule finds it any more; this is what is remembered of it.'}</p>
        <ThingLink uid={finding.uid} name={finding.name} />
        {finding.about !== finding.uid && <ThingLink uid={finding.about} />}
        <FindingActions finding={finding} />
      </div>
      {acceptance && (
        <Section title={state === 'accepted' ? 'Accepted' : 'Was accepted'}>
          <p className="finding-reason">{acceptance.reason}</p>
          <p className="muted">
            {acceptance.by}, <Time time={acceptance.at} />
            {acceptance.until !== null && (
              <>
                , {state === 'accepted' ? 'until' : 'ran out'} <span title={exactTime(acceptance.until)}>{acceptance.until.slice(0, 10)}</span>
              </>
            )}
          </p>
        </Section>
      )}
      {remedy !== null && (
        <Section title="Remedy">
          <p>{remedy}</p>
          {command !== null && <RemedyCommand command={command} />}
        </Section>
      )}
      <Section title="Facts">
        <Facts finding={finding} />
      </Section>
      {evidence.length > 0 && (
        <Section title="Evidence" count={evidence.length}>
          <EvidenceList evidence={evidence} onImport={leaveFindingFor} />
        </Section>
      )}
    </>
  );
}

function ThingLink({ uid, name }: { readonly uid: string; readonly name?: string }) {
  return (
    <div className="finding-thing">
      {name !== undefined && name !== uid && (
        <button type="button" className="link truncate" title={uid} onClick={() => leaveFindingFor(uid)}>
          {name}
        </button>
      )}
      <Identifier id={uid} limit={44} {...(name === undefined || name === uid ? { onOpen: () => leaveFindingFor(uid) } : {})} />
    </div>
  );
}

function RemedyCommand({ command }: { readonly command: string }) {
  return (
    <figure className="finding-command" aria-label="Command">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long command scrolls, which needs the keyboard's focus */}
      <pre className="mono" tabIndex={0}>
        {command}
      </pre>
      <figcaption>
        <span className="field-hint">To check, fill in and run yourself: Tendril never runs it.</span>
        <CopyButton text={command} what="command" words="Copy" />
      </figcaption>
    </figure>
  );
}

function Facts({ finding }: { readonly finding: FindingView }) {
  const { risk, controls, rule, since, firstSeen, lastSeen, fixedAt } = finding;
  const known = useSession((session) => session.queries.some(({ id }) => id === rule));
  return (
    <dl className="facts">
      {risk !== null && <Fact name="Risk">{risk}</Fact>}
      {controls.length > 0 && <Fact name="Controls">{controls.join(', ')}</Fact>}
      <Fact name="Rule">
        {known ? (
          <button type="button" className="link mono" title="All that this rule finds" onClick={() => showTable('findings', { query: rule })}>
            {rule}
          </button>
        ) : (
          <span className="mono">{rule}</span>
        )}
      </Fact>
      {since !== null && (
        <Fact name="Since">
          <Time time={since} />
        </Fact>
      )}
      <Fact name="First seen">
        <Time time={firstSeen} />
      </Fact>
      <Fact name="Last seen">
        <Time time={lastSeen} />
      </Fact>
      {fixedAt !== null && (
        <Fact name="Fixed">
          <Time time={fixedAt} />
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
