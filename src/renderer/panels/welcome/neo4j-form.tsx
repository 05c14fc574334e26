/** Connects to a Neo4j. What was typed stays when it fails, and the field that the error is about is marked. */
import { useState, type FormEvent } from 'react';
import type { AppError, ErrorCode } from '../../../base/errors.ts';
import type { CaseLocation } from '../../../protocol/shapes.ts';
import type { SystemInfo } from '../../state/session.ts';
import { CallError } from '../parts/call-error.tsx';

export interface Neo4jFormProps {
  readonly info: SystemInfo['neo4j'];
  readonly busy: boolean;
  readonly error: AppError | undefined;
  readonly onOpen: (location: CaseLocation) => void;
}

type FieldName = 'uri' | 'username' | 'password' | 'database';

const FIELDS_OF_ERROR: Partial<Record<ErrorCode, readonly FieldName[]>> = {
  'store-credentials': ['username', 'password'],
  'store-unreachable': ['uri'],
  'store-not-neo4j': ['uri'],
  'store-too-old': ['uri'],
  'store-database-unknown': ['database'],
};

export function Neo4jForm({ info, busy, error, onOpen }: Neo4jFormProps) {
  const [uri, setUri] = useState(info.uri || 'neo4j://localhost:7687');
  const [username, setUsername] = useState(info.username || 'neo4j');
  const [password, setPassword] = useState('');
  const [database, setDatabase] = useState(info.database);
  const [readOnly, setReadOnly] = useState(false);
  const wrong = error ? (FIELDS_OF_ERROR[error.code] ?? []) : [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const named = database.trim() === '' ? {} : { database: database.trim() };
    onOpen({ kind: 'neo4j', uri: uri.trim(), username: username.trim(), password, readOnly, ...named });
  };
  return (
    <form className="neo4j-form" onSubmit={submit}>
      <Field name="uri" label="URI" value={uri} onChange={setUri} wrong={wrong} mono />
      <Field name="username" label="User name" value={username} onChange={setUsername} wrong={wrong} />
      <Field
        name="password"
        label="Password"
        value={password}
        onChange={setPassword}
        wrong={wrong}
        hint={info.passwordGiven && uri.trim() === info.uri ? 'Left empty, the one from NEO4J_PASSWORD is used.' : 'Used for this connection and kept nowhere.'}
      />
      <Field name="database" label="Database" value={database} onChange={setDatabase} wrong={wrong} hint="Left empty, the server’s default." />
      <label className="check-line">
        <input type="checkbox" checked={readOnly} onChange={({ target }) => setReadOnly(target.checked)} /> Read only
      </label>
      {error && <CallError what="Connecting" error={error} />}
      <div>
        <button type="submit" className="button" disabled={busy || uri.trim() === ''}>
          Connect
        </button>
      </div>
    </form>
  );
}

interface FieldProps {
  readonly name: FieldName;
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly wrong: readonly FieldName[];
  readonly hint?: string;
  readonly mono?: boolean;
}

function Field({ name, label, value, onChange, wrong, hint, mono }: FieldProps) {
  const id = `neo4j-${name}`;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className={mono ? 'input mono' : 'input'}
        type={name === 'password' ? 'password' : 'text'}
        autoComplete="off"
        spellCheck={false}
        value={value}
        aria-invalid={wrong.includes(name)}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={({ target }) => onChange(target.value)}
      />
      {hint && (
        <span id={`${id}-hint`} className="field-hint">
          {hint}
        </span>
      )}
    </div>
  );
}
