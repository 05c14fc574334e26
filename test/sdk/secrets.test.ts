/** Which text counts as a secret: shapes and column names, each with near misses. */
import { expect, test } from 'vitest';
import { holdsKeyMaterial, holdsSecret, isSecretColumn } from '../../src/sdk/index.ts';

/** Made up, and put together here so that no scanner takes this file for a leak. */
const AWS_SECRET = `wJalr${'Ex4MPLEfake'.repeat(3)}ab`;
const ID = 'AKIAEXAMPLE000000001';

test.each([
  ['a private key', `-----BEGIN RSA ${'PRIVATE'} KEY-----\nabc`],
  ['a GitHub token', `ghp_${'Ex4mpl3'.repeat(6)}`],
  ['a GitHub token within text', `see github_pat_${'Ex4mpl3_'.repeat(4)}`],
  ['a Slack token', `xoxb-${'0123456789'.repeat(2)}`],
  ['a JSON web token', `${'eyJ'}hbGciOiJub25l.${'eyJ'}zdWIiOiJtYWRlIn0.c2lnbmF0dXJl`],
  ['an AWS secret key beside its id', `${ID},${AWS_SECRET}`],
  ['an AWS secret key that its id names', `${ID}=${AWS_SECRET}`],
  ['a password in a tag', 'team=payments;db_password=made-up-1'],
  ['a secret key in a tag', `AWS_SECRET_ACCESS_KEY=${AWS_SECRET}`],
  ['a client secret in JSON', '{"clientSecret": "made-up-2"}'],
  ['a password in an address', 'postgres://svc:made-up-3@db.example:5432/orders'],
])('%s', (_, text) => {
  expect(holdsSecret(text)).toBe(true);
});

test.each([
  ['an access key id', ID],
  ['an ARN', 'arn:aws:iam::111122223333:role/TeamPlatformProductionDeploymentRunner2024'],
  ['a public key', '-----BEGIN PUBLIC KEY-----'],
  ['a SHA-1 beside an access key id', `${ID} da39a3ee5e6b4b0d3255bfef95601890afd80709`],
  ['forty characters with no access key id beside them', AWS_SECRET],
  ['a name that only begins like a token', 'ghp_rotation'],
  ['a tag about a password', 'password_policy=strict'],
  ['a tag that says whether there is a password', 'has_password=false;api_key=yes'],
  ['a value that was dropped', 'db_password=(dropped)'],
  ['the id of a secret', 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-password-AbCdEf:password::'],
  ['an address with a user and a port', 'postgres://svc@db.example:5432/orders and https://example:8443/a@b'],
])('not %s', (_, text) => {
  expect(holdsSecret(text)).toBe(false);
});

test('a line of a private key is key material, an ordinary row is not', () => {
  expect(holdsKeyMaterial(AWS_SECRET)).toBe(true);
  expect(holdsKeyMaterial('svc-billing-export,arn:aws:s3:::bucket-1,read,2026-01-01T00:00:00Z')).toBe(false);
});

test('columns by name', () => {
  const secret = ['secret', 'Secret Access Key', 'client_secret', 'password', 'privateKey', 'api-key', 'token', 'access_token', 'token value', 'client_secret_production', 'clientSecretValidation', 'secretautomation', 'password_hash'];
  const about = ['secret_name', 'password_last_changed', 'passwordEnabled', 'token_type', 'token_expires_at', 'api_key_id', 'private_key_path', 'passwordlastchanged', 'PASSWORD_ENABLED', 'Secret ARN', 'clientSecretId', 'name'];
  expect(secret.filter((title) => !isSecretColumn(title))).toEqual([]);
  expect(about.filter(isSecretColumn)).toEqual([]);
});
