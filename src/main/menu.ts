/** The application menu: the system's own roles, and opening a case. */
import { Menu, type MenuItemConstructorOptions } from 'electron';

export function setMenu(openCase: () => void): void {
  const mac = process.platform === 'darwin';
  const file: MenuItemConstructorOptions[] = [
    { label: 'Open case…', accelerator: 'CmdOrCtrl+O', click: openCase },
    { type: 'separator' },
    { role: mac ? 'close' : 'quit' },
  ];
  const view: MenuItemConstructorOptions[] = [
    { role: 'reload' },
    { role: 'toggleDevTools' },
    { type: 'separator' },
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(mac ? [{ role: 'appMenu' } as const] : []),
      { label: 'File', submenu: file },
      { role: 'editMenu' },
      { label: 'View', submenu: view },
      { role: 'windowMenu' },
    ]),
  );
}
