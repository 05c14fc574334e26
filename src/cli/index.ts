/** The command line's entry: runs the program and turns what it throws into a message and an exit code. */
import { CommanderError } from 'commander';
import { toAppError } from '../base/errors.ts';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import { note, visible } from './output.ts';
import { createProgram } from './program.ts';

// A reader that closes its end (`tendril … | head`) has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.success);
  throw error;
});
// Who closes standard error wants no messages; there is nowhere left to say so.
process.stderr.on('error', () => undefined);

async function main(): Promise<void> {
  try {
    await createProgram((code) => {
      process.exitCode = code;
    }).parseAsync(process.argv);
  } catch (thrown) {
    if (thrown instanceof CommanderError) {
      process.exitCode = thrown.exitCode === 0 ? EXIT.success : EXIT.usage;
      return;
    }
    const error = toAppError(thrown);
    note(`tendril: ${error.message.split('\n').map(visible).join('\n')}`);
    if (error.code === 'internal' && process.env['TENDRIL_DEBUG']) note(String(error.cause instanceof Error ? error.cause.stack : error.stack));
    process.exitCode = exitCodeOf(error.code);
  }
}

void main();
