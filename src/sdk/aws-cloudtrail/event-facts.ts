/** The node of one event, worth one for itself: what is told of it, and no secret. */
import { holdsSecret } from '../secrets.ts';
import type { LooseProperties } from '../importer.ts';
import { errorClass } from './error-codes.ts';
import { accountOf, sessionNameOf } from './actors.ts';
import { fieldsOf, textOf, type Fields } from './record.ts';
import type { Met } from './met.ts';

export type Outcome = 'success' | 'denied' | 'failed';

/** A sign-in that failed has no error code: its answer says so. */
export function outcomeOf(record: Fields): { readonly outcome: Outcome; readonly code: string | undefined } {
  const code = textOf(record['errorCode']);
  if (code !== undefined) return { outcome: errorClass(code) === 'denied' ? 'denied' : 'failed', code };
  const answer = fieldsOf(record['responseElements']);
  const failed = answer?.['ConsoleLogin'] === 'Failure' || record['errorMessage'] === 'Failed authentication';
  return { outcome: failed ? 'failed' : 'success', code: undefined };
}

export function eventProperties({ record, action }: Met, time: string | undefined): LooseProperties {
  const { outcome, code } = outcomeOf(record);
  return {
    name: action.text,
    kind: 'cloudtrail',
    provider: 'aws',
    nativeId: textOf(record['eventID']),
    time,
    action: action.text,
    activity: action.activity,
    outcome,
    errorCode: code,
    sourceIp: textOf(record['sourceIPAddress']),
    userAgent: plain(record['userAgent']),
    region: textOf(record['awsRegion']),
    tags: tagsOf(record, code),
  };
}

function tagsOf(record: Fields, code: string | undefined): string[] | undefined {
  const identity = fieldsOf(record['userIdentity']) ?? {};
  const session = fieldsOf(identity['sessionContext']);
  const tags: string[] = [];
  const tag = (name: string, value: string | undefined): void => {
    if (value !== undefined) tags.push(`${name}=${value}`);
  };
  tag('errorClass', code === undefined ? undefined : errorClass(code));
  tag('mfa', mfaOf(record, session));
  tag('sessionName', plain(sessionNameOf(identity)));
  tag('sourceIdentity', plain(session?.['sourceIdentity']));
  if (identity['type'] === 'WebIdentityUser' || identity['type'] === 'SAMLUser') tag('subject', plain(identity['userName']));
  tag('invokedBy', textOf(identity['invokedBy']));
  if (identity['type'] === 'AWSAccount') {
    tag('callerAccount', accountOf(identity));
    tag('principalId', plain(identity['principalId']));
  }
  tag('sharedEventID', textOf(record['sharedEventID']));
  tag('vpcEndpoint', textOf(record['vpcEndpointId']));
  return tags.length > 0 ? tags : undefined;
}

function mfaOf(record: Fields, session: Fields | undefined): string | undefined {
  const used = fieldsOf(record['additionalEventData'])?.['MFAUsed'];
  if (used === 'Yes' || used === 'No') return String(used === 'Yes');
  const attribute = fieldsOf(session?.['attributes'])?.['mfaAuthenticated'];
  return attribute === 'true' || attribute === 'false' || typeof attribute === 'boolean' ? String(attribute) : undefined;
}

/** What callers may write freely can hold a secret by mistake. */
function plain(value: unknown): string | undefined {
  const text = textOf(value);
  return text !== undefined && holdsSecret(text) ? '(dropped)' : text;
}
