/**
 * Who may see anything: whoever brings the one-time token, and from then on the browser that holds the cookie it was
 * exchanged for. Both are 256 random bits that live in this process alone.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

export interface Admission {
  readonly token: string;
  /** True when the Cookie header holds the session. */
  holdsSession(cookieHeader: string | undefined): boolean;
  /** Exchanges the token for the Set-Cookie header's value; undefined when it is wrong or was used before. */
  exchange(token: string): string | undefined;
}

/** @param port cookies ignore ports, so the name carries it: two servers must not log each other's browser out */
export function createAdmission(port: number): Admission {
  const token = secret();
  const session = secret();
  const name = `tendril-${port}`;
  let used = false;
  return {
    token,
    holdsSession(cookieHeader) {
      return cookiesNamed(name, cookieHeader).some((value) => used && sameSecret(value, session));
    },
    exchange(given) {
      if (!sameSecret(given, token) || used) return undefined;
      used = true;
      return `${name}=${session}; Path=/; HttpOnly; SameSite=Strict`;
    },
  };
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}

/** Takes the same time wherever the two differ, and whatever their lengths. */
function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

function cookiesNamed(name: string, header = ''): string[] {
  const cookies = header.split(';').map((cookie) => cookie.trim());
  return cookies.filter((cookie) => cookie.startsWith(`${name}=`)).map((cookie) => cookie.slice(name.length + 1));
}
