/** Starts case-file-child.ts in real processes of plain Node, bundled as CommonJS as it is inside Electron. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';

export interface Child {
  readonly pid: number;
  /** The next line that the child prints; undefined when it has ended. */
  line(): Promise<string | undefined>;
  /** Ends it at once, as kill -9 does, and waits until it is gone. */
  kill(): Promise<void>;
}

export class Children {
  readonly #folder: string;
  readonly #running = new Set<Child>();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async prepare(): Promise<Children> {
    const folder = await mkdtemp(join(tmpdir(), 'tendril-child-'));
    await build({
      configFile: false,
      logLevel: 'silent',
      build: {
        ssr: resolve(import.meta.dirname, 'case-file-child.ts'),
        outDir: folder,
        target: 'node18',
        rolldownOptions: { external: ['@duckdb/node-api'], output: { format: 'cjs', entryFileNames: 'child.cjs' } },
      },
    });
    return new Children(folder);
  }

  start(mode: 'hold' | 'read' | 'write', path: string): Child {
    const started = spawn(process.execPath, [join(this.#folder, 'child.cjs'), mode, path], {
      stdio: ['pipe', 'pipe', 'inherit'],
      // A folder of its own has no node_modules above it.
      env: { ...process.env, NODE_PATH: resolve(import.meta.dirname, '../../node_modules') },
    });
    const child = control(started);
    this.#running.add(child);
    return child;
  }

  async killAll(): Promise<void> {
    await Promise.all([...this.#running].map((child) => child.kill()));
    this.#running.clear();
  }

  async dispose(): Promise<void> {
    await this.killAll();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function control(started: ChildProcess): Child {
  const exited = new Promise<void>((done) => started.once('exit', () => done()));
  const lines = createInterface({ input: started.stdout! })[Symbol.asyncIterator]();
  return {
    pid: started.pid!,
    async line() {
      const next = await lines.next();
      return next.done ? undefined : next.value;
    },
    async kill() {
      started.kill('SIGKILL');
      await exited;
    },
  };
}
