/** What a statement can name, to be opened when it is needed. */
import type { SavedQuery } from '../../../protocol/shapes.ts';
import { LANGUAGES } from './languages.ts';

export function StatementNames({ language }: { readonly language: SavedQuery['language'] }) {
  const { names, remark, property } = LANGUAGES[language];
  return (
    <details className="statement-names-there">
      <summary>What there is to ask</summary>
      <dl>
        {names.map(([name, has]) => (
          <div key={name}>
            <dt className="mono">{name}</dt>
            <dd className="mono">{has}</dd>
          </div>
        ))}
      </dl>
      <p className="muted">
        {remark} <span className="mono property">{property}</span>
      </p>
    </details>
  );
}
