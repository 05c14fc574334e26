/** Reports of the open case, in the form asked for: Markdown, HTML, CSV or SARIF. */
import { AppError } from '../../base/errors.ts';
import { rules } from '../../catalogue/index.ts';
import { htmlOf, markdownOf, sarifLog, type ReportDocument } from '../../report/index.ts';
import type { ReportFormat, ReportKind } from '../../protocol/shapes.ts';
import { NHI_RISKS, versionedControlText, type Rule } from '../../sdk/index.ts';
import { csvLines } from '../exports.ts';
import { FINDING_COLUMNS, findingEvidence, findingRow, type KnownFinding } from '../findings/index.ts';
import type { OpenCase } from '../open-case.ts';
import { caseReport } from './case-report.ts';
import { dossier, findingsAbout } from './dossier.ts';
import { findingsReport } from './findings-report.ts';
import { reportSubject, type ReportSubject, type SubjectOptions } from './subject.ts';

export { pseudonymisedCase } from './subject.ts';

export interface ReportRequest extends SubjectOptions {
  readonly report: ReportKind;
  readonly format: ReportFormat;
  /** dossier: the thing. case: what an attacker holds. */
  readonly uids: readonly string[];
  /** Tendril's, for SARIF. */
  readonly version: string;
}

/**
 * The whole report as text. CSV and SARIF hold the findings that it is about: of the case, or of the dossier's thing and its
 * credentials. Throws `bad-request`, `identity-unknown`, `aborted`.
 */
export async function writeReport(openCase: OpenCase, request: ReportRequest): Promise<string> {
  const { report, format, uids, version } = request;
  if (report === 'dossier' && uids.length !== 1) throw new AppError('bad-request', 'A dossier is about one thing: name its id.', { detail: { field: 'uids' } });
  const subject = await reportSubject(openCase, request);
  if (format === 'csv') return `${[...csvLines(FINDING_COLUMNS, findingsOf(subject, request).map(findingRow))].join('\n')}\n`;
  if (format === 'sarif') return `${JSON.stringify(sarifOf(subject.graph, findingsOf(subject, request), version), null, 2)}\n`;
  const document = await documentOf(subject, request);
  return format === 'html' ? htmlOf(document) : markdownOf(document);
}

function findingsOf(subject: ReportSubject, { report, uids }: ReportRequest): readonly KnownFinding[] {
  return report === 'dossier' ? findingsAbout(subject, subject.graph.indexOf(subject.uidOf(uids[0]!))) : subject.findings;
}

async function documentOf(subject: ReportSubject, { report, uids }: ReportRequest): Promise<ReportDocument> {
  if (report === 'dossier') return dossier(subject, uids[0]!);
  return report === 'case' ? caseReport(subject, { seeds: uids }) : findingsReport(subject);
}

/** Open and accepted findings as SARIF; fixed ones are no result any more. */
export function sarifOf(graph: OpenCase['graph'], known: readonly KnownFinding[], version: string) {
  const present = known.filter(({ finding }) => finding !== undefined);
  return sarifLog(
    version,
    rules().map(sarifRule),
    present.map(({ state, finding, acceptance }) => ({
      ...finding!,
      label: String(finding!.row['label']),
      accepted: state === 'accepted' ? `${acceptance!.by}: ${acceptance!.reason}` : undefined,
      evidence: findingEvidence(graph, finding!),
    })),
  );
}

function sarifRule({ id, title, description, rule }: Rule) {
  return {
    id,
    title,
    description,
    risk: `OWASP ${rule.risk}:2025 ${NHI_RISKS[rule.risk]}`,
    remedy: rule.remedy.text,
    controls: rule.controls.map(versionedControlText),
  };
}
