/** Environment variables of workloads: looked at for what they give away. Their values are kept, logged and shown nowhere. */
import { accessKeyKind } from './aws-access-key.ts';
import type { JsonFields } from './json-fields.ts';
import { holdsSecret, isSecretColumn } from './secrets.ts';

export interface EnvironmentVariable {
  readonly name: string;
  readonly value: string;
  /** Where the value stands, for problems. */
  readonly fields: JsonFields;
  readonly field: string;
}

const KEY_ID = /(?<![A-Za-z0-9])AKIA[A-Z0-9]{12,}(?![A-Za-z0-9])/g;
/** Says where a secret is, or is too little to be one. */
const NO_SECRET = /^(?:\s*|arn:.+|\{\{resolve:.+|true|false|yes|no|none|null|\d{1,4})$/i;

/**
 * The ids of AWS access keys that the variables of one workload hold, sorted. A value that is a secret by its shape, by its
 * variable's name or by the access key id beside it is reported as `secret-dropped`, with the name alone.
 */
export function accessKeysInEnvironment(variables: readonly EnvironmentVariable[]): string[] {
  const beside = variables.map(({ value }) => value).join('\n');
  const ids = new Set<string>();
  for (const { name, value, fields, field } of variables) {
    const found = (value.match(KEY_ID) ?? []).filter((id) => accessKeyKind(id) === 'long-lived');
    for (const id of found) ids.add(id);
    const named = isSecretColumn(name) && !NO_SECRET.test(value) && !found.includes(value.trim());
    if (!named && !holdsSecret(value, beside)) continue;
    const message =
      `The environment variable ${name} seems to hold a secret; its value was dropped. ` +
      'Whoever may describe the workload can read it: move it to a secret store, and rotate it.';
    fields.report('secret-dropped', 'warning', message, field);
  }
  return [...ids].sort();
}
