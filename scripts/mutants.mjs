/**
 * `npm run mutants [-- <query id or shared module>… [answers | cypher]]`: which small slips in the queries no test would show.
 * See CONTRIBUTING.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './paths.mjs';

const { status } = spawnSync(process.execPath, [path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--config', 'test/mutation/vitest.config.ts'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, TENDRIL_MUTANTS: process.argv.slice(2).join(' ') },
});
process.exitCode = status ?? 1;
