/** Cases of importers/aws-service-last-accessed.ts. Accounts and names are made up. */
import { importerCase } from '../support/importer-case.ts';

const arn = (rest: string): string => `arn:aws:iam::111122223333:${rest}`;
const app = arn('role/service/app');
const ada = arn('user/ada');
const scope = (whom: string): string => `aws-service-last-accessed:${whom}`;

const role = (name: string) => ({ label: 'Identity', kind: 'iam_role', name, provider: 'aws', isNhi: true, missing: true }) as const;
const user = (name: string) => ({ label: 'Identity', kind: 'iam_user', name, provider: 'aws', missing: true }) as const;

const service = (ServiceNamespace: string, time?: string, entity?: string, more: object = {}) => ({
  ServiceName: `Amazon ${ServiceNamespace}`, ServiceNamespace,
  ...(time === undefined ? { TotalAuthenticatedEntities: 0 } : { LastAuthenticated: time, LastAuthenticatedEntity: entity, LastAuthenticatedRegion: 'eu-west-1', TotalAuthenticatedEntities: 1 }),
  ...more,
});
const answer = (services: unknown, more: object = {}) => ({
  JobStatus: 'COMPLETED', JobType: 'SERVICE_LEVEL', JobCreationDate: '2026-11-01T10:00:00+00:00', ServicesLastAccessed: services,
  JobCompletionDate: '2026-11-01T10:00:03+00:00', IsTruncated: false, ...more,
});
const tracked = (ActionName: string, LastAccessedTime?: string) => ({ ActionName, ...(LastAccessedTime === undefined ? {} : { LastAccessedTime, LastAccessedRegion: 'eu-west-1' }) });

