/** Cases of importers/aws-credential-report.ts. Accounts and names are made up. */
import { importerCase } from '../support/importer-case.ts';

const HEADER =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,' +
  'access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,' +
  'access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,' +
  'cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated';
const NO_KEY = 'false,N/A,N/A,N/A,N/A';
const NO_CERTIFICATES = 'false,N/A,false,N/A';
const ACCOUNT = '111122223333';
const SCOPE = `aws-credential-report:${ACCOUNT}`;
const arn = (rest: string): string => `arn:aws:iam::${ACCOUNT}:${rest}`;

const ROOT = `<root_account>,${arn('root')},2018-08-12T17:20:55+00:00,not_supported,2019-03-03T16:58:16+00:00,not_supported,not_supported,true,true,2018-11-23T16:01:14+00:00,2018-11-27T00:02:00+00:00,us-east-1,ecr,${NO_KEY},${NO_CERTIFICATES}`;
const ANN = `ann,${arn('user/ann')},2020-01-01T00:00:00+00:00,true,no_information,2020-01-02T00:00:00+00:00,2020-04-01T00:00:00+00:00,false,${NO_KEY},${NO_KEY},${NO_CERTIFICATES}`;
const CI = `ci,${arn('user/ci')},2020-02-01T00:00:00+00:00,false,N/A,N/A,N/A,false,true,2020-02-02T00:00:00+00:00,N/A,N/A,N/A,false,2019-02-02T00:00:00+00:00,2019-05-05T00:00:00+00:00,eu-west-1,s3,true,2020-03-03T00:00:00+00:00,false,N/A`;
const IDLE = `idle,${arn('user/idle')},2020-02-01T00:00:00+00:00,false,N/A,N/A,N/A,false,${NO_KEY},${NO_KEY},${NO_CERTIFICATES}`;
const CSV = [HEADER, ROOT, ANN, CI, IDLE].join('\n');

const container = { label: 'Container', kind: 'account', name: ACCOUNT, nativeId: ACCOUNT, provider: 'aws' } as const;
const user = (name: string) =>
  ({ label: 'Identity', kind: 'iam_user', name, provider: 'aws', enabled: true, mfa: false }) as const;
const contained = (from: string) => ({ kind: 'CONTAINED_IN', from, to: arn('root-account'), scope: SCOPE }) as const;
const authenticates = (slot: string) =>
  ({ kind: 'AUTHENTICATES_AS', from: slot, to: slot.split('#')[0] ?? '', scope: SCOPE }) as const;

const NODES = {
  [arn('root-account')]: container,
  [arn('root')]: {
    label: 'Identity',
    kind: 'account_root',
    name: `root of ${ACCOUNT}`,
    provider: 'aws',
    isNhi: false,
    tier0: true,
    mfa: true,
    createdAt: '2018-08-12T17:20:55.000Z',
    lastUsedAt: '2019-03-03T16:58:16.000Z',
    evidence: ['line 2'],
  },
  [arn('root#key1')]: {
    label: 'Credential',
    kind: 'access_key',
    name: `access key 1 of root of ${ACCOUNT}`,
    provider: 'aws',
    status: 'active',
    createdAt: '2018-11-23T16:01:14.000Z',
    lastRotatedAt: '2018-11-23T16:01:14.000Z',
    lastUsedAt: '2018-11-27T00:02:00.000Z',
    lastUsedRegion: 'us-east-1',
    lastUsedService: 'ecr',
  },
  [arn('user/ann')]: { ...user('ann'), isNhi: false, createdAt: '2020-01-01T00:00:00.000Z' },
  [arn('user/ann#password')]: {
    label: 'Credential',
    kind: 'password',
    name: 'password of ann',
    provider: 'aws',
    status: 'active',
    lastRotatedAt: '2020-01-02T00:00:00.000Z',
    tags: ['password_next_rotation=2020-04-01T00:00:00.000Z'],
  },
  [arn('user/ci')]: {
    ...user('ci'),
    isNhi: true,
    createdAt: '2020-02-01T00:00:00.000Z',
    lastUsedAt: '2019-05-05T00:00:00.000Z',
  },
  // Never used: no lastUsedAt.
  [arn('user/ci#key1')]: {
    label: 'Credential',
    kind: 'access_key',
    name: 'access key 1 of ci',
    provider: 'aws',
    status: 'active',
    createdAt: '2020-02-02T00:00:00.000Z',
    lastRotatedAt: '2020-02-02T00:00:00.000Z',
  },
  [arn('user/ci#key2')]: {
    label: 'Credential',
    kind: 'access_key',
    name: 'access key 2 of ci',
    provider: 'aws',
    status: 'inactive',
    createdAt: '2019-02-02T00:00:00.000Z',
    lastRotatedAt: '2019-02-02T00:00:00.000Z',
    lastUsedAt: '2019-05-05T00:00:00.000Z',
    lastUsedRegion: 'eu-west-1',
    lastUsedService: 's3',
  },
  [arn('user/ci#cert1')]: {
    label: 'Credential',
    kind: 'certificate',
    name: 'signing certificate 1 of ci',
    provider: 'aws',
    status: 'active',
    createdAt: '2020-03-03T00:00:00.000Z',
    lastRotatedAt: '2020-03-03T00:00:00.000Z',
  },
  // Neither password nor key: nothing tells a person from a machine.
  [arn('user/idle')]: { ...user('idle'), createdAt: '2020-02-01T00:00:00.000Z' },
} as const;
const EDGES = [
  ...[arn('root'), arn('user/ann'), arn('user/ci'), arn('user/idle')].map(contained),
  ...['root#key1', 'user/ann#password', 'user/ci#key1', 'user/ci#key2', 'user/ci#cert1'].map((slot) =>
    authenticates(arn(slot)),
  ),
  {
    kind: 'CAN_ESCALATE_TO',
    from: arn('root'),
    to: arn('root-account'),
    path: 'root',
    certainty: 'proven',
    source: 'root user',
  },
] as const;

