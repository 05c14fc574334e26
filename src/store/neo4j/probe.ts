/**
 * Finds out what listens at an address, after the driver failed there. The driver's own message often hides it (a
 * routing driver reports "no routing servers" for a closed port, a wrong host and a web server alike).
 */
import net from 'node:net';
import tls from 'node:tls';
import type { Address } from './address.ts';

export type Finding =
  | { readonly found: 'bolt' }
  /** A Bolt server that speaks none of the protocol versions of Neo4j 5. */
  | { readonly found: 'old' }
  | { readonly found: 'http' }
  /** Something that answers otherwise, or hangs up. */
  | { readonly found: 'stranger' }
  | { readonly found: 'silence' }
  /** No TLS there, or a certificate that isn't trusted. */
  | { readonly found: 'tls'; readonly reason: string }
  | { readonly found: 'nothing'; readonly reason: string };

const BOLT_MAGIC = [0x60, 0x60, 0xb0, 0x17];
/** Bolt 5.8 down to 5.0, then none: what Neo4j 5 and later speak. */
const VERSIONS = [0, 8, 8, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

/** Greets the address as a Bolt client does, and reads the first answer. Never throws. */
export function probe(address: Address, timeoutMs: number): Promise<Finding> {
  return new Promise((resolve) => {
    const socket = connect(address);
    let connected = false;
    const finish = (finding: Finding) => {
      socket.destroy();
      resolve(finding);
    };
    socket.setTimeout(timeoutMs, () =>
      finish(connected ? { found: 'silence' } : { found: 'nothing', reason: 'ETIMEDOUT' }),
    );
    socket.on(address.tls === 'none' ? 'connect' : 'secureConnect', () => {
      connected = true;
      socket.write(Buffer.from([...BOLT_MAGIC, ...VERSIONS]));
    });
    socket.on('data', (answer: Buffer) => finish(read(answer)));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      finish(failure(error.code ?? error.message, address, connected)),
    );
    socket.on('close', () => finish(failure('ECONNRESET', address, connected)));
  });
}

function connect({ host, port, tls: security }: Address): net.Socket {
  if (security === 'none') return net.connect({ host, port });
  const servername = net.isIP(host) === 0 ? host : undefined;
  return tls.connect({ host, port, rejectUnauthorized: security === 'trusted', ...(servername && { servername }) });
}

function read(answer: Buffer): Finding {
  if (answer.subarray(0, 4).toString('latin1') === 'HTTP') return { found: 'http' };
  if (answer.length < 4 || answer[0] !== 0 || answer[1] !== 0) return { found: 'stranger' };
  return { found: answer[3] === 0 ? 'old' : 'bolt' };
}

const NETWORK = /^(ECONN(REFUSED|ABORTED)|ENOTFOUND|EAI_|ETIMEDOUT|E(HOST|NET)(UNREACH|DOWN)|EADDRNOTAVAIL|EACCES)/;

function failure(reason: string, address: Address, connected: boolean): Finding {
  if (NETWORK.test(reason)) return { found: 'nothing', reason };
  // A server without TLS hangs up on the greeting of one that wants it.
  return address.tls !== 'none' && !connected ? { found: 'tls', reason } : { found: 'stranger' };
}
