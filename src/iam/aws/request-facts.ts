/** What is known of a request by condition key: what the caller knows, and what follows from who asks for what. */
import { accountOfArn } from './arn.ts';
import type { Facts } from './facts.ts';
import type { DecisionRequest, Principal } from './policy.ts';

const PRINCIPAL_TAG = 'aws:principaltag/';
const RESOURCE_TAG = 'aws:resourcetag/';
const ABSENT: readonly string[] = [];

export class RequestFacts implements Facts {
  /** The account that owns what is asked for; empty when neither the resource nor the principal has one. */
  readonly resourceAccount: string;
  readonly #request: DecisionRequest;

  constructor(request: DecisionRequest) {
    const { principal, resource } = request;
    this.#request = request;
    this.resourceAccount = resource.account ?? (accountOfArn(resource.arn) || principal.account);
  }

  values(key: string): readonly string[] | undefined {
    const { context, principal, resource, time } = this.#request;
    const given = context.get(key);
    if (given || !key.startsWith('aws:')) return given;
    if (key.startsWith(PRINCIPAL_TAG)) return tagValue(principalTags(principal), key.slice(PRINCIPAL_TAG.length));
    if (key.startsWith(RESOURCE_TAG)) return tagValue(resource.tags, key.slice(RESOURCE_TAG.length));
    switch (key) {
      case 'aws:currenttime':
      case 'aws:tokenissuetime':
        return one(time);
      case 'aws:epochtime':
        return epoch(time);
      case 'aws:resourceaccount':
        return one(this.resourceAccount || undefined);
      default:
        return ofPrincipal(key, principal);
    }
  }

  shape(key: string): string | undefined {
    const { kind, uniqueId } = this.#request.principal;
    // A role's user id goes on with the name of the session, which nobody knows before there is one.
    return key === 'aws:userid' && kind === 'role' && uniqueId !== undefined ? `${uniqueId}:*` : undefined;
  }
}

function ofPrincipal(key: string, principal: Principal): readonly string[] | undefined {
  switch (key) {
    case 'aws:principalarn':
      return principalArn(principal);
    case 'aws:principalaccount':
      return principal.kind === 'anonymous' ? ['anonymous'] : one(principal.account || undefined);
    case 'aws:principaltype':
      return one(TYPES[principal.kind]);
    case 'aws:username':
      if (principal.kind === 'account') return undefined;
      return principal.kind === 'user' ? [principal.arn.slice(principal.arn.lastIndexOf('/') + 1)] : ABSENT;
    case 'aws:userid':
      return userId(principal);
    case 'aws:principalisawsservice':
      return [String(principal.kind === 'service')];
    default:
      return undefined;
  }
}

/** What `aws:PrincipalType` says; what is not here may be one or the other. */
const TYPES: Readonly<Partial<Record<Principal['kind'], string>>> = {
  user: 'User',
  role: 'AssumedRole',
  root: 'Account',
  anonymous: 'Anonymous',
};

function principalArn({ kind, arn }: Principal): readonly string[] | undefined {
  if (kind === 'anonymous') return ABSENT;
  return kind === 'user' || kind === 'role' || kind === 'root' ? [arn] : undefined;
}

function userId({ kind, account, uniqueId }: Principal): readonly string[] | undefined {
  switch (kind) {
    case 'user':
      return one(uniqueId);
    case 'root':
      return [account];
    case 'anonymous':
      return ['anonymous'];
    default:
      return undefined;
  }
}

/** Only users and roles carry tags: of any other principal it is known that it has none. */
function principalTags({ kind, tags }: Principal): ReadonlyMap<string, string> | undefined {
  return tags ?? (kind === 'root' || kind === 'service' || kind === 'anonymous' ? new Map() : undefined);
}

/** Tag keys in condition keys are compared without case. */
function tagValue(tags: ReadonlyMap<string, string> | undefined, name: string): readonly string[] | undefined {
  if (!tags) return undefined;
  for (const [key, value] of tags) {
    if (key.toLowerCase() === name) return [value];
  }
  return ABSENT;
}

function one(value: string | undefined): readonly string[] | undefined {
  return value === undefined ? undefined : [value];
}

function epoch(time: string | undefined): readonly string[] | undefined {
  const milliseconds = Date.parse(time ?? '');
  return Number.isNaN(milliseconds) ? undefined : [String(Math.floor(milliseconds / 1000))];
}
