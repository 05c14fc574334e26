/** Case files that someone outside the window asks to open: the system, the command line, a second start, the menu. */
import { app, type WebContents } from 'electron';
import { resolve } from 'node:path';
import { listen } from './ipc.ts';

export class CaseRequests {
  #page: WebContents | undefined;
  /** Only the last one counts: there is one open case. */
  #waiting: string | undefined;

  constructor() {
    app.on('open-file', (event, path) => {
      event.preventDefault();
      this.ask(path);
    });
    listen('tendril:takes-cases', (page) => {
      // A page that loads anew asks anew, and until it has it takes none.
      if (this.#page !== page) page.once('did-navigate', () => (this.#page = undefined));
      this.#page = page;
      if (this.#waiting !== undefined) this.ask(this.#waiting);
    });
  }

  ask(path: string): void {
    const page = this.#page?.isDestroyed() ? undefined : this.#page;
    this.#waiting = page ? undefined : path;
    page?.send('tendril:open-case', path);
  }

  /** Takes the case file out of a command line, if it names one. */
  askFrom(commandLine: readonly string[], folder: string): void {
    const named = commandLine.slice(1).find((argument) => argument.endsWith('.tendril') && !argument.startsWith('-'));
    if (named !== undefined) this.ask(resolve(folder, named));
  }
}
