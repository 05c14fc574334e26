/** What a page in the desktop window can't do, tried in a real one. */
import type { ElectronApplication } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchDesktop, type Desktop } from '../../support/electron.ts';
import { describeWith } from '../../support/prerequisites.ts';

/** Kept by what the page would do if it could. */
interface Marked extends Window {
  inlineRan?: boolean;
  evalRan?: boolean;
}

describeWith('desktop', 'the desktop window', () => {
  let desktop: Desktop;

  beforeAll(async () => {
    desktop = await launchDesktop();
    await desktop.page.waitForLoadState('load');
  });
  afterAll(() => desktop?.close());

  test('is our own page under our own address, isolated and without Node', async () => {
    const { app, page } = desktop;
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      const contents = window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      return contents.getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
    });
    const seen = await page.evaluate(() => {
      const names = ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'ipcRenderer', 'electron'];
      return { origin: location.origin, names: names.filter((name) => name in window) };
    });
    expect(seen).toEqual({ origin: 'app://tendril', names: [] });
  });

  test('is given a few functions by the bridge and nothing of Electron', async () => {
    const bridge = await desktop.page.evaluate(() => {
      const entries = Object.entries(window.tendril ?? {}).map(([name, value]) => [name, typeof value]);
      return Object.fromEntries(entries) as Record<string, string>;
    });
    expect(bridge).toEqual({
      platform: 'string',
      pathOf: 'function',
      chooseImports: 'function',
      chooseCase: 'function',
      chooseNewCase: 'function',
      onOpenCase: 'function',
      requestPort: 'function',
    });
  });

  test('runs no inline script, no text as code, and loads nothing from elsewhere', async () => {
    const refused = await desktop.page.evaluate(async () => {
      const marked = window as Marked;
      const violations: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
      const inline = document.createElement('script');
      inline.textContent = 'window.inlineRan = true';
      document.head.append(inline);
      // In a turn of its own: what the debugger evaluates is let off this rule.
      setTimeout(() => new Function('window.evalRan = true')());
      const failed = (element: HTMLElement) => new Promise<boolean>((resolve) => {
        element.addEventListener('error', () => resolve(true));
        element.addEventListener('load', () => resolve(false));
        document.head.append(element);
      });
      const script = Object.assign(document.createElement('script'), { src: 'https://example.com/x.js' });
      const image = Object.assign(document.createElement('img'), { src: 'https://example.com/x.png' });
      const loads = [await failed(script), await failed(image)];
      const fetched = await fetch('https://example.com/').then(() => true, () => false);
      const ran = [marked.inlineRan ?? false, marked.evalRan ?? false];
      await new Promise((resolve) => setTimeout(resolve, 50));
      return { violations: [...new Set(violations)].sort(), loads, fetched, ran };
    });
    expect(refused).toEqual({
      violations: ['connect-src', 'img-src', 'script-src', 'script-src-elem'],
      loads: [true, true],
      fetched: false,
      ran: [false, false],
    });
  });

  test('opens no second window', async () => {
    const { app, page } = desktop;
    const opened = await page.evaluate(() => ['https://example.com', 'app://tendril/', 'about:blank'].map((url) => window.open(url) === null));
    expect(opened).toEqual([true, true, true]);
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  test('is not led away from its page', async () => {
    const { page } = desktop;
    for (const address of ['https://example.com/', 'file:///etc/passwd', 'data:text/html,x', 'app://other/', 'javascript:document.title="led"']) {
      await page.evaluate((to) => {
        const link = Object.assign(document.createElement('a'), { href: to });
        document.body.append(link);
        link.click();
        link.remove();
      }, address);
      await page.waitForTimeout(150);
      expect([address, new URL(page.url()).host, await page.title()]).not.toContain('led');
      expect([address, page.url().startsWith('app://tendril/')]).toEqual([address, true]);
    }
  });

  test('gets files of the built page only', async () => {
    const answers = await desktop.app.evaluate(async ({ net }) => {
      const paths = ['', 'index.html', '..%2fpackage.json', '%2e%2e/%2e%2e/package.json', '../package.json', 'assets', 'nothing'];
      return Promise.all(
        paths.map(async (path) => {
          const response = await net.fetch(`app://tendril/${path}`);
          return [path, response.status, response.headers.get('content-security-policy')?.includes("default-src 'none'")];
        }),
      );
    });
    const status = (path: string) => (path === '' || path === 'index.html' ? 200 : 404);
    expect(answers).toEqual(answers.map(([path]) => [path, status(String(path)), true]));
  });

  test('is refused devices, places and notices; copying is what is left', async () => {
    const states = await desktop.page.evaluate(async () => {
      const stateOf = (name: string) => navigator.permissions.query({ name: name as PermissionName }).then(({ state }) => state, () => 'unknown');
      const entries = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read'].map(async (name) => [name, await stateOf(name)]);
      return Object.fromEntries(await Promise.all(entries)) as Record<string, string>;
    });
    expect(Object.entries(states).filter(([, state]) => state === 'granted')).toEqual([]);
    expect(await desktop.page.evaluate(() => navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'given', () => 'refused'))).toBe('refused');
    // A page may copy only while it has the focus.
    await desktop.page.mouse.click(1, 1);
    expect(await desktop.page.evaluate(() => navigator.clipboard.writeText('AKIAEXAMPLE').then(() => 'copied', (error: Error) => error.name))).toBe('copied');
  });

  test('is told when the host dies, and gets a new one when it connects again', async () => {
    const { app, page } = desktop;
    await expect.poll(() => hostsOf(app)).toHaveLength(1);
    const [first] = await hostsOf(app);
    const told = page.evaluate(() => new Promise((resolve) => {
      window.addEventListener('message', ({ data }) => data === 'tendril:host-gone' && resolve(data));
    }));
    process.kill(first ?? 0, 'SIGKILL');
    expect(await told).toBe('tendril:host-gone');
    const ported = page.evaluate(() => {
      const port = new Promise((resolve) => {
        window.addEventListener('message', ({ data, ports }) => data === 'tendril:port' && resolve(ports.length));
      });
      window.tendril?.requestPort();
      return port;
    });
    expect(await ported).toBe(1);
    await expect.poll(() => hostsOf(app)).toHaveLength(1);
    expect(await hostsOf(app)).not.toContain(first);
  });
});

describeWith('desktop', 'quitting', () => {
  test('ends the host too', async () => {
    const { app, close } = await launchDesktop();
    await expect.poll(() => hostsOf(app)).toHaveLength(1);
    const [host] = await hostsOf(app);
    await close();
    await expect.poll(() => isRunning(host ?? 0)).toBe(false);
  });
});

/** Process ids of the hosts that Electron knows of. */
function hostsOf(app: ElectronApplication): Promise<number[]> {
  return app.evaluate(({ app: electron }) =>
    electron.getAppMetrics().flatMap(({ name, serviceName, pid }) => ([name, serviceName].includes('Tendril host') ? [pid] : [])),
  );
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
