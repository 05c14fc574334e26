/**
 * The host: the process that holds the data and answers the page. Main only starts it and gives it and the page the two
 * ends of a channel; it never sees what passes.
 */
import { MessageChannelMain, utilityProcess, type UtilityProcess, type WebContents } from 'electron';

const GOODBYE_MS = 3_000;

export class HostProcess {
  readonly #script: string;
  readonly #arguments: readonly string[];
  #process: UtilityProcess | undefined;
  readonly #pages = new Set<WebContents>();

  constructor(script: string, hostArguments: readonly string[]) {
    this.#script = script;
    this.#arguments = hostArguments;
  }

  /** Starts the host when it is not running; after a crash that is when the page connects again. */
  connect(page: WebContents): void {
    const { port1, port2 } = new MessageChannelMain();
    this.#running().postMessage('client', [port1]);
    page.postMessage('tendril:port', null, [port2]);
    this.#pages.add(page);
  }

  /** Resolves when the host has closed its case and ended, or was ended because it took too long. */
  async close(): Promise<void> {
    const process = this.#process;
    if (!process) return;
    const ended = new Promise<void>((resolve) => process.once('exit', () => resolve()));
    const timer = setTimeout(() => process.kill(), GOODBYE_MS);
    process.postMessage('close');
    await ended;
    clearTimeout(timer);
  }

  #running(): UtilityProcess {
    if (this.#process) return this.#process;
    const started = utilityProcess.fork(this.#script, [...this.#arguments], { serviceName: 'Tendril host' });
    started.once('exit', (code) => {
      this.#process = undefined;
      if (code !== 0) console.error(`tendril: the host process ended with code ${code}.`);
      for (const page of this.#pages) if (!page.isDestroyed()) page.send('tendril:host-gone');
      this.#pages.clear();
    });
    this.#process = started;
    return started;
  }
}
