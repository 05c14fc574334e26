/** importers/aws-access-keys.ts on test data of Cartography, where the checkout has it beside it; elsewhere skipped. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import accessKeys from '../../importers/aws-access-keys.ts';
import { factsOf, fold, headOf, sourceOf } from '../support/importer-run.ts';

const FILE = join(import.meta.dirname, '../../../shared/data/cartography-testdata/aws__iam__access_keys.json');
const user = (name: string): string => `arn:aws:iam::1234:user/${name}`;

describe.skipIf(!existsSync(FILE))('cartography: access keys', () => {
  const text = existsSync(FILE) ? readFileSync(FILE, 'utf8') : '';

  it('as they are: one account’s list that tells no account, and the same keys by user', async () => {
    expect(accessKeys.recognise(headOf('keys.json', text))).toBeTypeOf('string');
    const { nodes, edges, problems, scopes } = fold([['keys.json', await factsOf(accessKeys, sourceOf('keys.json', text, 1000))]]);
    expect(nodes['AKIAIOSFODNN7EXAMPLE']).toMatchObject({ label: 'Credential', status: 'active', createdAt: '2022-07-27T20:24:23.000Z', lastUsedAt: '2023-01-15T10:30:00.000Z', lastUsedService: 's3', lastUsedRegion: 'us-east-1' });
    expect(nodes['AKIAI44QH8DHBEXAMPLE']).toMatchObject({ status: 'inactive' });
    // Never used: null and empty fields.
    expect(nodes['AKIAEXAMPLE123']).not.toHaveProperty('lastUsedAt');
    expect(nodes['AKIAEXAMPLE123']).not.toHaveProperty('lastUsedService');
    expect(edges.map(({ from, to }) => `${from} > ${to}`)).toEqual([
      `AKIAIOSFODNN7EXAMPLE > ${user('user1')}`,
      `AKIAI44QH8DHBEXAMPLE > ${user('user1')}`,
      `AKIAJQ5CMEXAMPLE > ${user('user2')}`,
      `AKIAEXAMPLE123 > ${user('user3')}`,
    ]);
    expect(problems.map(({ code, severity }) => `${severity} ${code}`)).toEqual(Array.from({ length: 4 }, () => 'warning missing-value'));
    expect(scopes).toEqual([]);
  });

  it('put into the shape of list-access-keys, in a file named after the account', async () => {
    const { GET_ACCOUNT_ACCESS_KEY_DATA: answer } = JSON.parse(text) as { GET_ACCOUNT_ACCESS_KEY_DATA: object };
    const source = sourceOf('111122223333/keys.json', JSON.stringify(answer));
    const { edges, problems, scopes } = fold([['keys.json', await factsOf(accessKeys, source)]]);
    expect(problems).toEqual([]);
    expect(edges).toHaveLength(4);
    expect(scopes).toEqual(['user1', 'user2', 'user3'].map((name) => `aws-access-keys:arn:aws:iam::111122223333:user/${name}`));
  });
});