export default importerCase({
  importer: 'aws-credential-report',
  accepts: [
    {
      title: 'root, a person, a machine and a user without credentials, as CSV',
      files: { 'report.csv': CSV },
      nodes: NODES,
      edges: EDGES,
      scopes: [SCOPE],
    },
    {
      title: 'the same as the CLI prints it: base64 within JSON',
      files: {
        'report.json': JSON.stringify({
          Content: Buffer.from(CSV).toString('base64'),
          ReportFormat: 'text/csv',
          GeneratedTime: '2020-05-07T15:40:22+00:00',
        }),
      },
      nodes: NODES,
      edges: EDGES,
      scopes: [SCOPE],
    },
    {
      title: 'the same with the content decoded, keys in another order',
      files: {
        'report.json': `\n${JSON.stringify({ GeneratedTime: '2020-05-07 15:40:22+00:00', ReportFormat: 'text/csv', Content: CSV }, null, 4)}`,
      },
      nodes: NODES,
      edges: EDGES,
      scopes: [SCOPE],
    },
    {
      title: 'saved by a spreadsheet: semicolons, quotes, CRLF, TRUE for true, and a column AWS added later',
      files: {
        'report.csv': `"user";"arn";"password_enabled";"mfa_active";"new_column"\r\n"ann; a.";"${arn('user/ann')}";"TRUE";"False";"x"\r\n`,
      },
      nodes: {
        [arn('root-account')]: container,
        [arn('user/ann')]: { ...user('ann'), isNhi: false },
        [arn('user/ann#password')]: {
          label: 'Credential',
          kind: 'password',
          name: 'password of ann',
          provider: 'aws',
          status: 'active',
        },
      },
      edges: [contained(arn('user/ann')), authenticates(arn('user/ann#password'))],
      scopes: [SCOPE],
    },
    {
      title: 'bad lines: a problem each, the good ones in, and nothing counts as gone',
      files: {
        'report.csv': [
          'user,arn,password_enabled,mfa_active,access_key_1_active,access_key_1_last_rotated',
          'nobody,,false,false,false,N/A',
          `role,${arn('role/x')},false,false,false,N/A`,
          'short,line',
          `ci,${arn('user/ci')},perhaps,false,true,2020-02-31T00:00:00+00:00`,
          `ci,${arn('user/ci')},false,false,true,2020-02-02T00:00:00+00:00`,
        ].join('\n'),
      },
      nodes: {
        [arn('root-account')]: container,
        [arn('user/ci')]: { ...user('ci'), isNhi: true },
        [arn('user/ci#key1')]: {
          label: 'Credential',
          kind: 'access_key',
          name: 'access key 1 of ci',
          provider: 'aws',
          status: 'active',
          createdAt: '2020-02-02T00:00:00.000Z',
          lastRotatedAt: '2020-02-02T00:00:00.000Z',
        },
      },
      edges: [contained(arn('user/ci')), authenticates(arn('user/ci#key1'))],
      problems: [
        {
          code: 'missing-value',
          at: 'line 2',
          field: 'arn',
          severity: 'error',
          reject: 'nobody,,false,false,false,N/A',
        },
        { code: 'bad-value', at: 'line 3', field: 'arn', severity: 'error' },
        { code: 'malformed', at: 'line 4', severity: 'error', reject: 'short,line' },
        { code: 'bad-value', at: 'line 5', field: 'password_enabled', severity: 'warning' },
        { code: 'bad-value', at: 'line 5', field: 'access_key_1_last_rotated', severity: 'warning' },
        { code: 'duplicate', at: 'line 6', field: 'arn', severity: 'warning' },
      ],
      scopes: [],
    },
    {
      title: 'JSON cut off within the content: a problem, and nothing else',
      files: { 'report.json': `{"Content":"${HEADER}` },
      nodes: {},
      edges: [],
      problems: [{ code: 'truncated', at: `byte ${12 + HEADER.length}`, severity: 'error' }],
      scopes: [],
    },
  ],
  refuses: [
    {
      title: 'a CSV of users without the report’s columns',
      name: 'credential-report.csv',
      text: `user,arn\nann,${arn('user/ann')}\n`,
    },
    {
      title: 'JSON with another Content',
      name: 'report.json',
      text: JSON.stringify({ Content: 'bm90IGEgcmVwb3J0', ReportFormat: 'text/csv' }),
    },
    {
      title: 'a text that names the columns',
      name: 'notes.txt',
      text: 'The columns are user, arn and so on; password_enabled and mfa_active tell …',
    },
    { title: 'an empty file', name: 'credential-report.csv', text: '' },
  ],
});
