/** `tendril export`: the whole graph as JSON lines, to standard output or a file. */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { graphLines } from '../../backend/index.ts';
import { inBatches } from '../../base/batch.ts';
import { note } from '../output.ts';
import { withCase, type CaseOptions } from '../session.ts';

export interface ExportOptions extends CaseOptions {
  readonly output?: string;
}

export async function exportCommand(options: ExportOptions): Promise<void> {
  await withCase(options, false, async ({ openCase, signal }) => {
    let lines = 0;
    const texts = (function* () {
      for (const batch of inBatches(graphLines(openCase.graph), 1000)) {
        lines += batch.length;
        yield `${batch.join('\n')}\n`;
      }
    })();
    if (options.output !== undefined) {
      await pipeline(texts, createWriteStream(options.output, { mode: 0o600 }), { signal });
      note(`${lines} lines written to ${options.output}`);
      return;
    }
    for (const text of texts) if (!process.stdout.write(text)) await once(process.stdout, 'drain');
  });
}
