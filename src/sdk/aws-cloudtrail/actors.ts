/** Who acted in a CloudTrail record: a session counts as the role or user it was issued for, never as a unique id. */
import { parseArn, principalIdentity, rootIdentityArn, type NamedIdentity } from '../aws.ts';
import { awsPartition } from '../aws-resource.ts';
import type { LooseProperties } from '../importer.ts';
import { fieldsOf, textOf, type Fields } from './record.ts';

export interface Actor {
  readonly uid: string;
  readonly properties: LooseProperties;
  /** Without account or path, for the names of its credentials. */
  readonly name: string;
  readonly partition: string;
  /** An AWS service acting for itself: what it assumes and reads is its own work. */
  readonly isService: boolean;
}

const ACCOUNT_ID = /^\d{12}$/;
/** More than any estate has; a log made up of ever new names must not fill the memory. */
const REMEMBERED = 200_000;

/** Resolves identities, each ARN once. */
export class Actors {
  readonly #known = new Map<string, Actor>();

  /** Undefined when the record names nobody. */
  of(record: Fields): Actor | undefined {
    const identity = fieldsOf(record['userIdentity']) ?? {};
    const type = textOf(identity['type']) ?? '';
    const arn = textOf(identity['arn']);
    const issuer = textOf(sessionIssuer(identity)?.['arn']);
    const named = (type === 'IAMUser' || type === 'Root' ? (arn ?? issuer) : (issuer ?? arn)) ?? arnInParts(type, identity, textOf(record['awsRegion']));
    if (named !== undefined) return this.#of(named, () => principalIdentity('AWS', named) ?? strangeIdentity(named));
    const { kind, value } = withoutArn(type, identity, record);
    if (value === undefined) return undefined;
    return this.#of(`${kind} ${value}`, () => (kind === 'user' ? identityCenterUser(value, textOf(identity['userName'])) : principalIdentity(kind, value)));
  }

  /** The identity that an ARN, account or service name stands for. */
  named(type: 'AWS' | 'Service' | 'Federated', value: string): Actor | undefined {
    return this.#of(type === 'AWS' ? value : `${type} ${value}`, () => principalIdentity(type, value));
  }

  #of(key: string, resolve: () => NamedIdentity | undefined): Actor | undefined {
    const known = this.#known.get(key);
    if (known) return known;
    const identity = resolve();
    if (!identity) return undefined;
    const arn = parseArn(identity.uid);
    const { uid, properties } = identity;
    const name = properties['kind'] === 'account_root' ? 'root' : String(properties['name'] ?? uid);
    const actor = { uid, properties, name, partition: arn?.partition ?? '', isService: properties['kind'] === 'aws_service' };
    if (this.#known.size < REMEMBERED) this.#known.set(key, actor);
    return actor;
  }
}

function sessionIssuer(identity: Fields): Fields | undefined {
  return fieldsOf(fieldsOf(identity['sessionContext'])?.['sessionIssuer']);
}

/** The ARN that account and name make, where the record has no whole one. */
function arnInParts(type: string, identity: Fields, region: string | undefined): string | undefined {
  const account = accountOf(identity);
  const partition = awsPartition(region);
  if (account === undefined) return undefined;
  const issued = sessionIssuer(identity);
  const name = textOf(type === 'AssumedRole' ? issued?.['userName'] : identity['userName']);
  if (type === 'Root' || type === 'AWSAccount') return rootIdentityArn(partition, account);
  if (name === undefined) return undefined;
  if (type === 'IAMUser') return `arn:${partition}:iam::${account}:user/${name}`;
  return type === 'AssumedRole' ? `arn:${partition}:iam::${account}:role/${name}` : undefined;
}

interface WithoutArn {
  readonly kind: 'Service' | 'Federated' | 'user';
  readonly value: string | undefined;
}

function withoutArn(type: string, identity: Fields, record: Fields): WithoutArn {
  if (type === 'SAMLUser' || type === 'WebIdentityUser') {
    // SAML names itself by a hash; which provider vouched stands in the request.
    const vouched = textOf(fieldsOf(record['requestParameters'])?.['principalArn']);
    return { kind: 'Federated', value: vouched ?? textOf(identity['identityProvider']) };
  }
  const source = textOf(record['eventSource']) ?? '';
  if (type === 'IdentityCenterUser' || (type === 'Unknown' && /^(?:sso|signin|identitystore)/.test(source))) {
    const user = textOf(fieldsOf(identity['onBehalfOf'])?.['userId']) ?? textOf(identity['principalId']);
    return { kind: 'user', value: user };
  }
  const invokedBy = textOf(identity['invokedBy']);
  if (invokedBy !== undefined) return { kind: 'Service', value: invokedBy };
  const itself = type === '' && record['eventType'] === 'AwsServiceEvent' && source !== '';
  return { kind: 'Service', value: itself ? source : undefined };
}

function identityCenterUser(id: string, name: string | undefined): NamedIdentity {
  return { uid: `arn:aws:identitystore:::user/${id}`, properties: { kind: 'human', name: name ?? id, provider: 'aws', isNhi: false } };
}

/** An ARN that is none AWS would write, as anonymised logs have: the role still shows, else the text itself. */
function strangeIdentity(text: string): NamedIdentity {
  const arn = parseArn(text);
  if (arn?.type === 'assumed-role' && arn.name !== '') {
    const uid = `arn:${arn.partition}:iam::${arn.account}:role/${arn.name}`;
    return { uid, properties: { kind: 'iam_role', name: arn.name, provider: 'aws' } };
  }
  return { uid: text, properties: { kind: 'unknown', name: arn?.name ?? text, provider: 'aws' } };
}

/** The account of the caller, twelve digits. */
export function accountOf(identity: Fields): string | undefined {
  const account = textOf(identity['accountId']);
  return account !== undefined && ACCOUNT_ID.test(account) ? account : undefined;
}

/** The session's name: the last part of an assumed role's or federated user's ARN. */
export function sessionNameOf(identity: Fields): string | undefined {
  const arn = parseArn(textOf(identity['arn']) ?? '');
  return arn?.service === 'sts' && (arn.path !== '/' || arn.type === 'federated-user') ? arn.name : undefined;
}
