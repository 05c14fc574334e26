/**
 * What `npm run build` makes of src/: CommonJS for every process but the page, since the oldest Electron that the tests run
 * has Node 18 and Chromium 114. All of out/main is one flat folder, so that "beside me" means the same to each entry:
 *
 *   out/main/index.cjs, host.cjs, cli.cjs, import-worker.cjs · out/preload/index.cjs · out/renderer/index.html
 */
import react from '@vitejs/plugin-react';
import path from 'node:path';
import { defineConfig } from 'electron-vite';

const commonJs = { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' } as const;

/** Only what can't be bundled stays a package: the database's native module. */
const NATIVE = [/^@duckdb\//];

/** scripts/build.mjs builds beside `out` and renames, so that what runs from it never sees half a build. */
const outDir = (part: string) => path.resolve(process.env['TENDRIL_OUT'] ?? 'out', part);

export default defineConfig({
  main: {
    build: {
      outDir: outDir('main'),
      target: 'node18.15',
      externalizeDeps: false,
      sourcemap: true,
      rolldownOptions: {
        external: NATIVE,
        input: {
          index: 'src/main/index.ts',
          host: 'src/host/index.ts',
          'import-worker': 'src/host/import-worker.ts',
          cli: 'src/cli/index.ts',
        },
        output: commonJs,
      },
    },
  },
  preload: {
    build: {
      outDir: outDir('preload'),
      target: 'node18.15',
      externalizeDeps: false,
      rolldownOptions: { input: { index: 'src/preload/index.ts' }, output: commonJs },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    build: {
      outDir: outDir('renderer'),
      emptyOutDir: true,
      target: 'chrome114',
      minify: true,
      sourcemap: true,
      rolldownOptions: { input: 'src/renderer/index.html' },
    },
  },
});
