/** `tendril findings`, `accept`, `reopen` and `rules`: what the rules find, and what people decided about it. */
import { FINDING_COLUMNS, acceptFindings, findingByKey, findingEvidence, findingRow, knownFindings, reopenFindings, type KnownFinding } from '../../backend/index.ts';
import { rules } from '../../catalogue/index.ts';
import type { FindingState } from '../../protocol/shapes.ts';
import { SEVERITIES, riskText, versionedControlText, type Column, type NhiRisk, type Severity } from '../../sdk/index.ts';
import { print, printJson, printRows, visible, type OutputOptions } from '../output.ts';
import { withCase, type CaseOptions, type Session } from '../session.ts';
import { thresholdsFor, type ThresholdOptions } from '../thresholds.ts';

export interface FindingsOptions extends CaseOptions, OutputOptions, ThresholdOptions {
  readonly state?: FindingState | 'all';
  readonly severity?: Severity;
  readonly risk?: NhiRisk;
  readonly rule?: string;
}

/** What a terminal shows of a finding; CSV and JSON have all columns. */
const SHOWN = ['key', 'severity', 'state', 'risk', 'name', 'sentence'];

/** All findings of the open case, by the thresholds that the options name. */
export async function findingsOf({ openCase, signal }: Session, options: ThresholdOptions): Promise<KnownFinding[]> {
  return knownFindings(openCase, await thresholdsFor(options), openCase.time(), signal);
}

export async function findingsCommand(key: string | undefined, options: FindingsOptions): Promise<void> {
  await withCase(options, false, async (session) => {
    const known = await findingsOf(session, options);
    if (key !== undefined) {
      printFinding(session, findingByKey(known, key), options);
      return;
    }
    const rows = known.filter((finding) => isAsked(finding, options)).map(findingRow);
    const columns = options.json || options.csv ? FINDING_COLUMNS : SHOWN.map((name) => FINDING_COLUMNS.find((column) => column.name === name)!);
    printRows(columns, rows, options);
  });
}

function isAsked({ state, seen, finding }: KnownFinding, { state: asked = 'open', severity, risk, rule }: FindingsOptions): boolean {
  return (
    (asked === 'all' || state === asked) &&
    (severity === undefined || SEVERITIES.indexOf(seen.severity) >= SEVERITIES.indexOf(severity)) &&
    (risk === undefined || riskOf(seen.rule, finding) === risk) &&
    (rule === undefined || seen.rule === rule)
  );
}

function riskOf(rule: string, finding: KnownFinding['finding']): NhiRisk | undefined {
  return finding?.risk ?? rules().find(({ id }) => id === rule)?.rule.risk;
}

function printFinding({ openCase }: Session, known: KnownFinding, { json }: OutputOptions): void {
  const { finding } = known;
  const evidence = finding === undefined ? [] : findingEvidence(openCase.graph, finding);
  const row = findingRow(known);
  if (json) {
    printJson({ ...row, facts: finding?.facts ?? null, evidence });
    return;
  }
  const line = (title: string, value: unknown): void => {
    if (value !== null && value !== '') print(visible(`${title.padEnd(11)} ${String(value)}`));
  };
  for (const { name, title } of FINDING_COLUMNS) line(title, Array.isArray(row[name]) ? row[name].join(', ') : row[name]);
  for (const { file, at } of evidence) line('Evidence', `${file} ${at}`);
}

export interface AcceptOptions extends CaseOptions, ThresholdOptions {
  readonly reason: string;
  readonly until?: string;
}

export async function acceptCommand(keys: readonly string[], options: AcceptOptions): Promise<void> {
  const { reason, until: end } = options;
  await withCase(options, true, async ({ openCase, signal }) => {
    const { findings, until } = await acceptFindings(openCase, { keys, reason, until: end, thresholds: await thresholdsFor(options), signal });
    for (const { key, seen } of findings) print(visible(`Accepted${until === undefined ? '' : ` until ${until.slice(0, 10)}`}: ${key} (${seen.title}, ${seen.name})`));
  }, { create: false });
}

export async function reopenCommand(keys: readonly string[], options: CaseOptions & ThresholdOptions): Promise<void> {
  await withCase(options, true, async ({ openCase, signal }) => {
    const findings = await reopenFindings(openCase, { keys, thresholds: await thresholdsFor(options), signal });
    for (const { key, seen } of findings) print(visible(`Open again: ${key} (${seen.title}, ${seen.name})`));
  }, { create: false });
}

const text = (name: string, title: string): Column => ({ name, title, type: 'text', description: title });

export function rulesCommand(options: OutputOptions): void {
  printRows(
    [text('id', 'Rule'), text('risk', 'Risk'), text('severity', 'Severity'), text('question', 'Question'), { ...text('controls', 'Controls'), type: 'texts' }],
    rules().map(({ id, question, rule }) => ({
      id,
      risk: riskText(rule.risk),
      severity: rule.severity,
      question,
      controls: rule.controls.map(versionedControlText),
    })),
    options,
  );
}
