/** From where somebody acted, as logs tell it: addresses as networks, user agents as products. For every importer of logs. */
import { isIPv4, isIPv6 } from 'node:net';
import { originKey } from '../model/log-entries.ts';
import { holdsSecret } from './secrets.ts';

/** More than any log has that is not made up; beyond, each is worked out anew. */
const REMEMBERED = 50_000;
/** Its last part begins with a letter: a mangled address is none. */
const HOST_NAME = /^(?=.{1,100}$)(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*$/i;
const REGION = /^[A-Za-z0-9-]{1,40}$/;
/** `aws-cli/2.18.1 …`, `[S3Console/0.4]`, `APN/1.0 HashiCorp/1.0 …`: the first product, which `APN` (an AWS partner's) is not. */
const PRODUCT = /^\[?(?:APN\/\S+ +)?([A-Za-z][\w.+-]{0,47})/;

/** Of an IP address its network, of a host name the service of that name, as a key of model/log-entries; undefined for other text. */
export function addressOrigin(text: string): string | undefined {
  const address = text.startsWith('::ffff:') ? text.slice('::ffff:'.length) : text;
  if (isIPv4(address)) return originKey('network', `${address.slice(0, address.lastIndexOf('.'))}.0/24`);
  if (isIPv6(address)) return originKey('network', `${firstGroups(address, 3).join(':')}::/48`);
  return HOST_NAME.test(address) ? originKey('service', address.toLowerCase()) : undefined;
}

/** The key of a provider's region; undefined for text that is no name of one. */
export function regionOrigin(text: string): string | undefined {
  return REGION.test(text) ? originKey('region', text) : undefined;
}

/** User agents by the product they name, each looked at once: they are long, few, and said again and again. */
export class Agents {
  readonly #known = new Map<string, string | undefined>();

  /** Undefined for text that begins with no product's name. */
  originOf(text: string): string | undefined {
    const before = this.#known.get(text);
    if (before !== undefined || this.#known.has(text)) return before;
    const [, product] = PRODUCT.exec(text) ?? [];
    // Callers may write what they like there.
    const origin = product === undefined || holdsSecret(product) ? undefined : originKey('agent', product);
    if (this.#known.size < REMEMBERED) this.#known.set(text, origin);
    return origin;
  }
}

/** The first groups of an IPv6 address, without leading zeros, those that `::` stands for among them. */
function firstGroups(address: string, count: number): string[] {
  const [start = '', end] = address.toLowerCase().split('%')[0]!.split('::');
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'));
  const [before, after] = [groups(start), groups(end ?? '')];
  // An IPv4 address at the end stands for two groups.
  const given = before.length + after.length + (address.includes('.') ? 1 : 0);
  const all = [...before, ...Array<string>(Math.max(0, 8 - given)).fill('0'), ...after];
  return all.slice(0, count).map((group) => Number.parseInt(group, 16).toString(16));
}
