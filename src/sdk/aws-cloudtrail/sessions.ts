/** Sessions that an event issued: the key id it answers with is the one that later events are signed with. */
import { accessKeyKind } from '../aws-access-key.ts';
import { parseArn } from '../aws.ts';
import type { LooseProperties } from '../importer.ts';
import type { Actor, Actors } from './actors.ts';
import { fieldsOf, textOf, timeOf, type Fields } from './record.ts';
import type { Met } from './met.ts';

export interface Issued {
  /** The session's access key id. */
  readonly uid: string;
  /** Whom it acts as. */
  readonly identity: Actor;
  readonly properties: LooseProperties;
}

/**
 * The session that a successful call of STS issued. Undefined for other events, and where an AWS service called for
 * itself: instances and functions get a new session every hour, and the service is no one to lead back to.
 */
export function issuedSession({ action, actor, record }: Met, actors: Actors): Issued | undefined {
  if (action.service !== 'sts' || !actor || actor.isService) return undefined;
  const answer = fieldsOf(record['responseElements']);
  const credentials = fieldsOf(answer?.['credentials']);
  const uid = textOf(credentials?.['accessKeyId']);
  if (!answer || uid === undefined || accessKeyKind(uid) === undefined) return undefined;
  const assumed = fieldsOf(answer['assumedRoleUser']);
  const role = textOf(fieldsOf(record['requestParameters'])?.['roleArn']) ?? textOf(assumed?.['arn']);
  const identity = assumed ? role === undefined ? undefined : actors.named('AWS', role) : sameIdentity(record, actor, actors);
  if (!identity) return undefined;
  const arn = parseArn(textOf(assumed?.['arn']) ?? textOf(fieldsOf(answer['federatedUser'])?.['arn']) ?? '');
  return { uid, identity, properties: sessionProperties(identity, arn?.name, timeOf(credentials?.['expiration'])) };
}

/** A session without a role acts as its caller; `AssumeRoot` as the root of a member account. */
function sameIdentity(record: Fields, actor: Actor, actors: Actors): Actor | undefined {
  const member = textOf(fieldsOf(record['requestParameters'])?.['targetPrincipal']);
  return member === undefined ? actor : actors.named('AWS', member);
}

/** The same whether the session is seen issued or used. */
export function sessionProperties(identity: Actor, name: string | undefined, expiresAt?: string): LooseProperties {
  const title = name === undefined ? `session of ${identity.name}` : `session ${name} of ${identity.name}`;
  return { name: title, kind: 'session', provider: 'aws', expiresAt };
}
