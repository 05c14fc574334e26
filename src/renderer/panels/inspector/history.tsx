/** What imports did to the thing and its edges, newest first. */
import { propertyTitle } from '../parts/format.ts';
import { Time } from '../parts/time.tsx';
import type { ThingDetail } from './thing-detail.ts';
import { Section } from './section.tsx';

type Entry = ThingDetail['history'][number];

export function History({ history }: { readonly history: ThingDetail['history'] }) {
  return (
    <Section title="History" count={history.length} closed>
      <ol className="history-list">
        {history.map((entry) => (
          <li key={`${entry.time} ${entry.operation} ${entry.subject}`}>
            <p>
              <span className="badge">{entry.operation}</span> <Time time={entry.time} />
            </p>
            <p className="mono subject" title={entry.subject}>
              {entry.subject}
            </p>
            {entry.operation === 'updated' && <Differences entry={entry} />}
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Differences({ entry }: { readonly entry: Entry }) {
  const names = [...new Set([...Object.keys(entry.before), ...Object.keys(entry.after)])];
  return (
    <dl className="differences">
      {names.map((name) => (
        <div key={name}>
          <dt>{propertyTitle(name)}</dt>
          <dd>
            <del>{text(entry.before[name])}</del> <ins>{text(entry.after[name])}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function text(value: Entry['before'][string] | undefined): string {
  if (value === undefined) return 'none';
  return Array.isArray(value) ? value.join(', ') : String(value);
}
