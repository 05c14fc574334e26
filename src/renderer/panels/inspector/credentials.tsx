/** The keys to an identity: each with its state and its age. */
import { KeyRound } from 'lucide-react';
import { kindWords } from '../../graph/words.ts';
import { select } from '../../state/view.ts';
import { relativeTime, exactTime } from '../parts/format.ts';
import { Glyph } from '../parts/glyph.tsx';
import { useNow } from '../parts/time.tsx';
import type { ThingDetail } from './thing-detail.ts';
import { Section } from './section.tsx';

const SHOWN = 50;

export function Credentials({ credentials }: { readonly credentials: ThingDetail['credentials'] }) {
  return (
    <Section title="Credentials" count={credentials.length}>
      <ul className="credentials">
        {credentials.slice(0, SHOWN).map(({ thing, properties }) => (
          <li key={thing.uid}>
            <button type="button" className="thing-line" title={thing.uid} onClick={() => select(thing.uid)}>
              <Glyph thing={thing} size={14} />
              <span className="truncate name mono">{thing.name}</span>
              <span className="muted kind">{kindWords(thing.kind ?? 'credential')}</span>
            </button>
            <p className="credential-ages">
              {typeof properties['status'] === 'string' && <span className="badge">{properties['status']}</span>}
              {thing.stale && <span className="badge amber">stale</span>}
              <Age words="created" time={properties['createdAt']} />
              <Age words="rotated" time={properties['lastRotatedAt']} />
              {properties['lastUsedAt'] === undefined ? <span>never seen in use</span> : <Age words="used" time={properties['lastUsedAt']} />}
              <Age words="expires" time={properties['expiresAt']} />
            </p>
          </li>
        ))}
      </ul>
      {credentials.length > SHOWN && (
        <p className="muted">
          <KeyRound size={12} aria-hidden /> and {credentials.length - SHOWN} more
        </p>
      )}
    </Section>
  );
}

function Age({ words, time }: { readonly words: string; readonly time: ThingDetail['properties'][string] | undefined }) {
  const now = useNow();
  if (typeof time !== 'string') return null;
  return (
    <time dateTime={time} title={exactTime(time)}>
      {words} {relativeTime(time, now)}
    </time>
  );
}
