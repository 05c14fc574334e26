/** Imports of AWS compute and resources, one after another: what several exports tell together, and what a later one ends. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { exportText, filesIn, openNewCase, someBackend, type SomeBackend } from './some-backend.ts';

const ACCOUNT = '111122223333';
const role = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const profile = (name: string): string => `arn:aws:iam::${ACCOUNT}:instance-profile/${name}`;
const instance = (id: string): string => `arn:aws:ec2:eu-west-1:${ACCOUNT}:instance/${id}`;
const lambda = (name: string): string => `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:${name}`;
const secret = `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:db-AbCdEf`;
const queue = `arn:aws:sqs:eu-west-1:${ACCOUNT}:jobs`;

const instances = (...given: { id: string; profile?: string; state?: string }[]): unknown => ({
  Reservations: given.map(({ id, profile: name, state = 'running' }) => ({
    OwnerId: ACCOUNT,
    Instances: [{ InstanceId: id, State: { Name: state }, Placement: { AvailabilityZone: 'eu-west-1a' }, ...(name ? { IamInstanceProfile: { Arn: profile(name) } } : {}) }],
  })),
});
const functions = (roles: Readonly<Record<string, string>>): unknown => ({ Functions: Object.entries(roles).map(([name, of]) => ({ FunctionArn: lambda(name), Role: role(of) })) });

interface Line {
  readonly node?: string;
  readonly edge?: string;
  readonly from?: string;
  readonly to?: string;
  readonly properties?: { readonly until?: string };
}

let imports = 0;

/** Imports these as one, and gives what then stands: open edges, and things that are no longer there. */
async function after(some: SomeBackend, files: Readonly<Record<string, unknown>>): Promise<{ edges: string[]; closed: string[] }> {
  const texts = Object.fromEntries(Object.entries(files).map(([name, content]) => [name, JSON.stringify(content)]));
  const folder = await filesIn(join(some.folder, `export-${++imports}`), texts);
  const report = await some.call('import.run', { paths: [folder] });
  expect(report.problemCounts.error).toBe(0);
  const lines = (await exportText(some, { format: 'jsonl' })).trim().split('\n').map((line) => JSON.parse(line) as Line);
  const gone = ({ properties }: Line): boolean => properties?.until !== undefined;
  const edges = lines.filter((line) => ['RUNS_AS', 'OWNED_BY'].includes(line.edge ?? '') && !gone(line)).map(({ edge, from, to }) => `${edge} ${from} ${to}`);
  return { edges: [...new Set(edges)].sort(), closed: lines.flatMap((line) => (line.node !== undefined && gone(line) ? [line.node] : [])).sort() };
}

it('an instance runs as the role of its profile, which another export tells; what a later list does not show is gone', async () => {
  const some = await someBackend();
  await openNewCase(some);
  const first = await after(some, {
    'instances.json': instances({ id: 'i-0a', profile: 'web' }, { id: 'i-0b' }, { id: 'i-0c', profile: 'web' }),
    'profiles.json': { InstanceProfiles: [{ Arn: profile('web'), Roles: [{ Arn: role('web') }] }] },
    'functions.json': functions({ bill: 'bill', idle: 'idle' }),
  });
  expect(first).toEqual({
    edges: [`RUNS_AS ${instance('i-0a')} ${role('web')}`, `RUNS_AS ${instance('i-0c')} ${role('web')}`, `RUNS_AS ${lambda('bill')} ${role('bill')}`, `RUNS_AS ${lambda('idle')} ${role('idle')}`],
    closed: [],
  });
  // One instance has lost its profile, one is gone; one function has another role, one is gone.
  const second = await after(some, { 'instances.json': instances({ id: 'i-0a' }, { id: 'i-0c', state: 'terminated' }), 'functions.json': functions({ bill: 'payment' }) });
  expect(second).toEqual({ edges: [`RUNS_AS ${lambda('bill')} ${role('payment')}`], closed: [instance('i-0b'), instance('i-0c'), lambda('idle')] });
});

it('owners by tags change with the tagging list; a filtered one takes none away; a deleted secret is gone', async () => {
  const some = await someBackend();
  await openNewCase(some);
  const tagged = (owners: Readonly<Record<string, string>>, ...more: unknown[]): unknown => ({
    ResourceTagMappingList: [...Object.entries(owners).map(([ResourceARN, Value]) => ({ ResourceARN, Tags: [{ Key: 'owner', Value }] })), ...more],
  });
  const untagged = { ResourceARN: lambda('bill'), Tags: [] };
  const first = await after(some, { 'resources.json': tagged({ [queue]: 'Ada', [secret]: 'Ada' }, untagged), 'secrets.json': { SecretList: [{ ARN: secret, Tags: [{ Key: 'owner', Value: 'Ada' }] }] } });
  expect(first).toEqual({ edges: [`OWNED_BY ${secret} owner://ada`, `OWNED_BY ${queue} owner://ada`], closed: [] });
  const filtered = await after(some, { 'resources.json': tagged({ [`${queue}-2`]: 'Ben' }) });
  expect(filtered.edges).toEqual([`OWNED_BY ${secret} owner://ada`, `OWNED_BY ${queue} owner://ada`, `OWNED_BY ${queue}-2 owner://ben`]);
  const second = await after(some, { 'resources.json': tagged({ [queue]: 'Cy' }, untagged), 'secrets.json': { SecretList: [{ ARN: `${secret}2` }] } });
  expect(second).toEqual({ edges: [`OWNED_BY ${queue} owner://cy`], closed: [secret] });
});
