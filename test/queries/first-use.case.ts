/** Origins first seen within the window and outside of it, of identities known from elsewhere for long, for short, or not at all. */
import { queryCase } from '../support/query-case.ts';

const HOME = 'network 198.51.100.0/24=2026-01-01T08:00/2026-05-31T10:00';
const NEW = '2026-05-30T13:05';
const row = (uid: string, time: string, sort: string, value: string, known: number) => ({ uid, name: uid, time: `${time}:00.000Z`, sort, value, known });

export default queryCase({
  query: 'first-use',
  nodes: [
    ['Identity', 'abroad', { origins: ['agent Boto3=2026-01-01T08:00/2026-05-31T10:00', `agent aws-cli=${NEW}/${NEW}`, HOME, 'network 198.51.101.0/24=2026-02-01T08:00/2026-02-01T08:00', `network 2001:db8:1::/48=${NEW}/2026-05-31T10:00`, 'region eu-west-1=2026-01-01T08:00/2026-05-31T10:00', 'region us-east-1=2026-05-25T00:00/2026-05-25T00:00'] }],
    ['Identity', 'at-home', { origins: [HOME] }],
    ['Identity', 'abroad-earlier', { origins: [HOME, 'network 203.0.113.0/24=2026-05-24T23:59/2026-05-31T10:00'] }],
    ['Identity', 'abroad-later', { origins: [HOME, 'network 203.0.113.0/24=2026-06-01T00:00/2026-06-01T00:00'] }],
    ['Identity', 'new', { origins: [`network 198.51.100.0/24=${NEW}/${NEW}`, `network 203.0.113.0/24=2026-05-31T13:05/2026-05-31T13:05`] }],
    ['Identity', 'known-just-long-enough', { origins: ['network 198.51.100.0/24=2026-05-16T13:05/2026-05-16T13:05', `network 203.0.113.0/24=${NEW}/${NEW}`] }],
    ['Identity', 'known-not-long-enough', { origins: ['network 198.51.100.0/24=2026-05-16T13:06/2026-05-16T13:06', `network 203.0.113.0/24=${NEW}/${NEW}`] }],
    ['Identity', 'first-of-its-sort', { origins: [HOME, `service cloudformation.amazonaws.com=${NEW}/${NEW}`] }],
    ['Identity', 'never-seen', {}],
    ['Workload', 'no-identity', {}],
  ],
  edges: [],
  asked: [
    {
      title: 'the last week',
      rows: [
        row('abroad', '2026-05-25T00:00', 'region', 'us-east-1', 1),
        row('abroad', NEW, 'agent', 'aws-cli', 1),
        row('abroad', NEW, 'network', '2001:db8:1::/48', 2),
        row('known-just-long-enough', NEW, 'network', '203.0.113.0/24', 1),
      ],
    },
    { title: 'one sort', parameters: { sorts: ['agent'] }, rows: [row('abroad', NEW, 'agent', 'aws-cli', 1)] },
    { title: 'one identity, whose first days count too', parameters: { identity: 'new', baselineDays: 0 }, rows: [row('new', '2026-05-31T13:05', 'network', '203.0.113.0/24', 1)] },
    { title: 'between two times', parameters: { from: '2026-05-24T23:59:00Z', to: '2026-05-25T00:00:00Z' }, rows: [row('abroad-earlier', '2026-05-24T23:59', 'network', '203.0.113.0/24', 1)] },
    { title: 'of what is no identity', parameters: { identity: 'no-identity' }, rows: [] },
  ],
});
