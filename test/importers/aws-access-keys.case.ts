/** Cases of importers/aws-access-keys.ts. Names and accounts are made up, and so are the key ids, some of which encode them. */
import { importerCase } from '../support/importer-case.ts';

const ACCOUNT = '111122223333';
const user = (path: string, account = ACCOUNT): string => `arn:aws:iam::${account}:user/${path}`;
/** Old ids, which tell no account. */
const ADA_1 = 'AKIAEXAMPLEADA00001';
const ADA_2 = 'AKIAEXAMPLEADA00002';
const BOB_1 = 'AKIAEXAMPLEBOB00001';
/** Of the account 111122223333 and of 444455556666. */
const TELLING = 'AKIARTX3GSDSQEXAMPLE';
const TELLING_OTHER = 'AKIAWO645SY5AEXAMPLE';

const key = (id: string, userName: string, more: object = {}) =>
  ({ UserName: userName, AccessKeyId: id, Status: 'Active', CreateDate: '2023-04-05T06:07:08+00:00', ...more });
const credential = (id: string, owner: string, more: object = {}) =>
  ({ label: 'Credential', kind: 'access_key', provider: 'aws', name: `${id} of ${owner}`, status: 'active', createdAt: '2023-04-05T06:07:08.000Z', ...more }) as const;
const named = (name: string) => ({ label: 'Identity', kind: 'iam_user', name, provider: 'aws', missing: true }) as const;
const scope = (thing: string): string => `aws-access-keys:${thing}`;
const authenticates = (id: string, arn: string, more: object = {}) =>
  ({ kind: 'AUTHENTICATES_AS', from: id, to: arn, scope: scope(arn), ...more }) as const;

