/** `tendril export`: the whole graph as JSON lines, to standard output or a file. */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../base/errors.ts';
import { graphLines, pseudonymisedCase } from '../../backend/index.ts';
import { inBatches } from '../../base/batch.ts';
import { note, unwritable } from '../output.ts';
import { withCase, type CaseOptions } from '../session.ts';

export interface ExportOptions extends CaseOptions {
  readonly output?: string;
  /** Codes in place of names. */
  readonly pseudonymize?: boolean;
}

export async function exportCommand(options: ExportOptions): Promise<void> {
  if (options.output !== undefined && options.case !== undefined && resolve(options.output) === resolve(options.case)) {
    throw new AppError('bad-request', 'The export would overwrite the case itself. Name another file.', { detail: { field: 'output' } });
  }
  const { pseudonymize = false } = options;
  await withCase(options, pseudonymize, async ({ openCase, signal }) => {
    const graph = pseudonymize ? await pseudonymisedCase(openCase) : openCase.graph;
    let lines = 0;
    const texts = (function* () {
      for (const batch of inBatches(graphLines(graph), 1000)) {
        lines += batch.length;
        yield `${batch.join('\n')}\n`;
      }
    })();
    if (options.output !== undefined) {
      await pipeline(texts, createWriteStream(options.output, { mode: 0o600 }), { signal }).catch((cause: unknown) => {
        throw unwritable(options.output!, cause);
      });
      note(`${lines} lines written to ${options.output}`);
      return;
    }
    for (const text of texts) if (!process.stdout.write(text)) await once(process.stdout, 'drain');
  });
}
