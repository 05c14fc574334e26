/** Who owns it and how that is known; or, in amber, why nobody counts. */
import { ReasonBadge } from '../parts/reason-badge.tsx';
import { ThingLine } from '../parts/thing-line.tsx';
import { EvidenceList } from './evidence-list.tsx';
import type { ThingDetail } from './thing-detail.ts';
import { Section } from './section.tsx';

export function Owners({ detail }: { readonly detail: ThingDetail }) {
  const { owners, orphanReasons, thing } = detail;
  return (
    <Section title="Owner">
      {orphanReasons.length > 0 && (
        <ul className="orphan-reasons">
          {orphanReasons.map(({ code, text }) => (
            <li key={code}>
              <ReasonBadge code={code} /> <span>{text}</span>
            </li>
          ))}
        </ul>
      )}
      {owners.map(({ thing: owner, source, evidence }) => (
        <div key={owner.uid} className="owner">
          <ThingLine thing={owner} extra={source ? `by ${source}` : undefined} />
          <EvidenceList evidence={evidence} />
        </div>
      ))}
      {owners.length === 0 && orphanReasons.length === 0 && (
        <p className="muted">{thing.isNhi ? 'No export names an owner, and this kind of identity is not judged.' : 'No export names an owner.'}</p>
      )}
    </Section>
  );
}
