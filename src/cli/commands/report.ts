/** `tendril report`: findings, a case or one thing's dossier, as Markdown, HTML, CSV or SARIF; with names or with codes. */
import { AppError } from '../../base/errors.ts';
import { writeReport } from '../../backend/index.ts';
import type { ReportFormat, ReportKind } from '../../protocol/shapes.ts';
import { identify } from '../identify.ts';
import { note, writePrivately } from '../output.ts';
import { applicationVersion, withCase, type CaseOptions } from '../session.ts';
import { thresholdsFor, type ThresholdOptions } from '../thresholds.ts';

export interface ReportOptions extends CaseOptions, ThresholdOptions {
  readonly format: ReportFormat;
  readonly output?: string;
  readonly pseudonymize?: boolean;
}

export async function reportCommand(report: ReportKind, things: readonly string[], options: ReportOptions): Promise<void> {
  const { format, output, pseudonymize = false } = options;
  if (report === 'findings' && things.length > 0) throw new AppError('bad-request', 'A report of findings is about the whole case and takes no ids; a dossier is about one thing.');
  // The key that codes are made with is kept with the case, which has to be written for the first one.
  await withCase(options, pseudonymize, async ({ openCase, signal }) => {
    const text = await writeReport(openCase, {
      report,
      format,
      uids: things.map((thing) => identify(openCase.graph, thing)),
      thresholds: await thresholdsFor(options),
      now: openCase.time(),
      signal,
      pseudonymise: pseudonymize,
      version: applicationVersion(),
    });
    if (output === undefined) {
      process.stdout.write(text);
      return;
    }
    await writePrivately(output, text);
    note(`Written to ${output}`);
  });
}
