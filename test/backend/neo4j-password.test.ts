/** A password from the environment goes to the server that the environment names, and to no other. */
import { expect, it } from 'vitest';
import { someBackend } from './some-backend.ts';

const environment = { NEO4J_URI: 'neo4j://team.example:7687', NEO4J_USERNAME: 'analyst', NEO4J_PASSWORD: 'not-to-be-told' };

async function passwordSentTo(uri: string, password: string): Promise<string | undefined> {
  let sent: string | undefined;
  const some = await someBackend({ environment, onNeo4j: (address) => void (sent = address.password) });
  await expect(some.call('case.open', { kind: 'neo4j', uri, username: 'analyst', password })).rejects.toMatchObject({ code: 'store-unreachable' });
  return sent;
}

it('stands in for an empty one at NEO4J_URI', async () => {
  expect(await passwordSentTo('neo4j://team.example:7687', '')).toBe('not-to-be-told');
});

it('goes to no other address', async () => {
  expect(await passwordSentTo('neo4j://elsewhere.example:7687', '')).toBe('');
});

it('gives way to one that was typed', async () => {
  expect(await passwordSentTo('neo4j://team.example:7687', 'typed')).toBe('typed');
});

it('is never told to a client', async () => {
  const some = await someBackend({ environment });
  const info = await some.call('system.info', {});
  expect(JSON.stringify(info)).not.toContain('not-to-be-told');
  expect(info.neo4j).toEqual({ uri: environment.NEO4J_URI, username: 'analyst', database: '', passwordGiven: true });
});
