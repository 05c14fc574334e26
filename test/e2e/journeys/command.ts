/** The built command's answers, to hold what the window shows against. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { cliFile } from '../../../scripts/build.mjs';
import { root } from '../../../scripts/paths.mjs';

/** The tables of the case that the first-run screen opens. */
export const SAMPLE = path.join(root, 'resources', 'samples', 'meridian-parcel');

/** A thing of the sample: the key that leaked, and leads to production. */
export const LEAKED_KEY = 'AKIAEXAMPLECIDEPLOY1';

export interface Row {
  readonly uid: string;
  readonly [column: string]: unknown;
}

export interface Walked {
  readonly total: number;
  /** Reached things by label. */
  readonly counts: Readonly<Record<string, number>>;
  readonly reached: readonly { readonly uid: string; readonly name: string; readonly hops: number }[];
}

export class Command {
  readonly #caseFile: string;

  constructor(caseFile: string) {
    this.#caseFile = caseFile;
  }

  /** Imports the sample's tables into a case file of its own in this folder. */
  static async overSample(folder: string): Promise<Command> {
    const command = new Command(path.join(folder, 'by-command.tendril'));
    await command.#run('import', SAMPLE, '--quiet');
    return command;
  }

  query(name: string): Promise<readonly Row[]> {
    return this.#json('query', name);
  }

  orphans(): Promise<readonly (Row & { readonly name: string; readonly reasons: readonly string[] })[]> {
    return this.#json('orphans');
  }

  blastRadius(id: string, mode: 'granted' | 'observed' | 'both'): Promise<Walked> {
    return this.#json('blast-radius', id, '--mode', mode);
  }

  reverseExposure(id: string): Promise<Walked> {
    return this.#json('reverse-exposure', id);
  }

  async #json<T>(...args: string[]): Promise<T> {
    return JSON.parse(await this.#run(...args, '--json')) as T;
  }

  async #run(...args: string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(process.execPath, [cliFile, ...args, '--case', this.#caseFile], { maxBuffer: 2 ** 26 });
    return stdout;
  }
}
