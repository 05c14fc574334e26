/** `tendril import`: exports into a case. */
import { SingleBar } from 'cli-progress';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { ImportProgress, ImportReport } from '../../protocol/shapes.ts';
import { counted } from '../../sdk/index.ts';
import { EXIT } from '../exit-codes.ts';
import { note, print, printJson, visible } from '../output.ts';
import { withCase, type CaseOptions } from '../session.ts';

export interface ImportOptions extends CaseOptions {
  readonly scope?: string;
  readonly rejects?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const PROBLEMS_SHOWN = 20;

/** Resolves with the exit code. */
export async function importCommand(paths: readonly string[], options: ImportOptions): Promise<number> {
  const isNew = options.case !== undefined && !existsSync(options.case);
  let opened = false;
  try {
    return await importInto(paths, options, () => {
      opened = true;
    });
  } catch (error) {
    // An import is whole or not at all: of a case made for one that failed, nothing is left but an empty file. One that
    // could not even be opened is somebody else's.
    if (isNew && opened) for (const left of [options.case!, `${options.case!}.wal`]) await rm(left, { force: true });
    throw error;
  }
}

function importInto(paths: readonly string[], options: ImportOptions, onOpen: () => void): Promise<number> {
  return withCase(options, true, async ({ backend, signal }) => {
    onOpen();
    const bar = progressBar(options);
    let report: ImportReport;
    try {
      report = await backend.runImport({
        paths: paths.map((path) => (path === '-' ? path : resolve(path))),
        scope: options.scope,
        rejectsFolder: resolve(options.rejects ?? (options.case === undefined ? '.' : dirname(options.case))),
        signal,
        onProgress: bar.update,
      });
    } finally {
      bar.stop();
    }
    if (options.json) printJson(report);
    else printReport(report);
    return report.problemCounts.error > 0 ? EXIT.rejected : EXIT.success;
  });
}

function progressBar({ quiet, json }: ImportOptions): { update: (progress: ImportProgress) => void; stop: () => void } {
  if (quiet || json || !process.stderr.isTTY) return { update: () => undefined, stop: () => undefined };
  const bar = new SingleBar({ format: '{bar} {percentage} %  {phase}  {file}  {records} records  {problems} problems', stream: process.stderr, hideCursor: true, clearOnComplete: true, barsize: 24 });
  let started = false;
  return {
    update: ({ phase, file, bytesRead, bytesTotal, records, problems }) => {
      const total = Math.max(bytesTotal ?? bytesRead, 1);
      if (!started) bar.start(total, 0, { phase, file, records, problems });
      started = true;
      bar.update(Math.min(bytesRead, total), { phase, file: visible(file), records, problems });
    },
    stop: () => bar.stop(),
  };
}

function printReport(report: ImportReport): void {
  for (const { format, files, records, problems } of report.imports) {
    print(`${format}: ${counted(files.length, 'file')}, ${counted(records, 'record')}, ${counted(problems, 'problem')}`);
  }
  const skipped = report.files.filter(({ format }) => format === null);
  if (skipped.length > 0) print(`Left out: ${counted(skipped.length, 'file')} (what can be read: tendril formats).`);
  for (const { file, reason } of skipped.slice(0, PROBLEMS_SHOWN)) print(visible(`  ${file}: ${reason}`));
  if (skipped.length > PROBLEMS_SHOWN) print(`  … and ${skipped.length - PROBLEMS_SHOWN} more; --json lists all.`);
  const { newNodes, changedNodes, newEdges, changedEdges, closed } = report.changed;
  const nothing = newNodes + changedNodes + newEdges + changedEdges === 0;
  print(nothing ? 'Nothing changed.' : `New: ${counted(newNodes, 'thing')}, ${counted(newEdges, 'relationship')}. Changed: ${counted(changedNodes, 'thing')}, ${counted(changedEdges, 'relationship')}, of which closed: ${closed}.`);
  if (report.findings !== null && report.findings.open + report.findings.fixed > 0) {
    print(`Findings: ${report.findings.open} open, of which new: ${report.findings.opened}; fixed: ${report.findings.fixed}. tendril findings lists them.`);
  }
  for (const { file, at, field, severity, message } of report.problems.slice(0, PROBLEMS_SHOWN)) {
    note(visible(`${severity}: ${file} ${at}${field ? ` (${field})` : ''}: ${message}`));
  }
  const total = report.problemCounts.error + report.problemCounts.warning + report.problemCounts.note;
  if (total > PROBLEMS_SHOWN) note(`… and ${total - PROBLEMS_SHOWN} more problems; --json lists up to 1,000.`);
  if (report.rejects.length > 0) print(`Rejected rows, to mend and import again: ${report.rejects.join(', ')}`);
}
