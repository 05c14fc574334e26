/** What no page may do, whatever it holds: leave, open windows, embed views, ask for devices, or reach the network. */
import { app, type Session, type WebContents } from 'electron';
import { isOurs } from './page.ts';

/** To be called before the first window. */
export function lockDown(): void {
  app.on('session-created', lockDownSession);
  app.on('web-contents-created', (_, contents) => lockDownContents(contents));
}

/** Copying an id with one click. Everything else is refused. */
const PERMITTED = new Set(['clipboard-sanitized-write']);

function lockDownSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, decide) => decide(PERMITTED.has(permission) && isOurs(contents.getURL())));
  session.setPermissionCheckHandler((_contents, permission, origin) => PERMITTED.has(permission) && isOurs(`${origin.replace(/\/$/, '')}/`));
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !isLocal(url) }));
  session.on('will-download', (event, item) => {
    if (!isOwnBlob(item.getURL())) event.preventDefault();
  });
}

function lockDownContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-navigate', stayHome);
  contents.on('will-redirect', stayHome);
}

function stayHome(event: { readonly url: string; preventDefault(): void }): void {
  if (!isOurs(event.url)) event.preventDefault();
}

/** Developer tools load their own pages, from inside Electron. */
function isLocal(url: string): boolean {
  return isOurs(url) || isOwnBlob(url) || url.startsWith('devtools://') || url.startsWith('data:');
}

function isOwnBlob(url: string): boolean {
  return url.startsWith('blob:') && isOurs(url.slice('blob:'.length));
}
