/**
 * `npm run bench [name…]`: builds test/bench as the product is built, so that what is measured is what ships and not what a
 * test runner makes of it, and runs it in a process of its own.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { build } from 'vite';
import { root } from './paths.mjs';

const outDir = path.join(root, '.cache/bench');

await build({
  root,
  configFile: false,
  logLevel: 'warn',
  build: {
    ssr: 'test/bench/main.ts',
    outDir,
    emptyOutDir: false,
    target: 'node20',
    minify: false,
    rolldownOptions: { external: [/^@duckdb\//], output: { format: 'es', entryFileNames: 'main.mjs' } },
  },
  ssr: { noExternal: true, external: ['@duckdb/node-api'] },
});

const { status, signal } = spawnSync(process.execPath, ['--expose-gc', path.join(outDir, 'main.mjs'), path.join(outDir, 'results'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = signal ? 1 : (status ?? 1);
