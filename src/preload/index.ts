/**
 * The bridge between main and the page, in the sandbox: what the page may ask main for, and the hand-over of the port to
 * the host. The page sees functions only, never an IPC event. Its type, for the page, is in src/renderer/connect.ts.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron';

let onCase: ((path: string) => void) | undefined;

contextBridge.exposeInMainWorld('tendril', {
  platform: process.platform,
  /** Absent from Electron before 32, where the page reads the file's own `path`. */
  pathOf: (file: File): string => webUtils?.getPathForFile(file) ?? '',
  chooseImports: (what: unknown): Promise<unknown> => ipcRenderer.invoke('tendril:choose-imports', what),
  chooseCase: (): Promise<unknown> => ipcRenderer.invoke('tendril:choose-case'),
  chooseNewCase: (suggestedName: unknown): Promise<unknown> => ipcRenderer.invoke('tendril:choose-new-case', suggestedName),
  onOpenCase: (listener: (path: string) => void): (() => void) => {
    onCase = listener;
    // Main keeps what came before; from now on it sends.
    ipcRenderer.send('tendril:takes-cases');
    return () => {
      if (onCase === listener) onCase = undefined;
    };
  },
  requestPort: (): void => ipcRenderer.send('tendril:request-port'),
});

ipcRenderer.on('tendril:open-case', (_, path: string) => onCase?.(path));

// A port can't cross the context bridge, but a window message can carry it. To our own origin only: should the page ever
// have been navigated elsewhere, it goes nowhere.
ipcRenderer.on('tendril:port', ({ ports }) => window.postMessage('tendril:port', 'app://tendril', [...ports]));
ipcRenderer.on('tendril:host-gone', () => window.postMessage('tendril:host-gone', 'app://tendril'));
