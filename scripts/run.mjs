/** Runs other programs: without a shell, and with what they printed in the error when they fail. */
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';

/**
 * Runs a program to its end and returns its output. Throws when it can't be started, fails or takes too long.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeout?: number, show?: boolean }} [options]
 *   show: pass its output on as it comes, instead of returning it
 * @returns {Promise<string>} standard output and standard error as one text
 */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd ?? root,
      env: options.env ?? process.env,
      timeout: options.timeout,
      stdio: options.show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (/** @type {string} */ text) => (output += text));
    }
    const line = [path.basename(program), ...args].join(' ');
    child.on('error', (error) => reject(new Error(`Could not start \`${line}\`: ${error.message}`)));
    child.on('close', (code, signal) => {
      if (code === 0) resolve(output);
      else reject(new Error(`\`${line}\` ended with ${signal ?? `code ${code}`}.\n${output}`.trimEnd()));
    });
  });
}

/**
 * The first of these programs that can be run: a name is looked for on PATH, a path is taken as it is.
 * @param {readonly (string | undefined)[]} candidates
 * @returns {string | undefined}
 */
export function findProgram(candidates) {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  for (const candidate of candidates) {
    if (!candidate) continue;
    const places = path.isAbsolute(candidate) ? [''] : folders;
    for (const place of places) {
      for (const ending of endings) {
        const file = path.join(place, candidate + ending);
        if (isExecutable(file)) return file;
      }
    }
  }
  return undefined;
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