export default importerCase({
  importer: 'aws-service-last-accessed',
  accepts: [
    {
      title: 'an ARN beside the answer; services, and actions where they are tracked; what has no time was not used',
      files: {
        'last-accessed.json': [
          {
            arn: app,
            details: answer([
              service('s3', '2026-10-02T03:04:00+00:00', app, { TrackedActionsLastAccessed: [tracked('GetObject', '2026-10-01T00:00:00+00:00'), tracked('PutObject')] }),
              service('ec2'),
              service('sts', '2026-10-20 03:04:00+00:00', app),
            ]),
          },
          { arn: ada, details: answer([service('s3'), service('ec2')]) },
        ].map((one) => JSON.stringify(one)).join('\n'),
      },
      nodes: {
        [app]: {
          ...role('app'), lastUsedAt: '2026-10-20T03:04:00.000Z',
          usedActions: ['s3:*=2026-10-02T03:04:00.000Z', 's3:GetObject=2026-10-01T00:00:00.000Z', 'sts:*=2026-10-20T03:04:00.000Z'],
        },
        [ada]: { ...user('ada'), usedActions: [] },
      },
      edges: [],
      scopes: [scope(app), scope(ada)],
    },
    {
      title: 'maps by ARN, lists, the ARN among the answer’s own fields',
      files: {
        'map.json': JSON.stringify({ [app]: answer([service('s3', '2026-10-02T03:04:00Z', app)]), [ada]: { result: [answer([])] } }),
        'list.json': JSON.stringify([{ Arn: arn('role/other'), ...answer([service('kms', '2026-10-02T03:04:00Z', arn('role/other'))], { JobStatus: undefined }) }]),
      },
      nodes: {
        [app]: { ...role('app'), usedActions: ['s3:*=2026-10-02T03:04:00.000Z'], lastUsedAt: '2026-10-02T03:04:00.000Z' },
        [ada]: { ...user('ada'), usedActions: [] },
        [arn('role/other')]: { ...role('other'), usedActions: ['kms:*=2026-10-02T03:04:00.000Z'], lastUsedAt: '2026-10-02T03:04:00.000Z' },
      },
      edges: [],
      scopes: [scope(app), scope(ada), scope(arn('role/other'))],
    },
    {
      title: 'the file’s name: an ARN escaped, an ARN with other separators, the name of the one that used something',
      files: {
        [`exports/${encodeURIComponent(app)}.json`]: JSON.stringify(answer([service('s3')])),
        'arn_aws_iam__111122223333_user_ada.json': JSON.stringify(answer([])),
        'role_job_1.json': JSON.stringify(answer([service('s3', '2026-10-02T03:04:00Z', arn('role/jobs/job_1')), service('sts', '2026-10-01T03:04:00Z', arn('role/jobs/job_1'))])),
        'bob.json': JSON.stringify(answer([service('s3', '2026-10-02T03:04:00Z', arn('user/bob'))])),
      },
      nodes: {
        [app]: { ...role('app'), usedActions: [] },
        [ada]: { ...user('ada'), usedActions: [] },
        [arn('role/jobs/job_1')]: { ...role('job_1'), usedActions: ['s3:*=2026-10-02T03:04:00.000Z', 'sts:*=2026-10-01T03:04:00.000Z'], lastUsedAt: '2026-10-02T03:04:00.000Z' },
        [arn('user/bob')]: { ...user('bob'), usedActions: ['s3:*=2026-10-02T03:04:00.000Z'], lastUsedAt: '2026-10-02T03:04:00.000Z' },
      },
      edges: [],
      scopes: [scope(app), scope(ada), scope(arn('role/jobs/job_1')), scope(arn('user/bob'))],
    },
    {
      title: 'names that tell nothing: another’s, a role’s that could have a path, several users of a group',
      files: {
        'carol.json': JSON.stringify(answer([service('s3', '2026-10-02T03:04:00Z', arn('user/bob'))])),
        'arn_aws_iam__111122223333_role_job_1.json': JSON.stringify(answer([service('s3')])),
        'ada.json': JSON.stringify(answer([service('s3', '2026-10-02T03:04:00Z', ada), service('ec2', '2026-10-02T03:04:00Z', arn('user/bob')), service('kms', '2026-10-02T03:04:00Z', 'user/ada')])),
      },
      nodes: {},
      edges: [],
      problems: [
        { code: 'missing-value', at: '/JobStatus', field: 'arn', severity: 'error', file: 'carol.json' },
        { code: 'missing-value', at: '/JobStatus', field: 'arn', severity: 'error', file: 'arn_aws_iam__111122223333_role_job_1.json' },
        { code: 'missing-value', at: '/JobStatus', field: 'arn', severity: 'error', file: 'ada.json' },
      ],
      scopes: [],
    },
    {
      title: 'pages are one answer; without the last one only the last use is known',
      files: {
        'pages.json': JSON.stringify([
          { arn: app, details: answer([service('s3', '2026-10-02T03:04:00Z', app)], { IsTruncated: true, Marker: 'more' }) },
          { arn: ada, details: answer([service('s3', '2026-10-05T03:04:00Z', ada)], { IsTruncated: true, Marker: 'more' }) },
          { arn: app, details: answer([service('sts', '2026-10-01T03:04:00Z', app)]) },
        ]),
      },
      nodes: {
        [app]: { ...role('app'), usedActions: ['s3:*=2026-10-02T03:04:00.000Z', 'sts:*=2026-10-01T03:04:00.000Z'], lastUsedAt: '2026-10-02T03:04:00.000Z' },
        [ada]: { ...user('ada'), lastUsedAt: '2026-10-05T03:04:00.000Z' },
      },
      edges: [],
      problems: [{ code: 'truncated', at: '/1/details', field: 'IsTruncated', severity: 'warning' }],
      scopes: [scope(app)],
    },
    {
      title: 'jobs that have not ended or failed, groups and policies; what cannot be read may have been used',
      files: {
        'broken.json': `[${[
          { arn: app, details: { JobStatus: 'IN_PROGRESS', JobCreationDate: '2026-11-01T10:00:00Z', ServicesLastAccessed: [] } },
          { arn: app, details: { JobStatus: 'FAILED', ServicesLastAccessed: [], Error: { Code: 'SERVICE_ERROR', Message: 'made up' } } },
          { arn: arn('group/admins'), details: answer([service('s3', '2026-10-02T03:04:00Z', ada)]) },
          { arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess', details: answer([]) },
          { arn: ada, details: answer('none') },
          { arn: app, details: answer([service('s3', 'yesterday', app), { ServiceName: 'Amazon S3' }, 'ec2', service('kms', '2026-10-02T03:04:00Z', app, { TrackedActionsLastAccessed: [{ LastAccessedTime: '2026-10-02T03:04:00Z' }] })]) },
        ].map((one) => JSON.stringify(one)).join(',')}, {"arn": nul}]`,
      },
      nodes: { [app]: { ...role('app'), lastUsedAt: '2026-10-02T03:04:00.000Z' } },
      edges: [],
      problems: [
        { code: 'skipped', at: '/0/details', field: 'JobStatus', severity: 'warning' },
        { code: 'skipped', at: '/1/details', field: 'JobStatus', severity: 'warning' },
        { code: 'unsupported', at: '/2/details', field: 'arn', severity: 'note' },
        { code: 'unsupported', at: '/3/details', field: 'arn', severity: 'note' },
        { code: 'bad-value', at: '/4/details', field: 'ServicesLastAccessed', severity: 'warning' },
        { code: 'missing-value', at: '/4/details', field: 'ServicesLastAccessed', severity: 'error' },
        { code: 'bad-value', at: '/5/details', field: 'ServicesLastAccessed/2', severity: 'warning' },
        { code: 'bad-value', at: '/5/details', field: 'ServicesLastAccessed/0/LastAuthenticated', severity: 'warning' },
        { code: 'missing-value', at: '/5/details', field: 'ServicesLastAccessed/1/ServiceNamespace', severity: 'warning' },
        { code: 'missing-value', at: '/5/details', field: 'ServicesLastAccessed/3/TrackedActionsLastAccessed/0/ActionName', severity: 'warning' },
        { code: 'malformed', at: '/5/details', field: 'ServicesLastAccessed', severity: 'error' },
        { code: 'malformed', at: 'byte 2128', severity: 'error' },
      ],
      scopes: [],
    },
  ],
  refuses: [
    { title: 'the job’s id', name: `${encodeURIComponent(app)}.json`, text: '{"JobId": "00000000-0000-0000-0000-000000000000"}' },
    { title: 'who used one service', name: 'entities.json', text: JSON.stringify({ JobStatus: 'COMPLETED', EntityDetailsList: [{ EntityInfo: { Arn: ada, Type: 'USER' }, LastAuthenticated: '2026-10-02T03:04:00Z' }] }) },
    { title: 'an organization’s report', name: 'report.json', text: JSON.stringify({ JobStatus: 'COMPLETED', NumberOfServicesAccessible: 1, AccessDetails: [{ ServiceNamespace: 's3', LastAuthenticatedTime: '2026-10-02T03:04:00Z' }] }) },
    { title: 'a log that quotes it', name: 'trail.json', text: JSON.stringify({ Records: [{ eventSource: 'iam.amazonaws.com', responseElements: { ServicesLastAccessed: [] } }] }) },
    { title: 'prose', name: 'notes.txt', text: 'The answer has "ServicesLastAccessed": [ … ].' },
  ],
});
