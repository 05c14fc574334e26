/** The case file on real files: the suite that every store passes, and what only a file can do wrong. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { openCaseFile } from '../../src/store/case-file/case-file.ts';
import { storeSuite } from './suite.ts';

let folder: string;
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tendril-case-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

storeSuite('case file', ({ fresh = false, readOnly = false } = {}) => {
  if (fresh) count += 1;
  return openCaseFile(join(folder, `suite-${count}.tendril`), { create: fresh, readOnly });
});
