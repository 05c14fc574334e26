/** Amazon resource names: their parts. */

export interface Arn {
  readonly text: string;
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
  readonly service: string;
  /** Twelve digits; `aws` for what AWS itself owns; empty where the service has none (S3). */
  readonly account: string;
  /** `role`, `user`, `assumed-role`, `root`; empty when the resource has no type. */
  readonly type: string;
  /** Between type and name, with both slashes: `/service-role/`; `/` when there is none. */
  readonly path: string;
  /** The last part: a role's or user's name. */
  readonly name: string;
}

const ARN = /^arn:([a-z0-9-]+):([a-z0-9-]+):([a-z0-9-]*):([^:/]*):(.+)$/;

/** The parts of an ARN, or undefined when the text is none. */
export function parseArn(text: string): Arn | undefined {
  const match = ARN.exec(text);
  if (!match) return undefined;
  const [, partition = '', service = '', , account = '', resource = ''] = match;
  const slash = resource.indexOf('/');
  if (slash < 0) {
    const isRoot = service === 'iam' && resource === 'root';
    return { text, partition, service, account, type: isRoot ? 'root' : '', path: '/', name: resource };
  }
  const name = resource.slice(resource.lastIndexOf('/') + 1);
  return {
    text,
    partition,
    service,
    account,
    type: resource.slice(0, slash),
    path: resource.slice(slash, resource.length - name.length),
    name,
  };
}

/**
 * The six parts between an ARN's first five colons, wildcards and all (`arn:aws:iam::*:role/app-*`), or undefined when
 * the text has fewer or does not begin with `arn:`.
 */
export function arnSegments(text: string): readonly string[] | undefined {
  if (!text.startsWith('arn:')) return undefined;
  const segments: string[] = [];
  let start = 0;
  for (let count = 0; count < 5; count++) {
    const colon = text.indexOf(':', start);
    if (colon < 0) return undefined;
    segments.push(text.slice(start, colon));
    start = colon + 1;
  }
  segments.push(text.slice(start));
  return segments;
}

const ACCOUNT_ID = /^\d{12}$/;

/** The twelve digits of the account that an ARN names, or empty: none, a wildcard, or what AWS itself owns. */
export function accountOfArn(text: string): string {
  if (!text.startsWith('arn:')) return '';
  let start = 0;
  for (let count = 0; count < 4; count++) {
    start = text.indexOf(':', start) + 1;
    if (start === 0) return '';
  }
  if (text[start + 12] !== ':') return '';
  const account = text.slice(start, start + 12);
  return ACCOUNT_ID.test(account) ? account : '';
}
