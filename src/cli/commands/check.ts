/** `tendril check`: for pipelines. Fails when something is found at or above a severity that no baseline knows. */
import { findingRow, readJsonFile, sarifOf, type KnownFinding, type OpenCase } from '../../backend/index.ts';
import { SEVERITIES, compareText, counted, z, type Severity } from '../../sdk/index.ts';
import { EXIT } from '../exit-codes.ts';
import { note, print, printJson, visible, writePrivately } from '../output.ts';
import { applicationVersion, withCase, type CaseOptions } from '../session.ts';
import type { ThresholdOptions } from '../thresholds.ts';
import { findingsOf } from './findings.ts';

export interface CheckOptions extends CaseOptions, ThresholdOptions {
  readonly failOn: Severity | 'none';
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly format: 'text' | 'json' | 'sarif';
}

/** Findings that were known when the file was written: keys, and what a person needs to read a difference. */
const baselineFile = z.object({
  baseline: z.literal(1),
  findings: z.array(z.object({ key: z.string(), severity: z.enum(SEVERITIES), rule: z.string(), uid: z.string() })),
});
type Baseline = z.output<typeof baselineFile>['findings'];

/** Resolves with the exit code. Accepted findings count as settled; those of the baseline do unless they became more severe. */
export async function checkCommand(options: CheckOptions): Promise<number> {
  const baseline = options.baseline === undefined ? [] : (await readJsonFile(options.baseline, 'baseline', baselineFile)).findings;
  return withCase(options, false, async (session) => {
    const found = await findingsOf(session, options);
    const open = found.filter(({ state }) => state === 'open');
    if (options.writeBaseline !== undefined) {
      await writeBaseline(options.writeBaseline, open);
      note(`${counted(open.length, 'finding')} written to ${options.writeBaseline}.`);
    }
    const before = new Map(baseline.map((entry) => [entry.key, entry.severity]));
    const fresh = open.filter(({ key, seen }) => {
      const severity = before.get(key);
      return severity === undefined || rank(seen.severity) > rank(severity);
    });
    // An accepted one is settled, but still there.
    const present = new Set(found.filter(({ state }) => state !== 'fixed').map(({ key }) => key));
    const gone = baseline.filter(({ key }) => !present.has(key));
    const failing = options.failOn === 'none' ? [] : fresh.filter(({ seen }) => rank(seen.severity) >= rank(options.failOn as Severity));
    report(options, session.openCase.graph, fresh, failing, open.length - fresh.length, gone);
    return failing.length > 0 ? EXIT.findings : EXIT.success;
  });
}

function report({ format, failOn }: CheckOptions, graph: OpenCase['graph'], fresh: readonly KnownFinding[], failing: readonly KnownFinding[], known: number, gone: Baseline): void {
  if (format === 'sarif') {
    printJson(sarifOf(graph, fresh, applicationVersion()));
    return;
  }
  const counts = Object.fromEntries(SEVERITIES.map((severity) => [severity, fresh.filter(({ seen }) => seen.severity === severity).length]));
  if (format === 'json') {
    printJson({ failed: failing.length > 0, failOn, counts, inBaseline: known, gone, findings: fresh.map(findingRow) });
    return;
  }
  for (const { key, seen, finding } of fresh) print(visible(`${seen.severity.padEnd(8)} ${key}  ${finding!.sentence}`));
  const list = SEVERITIES.toReversed().map((severity) => `${counts[severity]} ${severity}`).join(', ');
  print(`${counted(fresh.length, 'finding')} (${list}); ${known} known from the baseline, ${gone.length} of it gone.`);
  print(failing.length > 0 ? `Failed: ${counted(failing.length, 'finding')} at ${failOn} or above.` : 'Passed.');
}

const rank = (severity: Severity): number => SEVERITIES.indexOf(severity);

async function writeBaseline(path: string, open: readonly KnownFinding[]): Promise<void> {
  const findings = open.map(({ key, seen: { severity, rule, uid } }) => ({ key, severity, rule, uid })).sort((a, b) => compareText(a.key, b.key));
  await writePrivately(path, `${JSON.stringify({ baseline: 1, findings }, null, 2)}\n`);
}
