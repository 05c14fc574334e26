/** Electron's main process: one instance, one window, one host. It never parses, queries or holds graph data. */
import { app, BrowserWindow, dialog } from 'electron';
import { join } from 'node:path';
import { toAppError } from '../base/errors.ts';
import { CaseRequests } from './case-requests.ts';
import { answerDialogs, chooseCase } from './dialogs.ts';
import { HostProcess } from './host-process.ts';
import { listen } from './ipc.ts';
import { lockDown } from './lockdown.ts';
import { setMenu } from './menu.ts';
import { declareScheme, servePage } from './page.ts';
import { openWindow, windowFiles } from './window.ts';

const applicationFolder = join(__dirname, '..', '..');

if (app.requestSingleInstanceLock()) run();
else app.quit();

function run(): void {
  // Electron would take root's --no-sandbox, without which it can't run as root, for overruled.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  declareScheme();
  lockDown();
  const cases = new CaseRequests();
  cases.askFrom(process.argv, process.cwd());
  const host = new HostProcess(join(__dirname, 'host.cjs'), hostArguments());

  app.on('second-instance', (_, commandLine, folder) => {
    focusWindow();
    cases.askFrom(commandLine, folder);
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  closeHostBeforeQuitting(host);

  app.whenReady().then(async () => {
    listen('tendril:request-port', (page) => host.connect(page));
    answerDialogs();
    setMenu(() => void askForCase(cases));
    await servePage(join(applicationFolder, 'out', 'renderer'));
    await openWindow(windowFiles(applicationFolder));
    app.on('activate', () => {
      if (BrowserWindow.getAllWindows().length === 0) openWindow(windowFiles(applicationFolder)).catch(giveUp);
    });
  }).catch(giveUp);
}

/** Version, and a state folder: a profile of its own (tests, a second user's data) keeps its state there as well. */
function hostArguments(): string[] {
  const own = app.commandLine.hasSwitch('user-data-dir') ? [join(app.getPath('userData'), 'state')] : [];
  return [app.getVersion(), ...own];
}

/** The host closes its case first, so that no lock stays behind. */
function closeHostBeforeQuitting(host: HostProcess): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void host.close().finally(() => {
      closed = true;
      app.quit();
    });
  });
}

async function askForCase(cases: CaseRequests): Promise<void> {
  const [window] = BrowserWindow.getAllWindows();
  if (!window) return;
  const path = await chooseCase(window.webContents);
  if (path !== null) cases.ask(path);
}

function focusWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window?.isMinimized()) window.restore();
  window?.focus();
}

function giveUp(thrown: unknown): void {
  console.error(thrown);
  dialog.showErrorBox('Tendril could not start', toAppError(thrown).message);
  app.exit(1);
}
