/** The page's files under an address of our own, `app://tendril/`: a real origin with headers, which file:// is not. */
import { protocol } from 'electron';
import { readFile } from 'node:fs/promises';
import { findPageFiles } from '../page/files.ts';
import { pageHeaders } from '../page/headers.ts';

const SCHEME = 'app';
export const PAGE_ORIGIN = `${SCHEME}://tendril`;
export const PAGE_ADDRESS = `${PAGE_ORIGIN}/`;

/** Whether an address is within our page; the scheme with another host is not. */
export function isOurs(address: string): boolean {
  return address.startsWith(PAGE_ADDRESS);
}

/** To be called before the app is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true } }]);
}

/** Throws `file-unreadable` when the page is not built. */
export async function servePage(rendererFolder: string): Promise<void> {
  const files = await findPageFiles(rendererFolder);
  const headers = pageHeaders([]);
  protocol.handle(SCHEME, async ({ url, method }) => {
    const { host, pathname } = new URL(url);
    const file = host === 'tendril' && method === 'GET' ? files.get(pathname) : undefined;
    if (!file) return new Response('There is nothing at this address.', { status: 404, headers });
    return new Response(new Uint8Array(await readFile(file.path)), { headers: { ...headers, 'Content-Type': file.type } });
  });
}
