/** Connection URIs: which schemes there are, and which host and port one names. */
import { AppError } from '../../base/errors.ts';

export interface Address {
  /** As given, without a password, a path or a routing context: for people. */
  readonly display: string;
  readonly host: string;
  readonly port: number;
  /** `trusted`: the certificate must be valid (+s). `any`: any certificate will do (+ssc). */
  readonly tls: 'none' | 'trusted' | 'any';
}

export const BOLT_PORT = 7687;
const SCHEME = /^(neo4j|bolt)(\+s|\+ssc)?:$/;
const EXAMPLES =
  'neo4j://HOST:7687 (a server or cluster), neo4j+s://HOST (TLS, Aura), neo4j+ssc://, bolt://, bolt+s://, bolt+ssc://';

/** Throws `bad-request` for what is no such URI, or holds a password. */
export function parseAddress(uri: string): Address {
  const url = asUrl(uri);
  const scheme = url && SCHEME.exec(url.protocol);
  if (url && (url.username !== '' || url.password !== '')) {
    throw new AppError('bad-request', 'The URI holds a user name or password: give them apart from it.');
  }
  if (!url || !scheme || url.hostname === '') {
    const hint =
      url && /^https?:$/.test(url.protocol)
        ? ` Neo4j's browser address is not its Bolt address: try neo4j://${url.hostname}:${BOLT_PORT}.`
        : '';
    throw new AppError('bad-request', `"${uri}" is no Neo4j URI.${hint} Expected ${EXAMPLES}.`, { detail: { uri } });
  }
  return {
    display: `${url.protocol}//${url.host}`,
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? BOLT_PORT : Number(url.port),
    tls: scheme[2] === '+s' ? 'trusted' : scheme[2] === '+ssc' ? 'any' : 'none',
  };
}

/** URL.canParse is newer than the oldest Node that the window runs on. */
function asUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
