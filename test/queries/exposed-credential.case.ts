/** Secrets in places where they do not belong, beside those in secret stores and those that work no more. */
import { queryCase } from '../support/query-case.ts';

const secret = (more = {}) => ({ kind: 'access_key', provider: 'aws', status: 'active', ...more });
const row = (uid: string, about: string, severity: string, how: string | null = null, more = {}) => ({ uid, about, severity, how, public: false, identity: null, ...more });
const COLUMNS = ['uid', 'about', 'severity', 'how', 'public', 'identity'];

export default queryCase({
  query: 'exposed-credential',
  nodes: [
    ['Identity', 'alias', { kind: 'iam_user' }],
    ['Identity', 'mighty', { kind: 'iam_user', tier0: true }],
    ['Credential', 'stored', secret()],
    ['Credential', 'loose', secret()],
    ['Credential', 'of-the-mighty', secret()],
    ['Credential', 'in-public', secret()],
    ['Credential', 'inactive', secret({ status: 'inactive' })],
    ['Credential', 'taken-away', secret()],
    ['Workload', 'function', { kind: 'lambda_function' }],
    ['Workload', 'function-gone', { kind: 'lambda_function', until: '2026-05-01T00:00:00.000Z' }],
    ['Workload', 'page', { kind: 'app', public: true }],
    ['Resource', 'bucket', { kind: 's3_bucket' }],
    ['Resource', 'case-files', {}],
    ['Resource', 'arn:aws:secretsmanager:eu-west-1:1:secret:x', { missing: true }],
    ['Resource', 'vault://corp/kv/x', { missing: true }],
    ['Resource', 'secret', { kind: 'secret' }],
    ['Resource', 'secret-public', { kind: 'secret', public: true }],
    ['Resource', 'parameter', { kind: 'ssm_parameter' }],
    ['Resource', 'vault', { kind: 'Azure Key-Vault' }],
    ['Resource', 'backup', { kind: 'backup_vault' }],
    ['Container', 'account', {}],
  ],
  edges: [
    ['of-the-mighty', 'AUTHENTICATES_AS', 'alias'],
    ['of-the-mighty', 'AUTHENTICATES_AS', 'mighty'],
    ['secret', 'EXPOSES', 'stored'],
    ['parameter', 'EXPOSES', 'stored'],
    ['vault', 'EXPOSES', 'stored'],
    ['arn:aws:secretsmanager:eu-west-1:1:secret:x', 'EXPOSES', 'stored'],
    ['vault://corp/kv/x', 'EXPOSES', 'stored'],
    ['case-files', 'EXPOSES', 'stored', { how: 'secret_store' }],
    ['function', 'EXPOSES', 'stored', { how: 'secret_store' }],
    ['account', 'EXPOSES', 'stored'],
    ['function', 'EXPOSES', 'loose', { how: 'log' }],
    ['function', 'EXPOSES', 'loose', { how: 'env', scope: 'case:two' }],
    ['function', 'EXPOSES', 'loose', { how: 'an', scope: 'case:three', until: '2026-05-01T00:00:00.000Z' }],
    ['function-gone', 'EXPOSES', 'loose'],
    ['bucket', 'EXPOSES', 'loose', { how: 'state' }],
    ['case-files', 'EXPOSES', 'loose'],
    ['backup', 'EXPOSES', 'loose'],
    ['bucket', 'EXPOSES', 'of-the-mighty'],
    ['page', 'EXPOSES', 'in-public'],
    ['secret-public', 'EXPOSES', 'in-public', { how: 'secret_store' }],
    ['secret', 'EXPOSES', 'in-public'],
    ['function', 'EXPOSES', 'inactive', { how: 'env' }],
    ['function', 'EXPOSES', 'taken-away', { how: 'env', until: '2026-05-01T00:00:00.000Z' }],
  ],
  asked: [
    {
      title: 'out of place',
      columns: COLUMNS,
      rows: [
        row('in-public', 'page', 'critical', null, { public: true }),
        row('in-public', 'secret-public', 'critical', 'secret_store', { public: true }),
        row('loose', 'backup', 'high'),
        row('loose', 'bucket', 'high', 'state'),
        row('loose', 'case-files', 'high'),
        row('loose', 'function', 'high', 'env'),
        row('of-the-mighty', 'bucket', 'critical', null, { identity: 'alias' }),
      ],
    },
  ],
});
