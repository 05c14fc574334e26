/** Commands that take an identity out of use and can be taken back; shown for people to copy, never run. */
import { parseArn, type Arn } from './aws.ts';
import { shellCommand } from './shell.ts';

const GOOGLE_ACCOUNT = /serviceAccounts\/([^/]+)$/;
const ENTRA_PRINCIPAL = /^entra:\/\/[^/]+\/sp\/([^/]+)$/;

/** What stops an identity: AWS users and roles, Google service accounts, Entra service principals. Undefined for others. */
export function suspendCommand(uid: string): string | undefined {
  const arn = iamPrincipal(uid);
  if (arn) return shellCommand(['aws', 'iam', `attach-${arn.type}-policy`, `--${arn.type}-name`, arn.name, '--policy-arn', `arn:${arn.partition}:iam::aws:policy/AWSDenyAll`]);
  const account = GOOGLE_ACCOUNT.exec(uid)?.[1];
  if (account !== undefined) return shellCommand(['gcloud', 'iam', 'service-accounts', 'disable', account]);
  const principal = ENTRA_PRINCIPAL.exec(uid)?.[1];
  return principal && shellCommand(['az', 'ad', 'sp', 'update', '--id', principal, '--set', 'accountEnabled=false']);
}

/** What ends the sessions that an AWS role or user gave out before `before` (fixed-width UTC text). Undefined for others. */
export function endSessionsCommand(uid: string, before: string): string | undefined {
  const arn = iamPrincipal(uid);
  if (!arn) return undefined;
  const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*', Condition: { DateLessThan: { 'aws:TokenIssueTime': before } } }] };
  return shellCommand(['aws', 'iam', `put-${arn.type}-policy`, `--${arn.type}-name`, arn.name, '--policy-name', 'AWSRevokeOlderSessions', '--policy-document', JSON.stringify(policy)]);
}

function iamPrincipal(uid: string): Arn | undefined {
  const arn = parseArn(uid);
  return arn?.service === 'iam' && (arn.type === 'role' || arn.type === 'user') ? arn : undefined;
}
