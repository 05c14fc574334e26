/** Which exports can be read, and how to obtain each. */
import { useSession } from '../../state/session.ts';

export function Formats() {
  const formats = useSession((session) => session.info?.formats);
  if (!formats || formats.length === 0) return null;
  return (
    <section className="formats" aria-labelledby="formats-title">
      <h2 id="formats-title">What can be read</h2>
      <dl>
        {formats.map(({ id, title, description, obtain }) => (
          <div key={id}>
            <dt>{title}</dt>
            <dd>
              {description}
              <span className="obtain">{obtain}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
