/** User agents of people and of programs, in and out of time, and identities that are meant for people. */
import type { EdgeLine, NodeLine } from '../support/query-case.ts';
import { queryCase } from '../support/query-case.ts';

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36';
const CLI = 'aws-cli/2.15.0 Python/3.11.6 Linux/5.10 exe/x86_64 prompt/off command/s3.ls';
const AT = '2026-05-20T10:00:00.000Z';
const row = (uid: string, severity: string, agents: string[], more = {}) => ({ uid, severity, agents, times: 1, since: AT, lastAt: AT, forPeople: false, ...more });

/** By identity, its events: user agent and what else differs. */
const EVENTS: Readonly<Record<string, readonly (readonly [string | undefined, object?])[]>> = {
  browser: [[BROWSER]],
  'console-proxy': [['[S3Console/0.4, aws-internal/3 aws-sdk-java/1.12.488]']],
  signin: [['signin.amazonaws.com'], ['console.amazonaws.com', { time: '2026-05-21T10:00:00.000Z' }]],
  cloudshell: [['aws-cli/2.13.5 Python/3.11.4 exec-env/CloudShell exe/x86_64 prompt/off command/iam.create-role']],
  cli: [[CLI], [CLI, { time: '2026-03-03T00:00:00.000Z' }], ['Boto3/1.34.0 Python/3.10']],
  kubectl: [['kubectl/v1.28.0 (linux/amd64) kubernetes/1234']],
  azure: [['python/3.10.10 (Linux) AZURECLI/2.50.0']],
  shells: [['AWSPowerShell/4.1 .NET_Core/6.0'], ['S3 Browser/10.8.1 (https://s3browser.com)']],
  sdk: [['Boto3/1.34.0 Python/3.10 Linux/5.15'], ['APN/1.0 HashiCorp/1.0 Terraform/1.6.0'], ['curl/8.5.0'], [undefined]],
  internal: [['aws-internal/3 aws-sdk-java/1.12.750'], ['AWS Internal']],
  'cli-in-container': [['aws-cli/2.15.0 Python/3.11 exec-env/AWS_ECS_FARGATE exe/x86_64']],
  'wrong-password': [[BROWSER, { activity: 'login', outcome: 'failed' }]],
  denied: [[BROWSER, { activity: 'read', outcome: 'denied' }]],
  'long-ago': [[BROWSER, { time: '2026-03-02T23:59:59.999Z' }]],
  later: [[BROWSER, { time: '2026-06-01T00:00:00.001Z' }]],
  undated: [[BROWSER, { time: undefined }]],
  'closed-event': [[BROWSER, { until: '2026-05-30T00:00:00.000Z' }]],
  human: [[BROWSER]],
  'gone-bot': [[BROWSER]],
  'for-people': [[BROWSER]],
  'for-saml': [[BROWSER]],
  'for-people-and-workload': [[BROWSER]],
};
const events = Object.entries(EVENTS).flatMap(([identity, list]) =>
  list.map(([userAgent, more = {}], position): [NodeLine, EdgeLine] => {
    const given = Object.entries({ time: AT, activity: 'read', outcome: 'success', userAgent, ...more }).filter((entry): entry is [string, string] => entry[1] !== undefined);
    return [['Event', `${identity}/${position}`, Object.fromEntries(given)], [identity, 'PERFORMED', `${identity}/${position}`]];
  }),
);
const SPECIAL = { human: { isNhi: false }, 'gone-bot': { isNhi: true, until: '2026-05-30T00:00:00.000Z' } };

export default queryCase({
  query: 'interactive-use',
  nodes: [
    ...Object.keys(EVENTS).map((uid): NodeLine => ['Identity', uid, uid in SPECIAL ? SPECIAL[uid as keyof typeof SPECIAL] : { isNhi: true }]),
    ...events.map(([node]) => node),
    ['Identity', 'taken-back', { isNhi: true }],
    ['Identity', 'arn:aws:iam::111122223333:saml-provider/sso', { kind: 'federated' }],
    ['Workload', 'job', {}],
  ],
  edges: [
    ...events.map(([, edge]) => edge),
    ['cli', 'PERFORMED', 'cli/0', { scope: 'case:two' }],
    ['taken-back', 'PERFORMED', 'browser/0', { until: '2026-05-30T00:00:00.000Z' }],
    ['human', 'CAN_ASSUME', 'for-people'],
    ['arn:aws:iam::111122223333:saml-provider/sso', 'CAN_ASSUME', 'for-saml'],
    ['human', 'CAN_ASSUME', 'for-people-and-workload'],
    ['job', 'RUNS_AS', 'for-people-and-workload'],
    ['human', 'CAN_ASSUME', 'browser', { until: '2026-05-30T00:00:00.000Z' }],
    ['cli', 'CAN_ASSUME', 'denied'],
  ],
  asked: [
    {
      title: 'browsers, consoles and command lines',
      columns: ['uid', 'severity', 'agents', 'times', 'since', 'lastAt', 'forPeople'],
      rows: [
        row('azure', 'medium', ['python/3.10.10 (Linux) AZURECLI/2.50.0']),
        row('browser', 'high', [BROWSER]),
        row('cli', 'medium', [CLI], { times: 2, since: '2026-03-03T00:00:00.000Z' }),
        row('cloudshell', 'high', ['aws-cli/2.13.5 Python/3.11.4 exec-env/CloudShell exe/x86_64 prompt/off command/iam.create-role']),
        row('console-proxy', 'high', ['[S3Console/0.4, aws-internal/3 aws-sdk-java/1.12.488]']),
        row('denied', 'high', [BROWSER]),
        row('for-people', 'low', [BROWSER], { forPeople: true }),
        row('for-people-and-workload', 'high', [BROWSER]),
        row('for-saml', 'low', [BROWSER], { forPeople: true }),
        row('kubectl', 'medium', ['kubectl/v1.28.0 (linux/amd64) kubernetes/1234']),
        row('shells', 'medium', ['AWSPowerShell/4.1 .NET_Core/6.0', 'S3 Browser/10.8.1 (https://s3browser.com)'], { times: 2 }),
        row('signin', 'high', ['console.amazonaws.com', 'signin.amazonaws.com'], { times: 2, lastAt: '2026-05-21T10:00:00.000Z' }),
      ],
    },
    { title: 'in the last days alone', parameters: { humanUseDays: 11 }, columns: ['uid', 'times'], rows: [{ uid: 'signin', times: 1 }] },
  ],
});
