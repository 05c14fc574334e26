/** The window: Electron's secure defaults spelled out, our page, and what happens when the page's process dies. */
import { BrowserWindow, dialog, nativeTheme } from 'electron';
import { join } from 'node:path';
import { PAGE_ADDRESS } from './page.ts';
import { rememberedPlace, rememberPlaceOf } from './window-place.ts';

/** A page that dies again this soon will not be helped by loading it once more. */
const CRASH_LOOP_MS = 10_000;

export interface WindowFiles {
  readonly preload: string;
  readonly icon: string;
}

export async function openWindow({ preload, icon }: WindowFiles): Promise<BrowserWindow> {
  const { maximized = false, ...bounds } = rememberedPlace() ?? { width: 1280, height: 800 };
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: 'Tendril',
    icon,
    // The page's own ground colours, so that nothing flashes before its first paint.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#161718' : '#ffffff',
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  rememberPlaceOf(window);
  recover(window);
  window.once('ready-to-show', () => {
    if (maximized) window.maximize();
    window.show();
  });
  await window.loadURL(PAGE_ADDRESS);
  return window;
}

function recover(window: BrowserWindow): void {
  let lastCrash = -CRASH_LOOP_MS;
  window.webContents.on('render-process-gone', (_, { reason }) => {
    if (reason === 'clean-exit') return;
    console.error(`tendril: the window's page ended (${reason}).`);
    const again = performance.now() - lastCrash > CRASH_LOOP_MS;
    lastCrash = performance.now();
    if (again) window.webContents.reload();
    else dialog.showErrorBox('Tendril', `The window stopped working twice in a row (${reason}). Your case is safe. Quit Tendril and open it again.`);
  });
}

/** Beside the built main: out/main, out/preload, out/renderer, and resources at the top. */
export function windowFiles(applicationFolder: string): WindowFiles {
  return {
    preload: join(applicationFolder, 'out', 'preload', 'index.cjs'),
    icon: join(applicationFolder, 'resources', 'icons', 'icon-256.png'),
  };
}