export default importerCase({
  importer: 'aws-access-keys',
  accepts: [
    {
      title: 'answers for one user after another; the account stands in the file’s name',
      files: {
        'access-keys-111122223333.json': [
          { AccessKeyMetadata: [key(ADA_1, 'ada'), key(ADA_2, 'ada', { Status: 'Inactive', CreateDate: '2019-01-02 03:04:05+00:00' })] },
          { AccessKeyMetadata: [key(BOB_1, 'bob')], IsTruncated: false },
          { AccessKeyMetadata: [] },
        ].map((answer) => JSON.stringify(answer, null, 4)).join('\n'),
      },
      nodes: {
        [ADA_1]: { ...credential(ADA_1, 'ada'), evidence: ['/AccessKeyMetadata/0'] },
        [ADA_2]: { ...credential(ADA_2, 'ada'), status: 'inactive', createdAt: '2019-01-02T03:04:05.000Z' },
        [BOB_1]: { ...credential(BOB_1, 'bob'), evidence: ['byte 441'] },
        [user('ada')]: named('ada'),
        [user('bob')]: named('bob'),
      },
      edges: [authenticates(ADA_1, user('ada'), { evidence: ['/AccessKeyMetadata/0'] }), authenticates(ADA_2, user('ada')), authenticates(BOB_1, user('bob'))],
      scopes: [scope(user('ada')), scope(user('bob'))],
    },
    {
      title: 'with last use as scripts keep it: beside the key, as the whole answer, in fields of its own; N/A is never',
      files: {
        'keys.json': JSON.stringify([
          { ...key(ADA_1, 'ada'), Arn: user('people/ada'), AccessKeyLastUsed: { LastUsedDate: '2026-10-01T02:03:00Z', ServiceName: 's3', Region: 'eu-west-1' } },
          { ...key(ADA_2, 'ada'), AccountId: ACCOUNT, AccessKeyLastUsed: { ServiceName: 'N/A', Region: 'N/A' } },
          { AccessKeyId: TELLING, AccessKeyLastUsed: { UserName: 'ci', AccessKeyLastUsed: { LastUsedDate: '2026-10-02T00:00:00Z', ServiceName: 'sts', Region: 'us-east-1' } } },
          { ...key(TELLING_OTHER, 'ci'), LastUsedDate: '2026-10-03T00:00:00Z', LastUsedService: 'ec2', LastUsedRegion: 'N/A' },
        ]),
      },
      nodes: {
        [ADA_1]: { ...credential(ADA_1, 'ada'), lastUsedAt: '2026-10-01T02:03:00.000Z', lastUsedService: 's3', lastUsedRegion: 'eu-west-1', evidence: ['/0'] },
        [ADA_2]: credential(ADA_2, 'ada'),
        [TELLING]: { label: 'Credential', kind: 'access_key', provider: 'aws', name: `${TELLING} of ci`, lastUsedAt: '2026-10-02T00:00:00.000Z', lastUsedService: 'sts', lastUsedRegion: 'us-east-1' },
        [TELLING_OTHER]: { ...credential(TELLING_OTHER, 'ci'), lastUsedAt: '2026-10-03T00:00:00.000Z', lastUsedService: 'ec2' },
        [user('people/ada')]: named('ada'),
        [user('ada')]: named('ada'),
        [user('ci')]: named('ci'),
        [user('ci', '444455556666')]: named('ci'),
      },
      edges: [
        authenticates(ADA_1, user('people/ada')),
        authenticates(ADA_2, user('ada')),
        authenticates(TELLING, user('ci')),
        authenticates(TELLING_OTHER, user('ci', '444455556666')),
      ],
      scopes: [],
    },
    {
      title: 'maps by user and by key, users with their keys, a user whose list is empty, JSON lines',
      files: {
        'maps.jsonl': [
          { [user('people/ada')]: [key(ADA_1, 'ada')] },
          { [BOB_1]: { UserName: 'bob', AccessKeyLastUsed: { LastUsedDate: '2026-10-01T02:03:00Z', ServiceName: 's3', Region: 'eu-west-1' } }, note: 'of nobody' },
          { Users: [{ UserName: 'ada', Path: '/people/', Arn: user('people/ada'), AccessKeyMetadata: [key(ADA_2, 'ada')] }, { UserName: 'eve', Arn: user('eve'), AccessKeyMetadata: [] }] },
          { [ACCOUNT]: { AccessKeyMetadata: [key('AKIAEXAMPLEEVE00001', 'mallory')] } },
          { Arn: `arn:aws:iam::${ACCOUNT}:root`, AccessKeyMetadata: [{ AccessKeyId: 'AKIAEXAMPLEROOT0001', Status: 'Expired' }] },
        ].map((line) => JSON.stringify(line)).join('\n'),
      },
      nodes: {
        [ADA_1]: { ...credential(ADA_1, 'ada'), evidence: [`/${user('people/ada').replaceAll('/', '~1')}/0`] },
        [ADA_2]: credential(ADA_2, 'ada'),
        [BOB_1]: { label: 'Credential', kind: 'access_key', provider: 'aws', name: `${BOB_1} of bob`, lastUsedAt: '2026-10-01T02:03:00.000Z', lastUsedService: 's3', lastUsedRegion: 'eu-west-1' },
        AKIAEXAMPLEEVE00001: credential('AKIAEXAMPLEEVE00001', 'mallory'),
        AKIAEXAMPLEROOT0001: { label: 'Credential', kind: 'access_key', provider: 'aws', name: 'AKIAEXAMPLEROOT0001 of root', status: 'expired' },
        [user('people/ada')]: named('ada'),
        [user('mallory')]: named('mallory'),
        [`arn:aws:iam::${ACCOUNT}:root`]: { label: 'Identity', kind: 'account_root', name: `root of ${ACCOUNT}`, provider: 'aws', missing: true },
      },
      edges: [
        authenticates(ADA_1, user('people/ada')),
        authenticates(ADA_2, user('people/ada')),
        authenticates('AKIAEXAMPLEEVE00001', user('mallory')),
        authenticates('AKIAEXAMPLEROOT0001', `arn:aws:iam::${ACCOUNT}:root`),
      ],
      problems: [{ code: 'missing-value', at: 'byte 185', field: `${BOB_1}/Arn`, severity: 'warning' }],
      scopes: [scope(user('people/ada')), scope(user('eve')), scope(user('mallory')), scope(`arn:aws:iam::${ACCOUNT}:root`)],
    },
    {
      title: 'pages: the last one says whether a user’s list is whole',
      files: {
        'pages-111122223333.json': JSON.stringify([
          { AccessKeyMetadata: [key(ADA_1, 'ada')], IsTruncated: true, Marker: 'more' },
          { AccessKeyMetadata: [key(ADA_2, 'ada')], IsTruncated: false },
          { AccessKeyMetadata: [key(BOB_1, 'bob')], IsTruncated: true, Marker: 'more' },
        ]),
      },
      nodes: {
        [ADA_1]: credential(ADA_1, 'ada'),
        [ADA_2]: credential(ADA_2, 'ada'),
        [BOB_1]: credential(BOB_1, 'bob'),
        [user('ada')]: named('ada'),
        [user('bob')]: named('bob'),
      },
      edges: [authenticates(ADA_1, user('ada')), authenticates(ADA_2, user('ada')), authenticates(BOB_1, user('bob'))],
      problems: [{ code: 'truncated', at: '/2', field: 'IsTruncated', severity: 'warning' }],
      scopes: [scope(user('ada'))],
    },
    {
      title: 'what create-access-key answered: the secret is dropped',
      files: {
        'new-key.json': JSON.stringify({ AccessKey: { UserName: 'ci', AccessKeyId: TELLING, Status: 'Active', SecretAccessKey: 'made-up', CreateDate: '2023-04-05T06:07:08+00:00' } }),
      },
      nodes: { [TELLING]: { ...credential(TELLING, 'ci'), evidence: ['/AccessKey'] }, [user('ci')]: named('ci') },
      edges: [authenticates(TELLING, user('ci'))],
      problems: [{ code: 'secret-dropped', at: '/AccessKey', field: 'SecretAccessKey', severity: 'warning' }],
      scopes: [],
    },
    {
      title: 'the key that a file is named after, and the ARN of another beside it, whose account counts',
      files: {
        [`${ADA_1}.json`]: JSON.stringify({ Arn: user('bob', '444455556666'), UserName: 'ada', AccessKeyLastUsed: { LastUsedDate: '2026-10-01T02:03:00Z', ServiceName: 's3', Region: 'eu-west-1' } }),
      },
      nodes: {
        [ADA_1]: { label: 'Credential', kind: 'access_key', provider: 'aws', name: `${ADA_1} of ada`, lastUsedAt: '2026-10-01T02:03:00.000Z', lastUsedService: 's3', lastUsedRegion: 'eu-west-1', evidence: ['/Arn'] },
        [user('ada', '444455556666')]: named('ada'),
      },
      edges: [authenticates(ADA_1, user('ada', '444455556666'))],
      scopes: [],
    },
    {
      title: 'entries that cannot be read are problems, and nothing else is lost; no list counts as whole then',
      files: {
        'broken-111122223333.json': `[${[
          { AccessKeyMetadata: ['AKIAEXAMPLEBARE0001', key('no key id', 'ada'), key(ADA_1, 'ada', { Status: 'Sleeping', CreateDate: 'yesterday' })] },
          { AccessKeyMetadata: [{ AccessKeyId: ADA_2, Status: 'Active' }, key('ASIAEXAMPLESESSION1', 'ada')] },
          { UserName: 'bob', AccessKeyLastUsed: { LastUsedDate: '2026-10-01T02:03:00Z', ServiceName: 's3', Region: 'eu-west-1' } },
          { AccessKeyMetadata: [key(BOB_1, 'bob', { AccessKeyLastUsed: 'never' })] },
        ].map((answer) => JSON.stringify(answer)).join(',')}, {"AccessKeyMetadata": nul}]`,
      },
      nodes: {
        [ADA_1]: { label: 'Credential', kind: 'access_key', provider: 'aws', name: `${ADA_1} of ada` },
        [ADA_2]: { label: 'Credential', kind: 'access_key', provider: 'aws', name: ADA_2, status: 'active' },
        [BOB_1]: credential(BOB_1, 'bob'),
        [user('ada')]: named('ada'),
        [user('bob')]: named('bob'),
      },
      edges: [authenticates(ADA_1, user('ada')), authenticates(BOB_1, user('bob'))],
      problems: [
        { code: 'malformed', at: '/0/AccessKeyMetadata/0', severity: 'error' },
        { code: 'bad-value', at: '/0/AccessKeyMetadata/1', field: 'AccessKeyId', severity: 'error' },
        { code: 'bad-value', at: '/0/AccessKeyMetadata/2', field: 'Status', severity: 'warning' },
        { code: 'bad-value', at: '/0/AccessKeyMetadata/2', field: 'CreateDate', severity: 'warning' },
        { code: 'missing-value', at: '/1/AccessKeyMetadata/0', field: 'UserName', severity: 'warning' },
        { code: 'skipped', at: '/1/AccessKeyMetadata/1', field: 'AccessKeyId', severity: 'warning' },
        { code: 'missing-value', at: '/2', field: 'AccessKeyId', severity: 'error' },
        { code: 'bad-value', at: '/3/AccessKeyMetadata/0', field: 'AccessKeyLastUsed', severity: 'warning' },
        { code: 'malformed', at: 'byte 731', severity: 'error' },
      ],
      scopes: [],
    },
  ],
  refuses: [
    { title: 'users without keys', name: 'users.json', text: JSON.stringify({ Users: [{ UserName: 'ada', Arn: user('ada'), CreateDate: '2023-04-05T06:07:08Z' }] }) },
    { title: 'a session’s credentials', name: 'session.json', text: JSON.stringify({ Credentials: { AccessKeyId: 'ASIAEXAMPLESESSION1', SecretAccessKey: 'x', SessionToken: 'x', Expiration: '2026-10-01T00:00:00Z' } }) },
    { title: 'a log of such calls', name: 'trail.json', text: JSON.stringify({ Records: [{ eventSource: 'iam.amazonaws.com', eventName: 'CreateAccessKey', responseElements: { accessKey: { accessKeyId: ADA_1 } }, AccessKeyMetadata: [] }] }) },
    { title: 'keys of another cloud, which calls its fields alike', name: 'keys.json', text: JSON.stringify({ AccessKeys: { AccessKey: [{ AccessKeyId: 'LTAIEXAMPLE0000001', Status: 'Active', CreateDate: '2023-04-05T06:07:08Z' }] } }) },
    { title: 'service-specific credentials', name: 'credentials.json', text: JSON.stringify({ ServiceSpecificCredentials: [{ UserName: 'ada', Status: 'Active', CreateDate: '2023-04-05T06:07:08Z', ServiceSpecificCredentialId: 'ACCAEXAMPLE00001' }] }) },
    { title: 'a file that only speaks of them', name: 'notes.md', text: 'Run `aws iam list-access-keys`; it prints {"AccessKeyMetadata": [{"AccessKeyId": "AKIA…"}]}.' },
  ],
});
