#!/usr/bin/env node
/** `npx tendril …` from a checkout: the built command line, built first when the sources are newer. */
import { pathToFileURL } from 'node:url';
import { cliFile, ensureBuilt } from './build.mjs';

try {
  await ensureBuilt();
} catch (error) {
  console.error(/** @type {Error} */ (error).message);
  process.exit(1);
}
await import(pathToFileURL(cliFile).href);
