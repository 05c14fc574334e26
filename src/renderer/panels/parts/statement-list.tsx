/** The policy statements behind a right: which policy and version, which statement of it, and a Deny that may stand against it. */
import type { PropertyValue } from '../../../model/properties.ts';

interface Statement {
  readonly effect: string;
  readonly policy: string;
  readonly name: string;
  readonly version?: string;
  readonly statement: number;
  readonly sid?: string;
}

/** @param statements the edge property `statements`: JSON texts; anything else shows nothing */
export function StatementList({ statements }: { readonly statements: PropertyValue | undefined }) {
  if (!Array.isArray(statements) || statements.length === 0) return null;
  return (
    <ul className="statement-list" aria-label="Policy statements">
      {(statements as readonly string[]).map((text) => (
        <StatementLine key={text} statement={JSON.parse(text) as Statement} />
      ))}
    </ul>
  );
}

function StatementLine({ statement: { effect, policy, name, version, statement, sid } }: { readonly statement: Statement }) {
  return (
    <li title={policy}>
      <span className={effect === 'Deny' ? 'badge amber' : 'badge'}>{effect}</span> {name}
      {version !== undefined && <span className="muted"> {version}</span>}
      <span className="muted">, statement {statement + 1}</span>
      {sid !== undefined && <span className="mono"> {sid}</span>}
    </li>
  );
}
