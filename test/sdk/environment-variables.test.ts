/** What the environment of a workload gives away. Keys and secrets are made up. */
import { describe, expect, it } from 'vitest';
import { JsonFields, accessKeysInEnvironment, type Problem } from '../../src/sdk/index.ts';

const KEY = 'AKIAEXAMPLEMADEUP234';
const SECRET = `${'MadeUp0'.repeat(5)}abcde`;

function found(variables: Readonly<Record<string, string>>): { readonly keys: string[]; readonly problems: Problem[] } {
  const problems: Problem[] = [];
  const fields = new JsonFields(variables, '/Functions/0', problems);
  return { keys: accessKeysInEnvironment(Object.entries(variables).map(([name, value]) => ({ name, value, fields, field: name }))), problems };
}

const dropped = (variables: Readonly<Record<string, string>>): (string | undefined)[] => found(variables).problems.map(({ field }) => field);

describe('accessKeysInEnvironment', () => {
  it('finds ids wherever they stand in a value, once each, in order', () => {
    expect(found({ B: `AKIAZZZZZZMADEUP2345,${KEY}`, A: KEY, C: 'nothing' }).keys).toEqual([KEY, 'AKIAZZZZZZMADEUP2345']);
  });

  it.each(['AKIA', `x${KEY}`, KEY.toLowerCase(), 'ASIAEXAMPLEMADEUP234', 'AROAEXAMPLEMADEUP234'])('%s is no long-lived key', (value) => {
    expect(found({ A: value })).toEqual({ keys: [], problems: [] });
  });

  it.each([
    ['its name', { DB_PASSWORD: 'made-up' }],
    ['its shape', { URL: 'postgres://svc:made-up@db.example/x' }],
    ['the key id beside it', { ID: KEY, OTHER: SECRET }],
  ])('a secret by %s is reported without its value', (_how, variables) => {
    const { problems } = found(variables);
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([['secret-dropped', 'warning']]);
    const [, value = ''] = Object.entries(variables).at(-1)!;
    expect(JSON.stringify(problems)).not.toContain(value);
  });

  it.each([
    ['where a secret is', { DB_PASSWORD: 'arn:aws:ssm:eu-west-1:111122223333:parameter/db' }],
    ['what is set in place of one', { DB_PASSWORD: '', USE_PASSWORD: 'true', RETRIES_SECRET: '3' }],
    ['about a secret', { SECRET_NAME: 'db/main', PASSWORD_POLICY: 'strict' }],
    ['the key id itself', { CLIENT_SECRET: KEY }],
    ['forty characters without a key id', { HASH: SECRET }],
  ])('%s is no secret', (_what, variables) => {
    expect(dropped(variables)).toEqual([]);
  });
});
