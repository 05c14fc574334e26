/** Findings as SARIF 2.1.0, which code-scanning dashboards read: a rule each, a result each, where it can be read in the exports. */
import type { Log, ReportingDescriptor, Result } from 'sarif';

export interface SarifRule {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly risk: string;
  readonly remedy: string;
  readonly controls: readonly string[];
}

export interface SarifFinding {
  readonly key: string;
  readonly rule: string;
  readonly severity: keyof typeof LEVELS;
  readonly sentence: string;
  readonly uid: string;
  readonly name: string;
  readonly label: string;
  /** Of whoever accepted it; absent for an open one. */
  readonly accepted?: string | undefined;
  readonly evidence: readonly { readonly file: string; readonly at: string }[];
}

/** Mildest first. */
const LEVELS = { low: 'note', medium: 'warning', high: 'error', critical: 'error' } as const;
const MILDEST_FIRST = Object.keys(LEVELS) as (keyof typeof LEVELS)[];
/** GitHub orders by this number: over 9.0 critical, 7.0 high, 4.0 medium. */
const SECURITY_SEVERITY = { low: '3.0', medium: '5.5', high: '8.0', critical: '9.5' } as const;

/** One run; rules in the order given, of which only those with a finding are named. `version` is Tendril's. */
export function sarifLog(version: string, rules: readonly SarifRule[], findings: readonly SarifFinding[]): Log {
  const used = rules.filter(({ id }) => findings.some(({ rule }) => rule === id));
  const places = new Map(used.map(({ id }, place) => [id, place]));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Tendril', semanticVersion: version, rules: used.map((rule) => descriptor(rule, findings)) } },
        results: findings.map((finding) => result(finding, places.get(finding.rule)!)),
      },
    ],
  };
}

function descriptor({ id, title, description, risk, remedy, controls }: SarifRule, findings: readonly SarifFinding[]): ReportingDescriptor {
  const worst = MILDEST_FIRST.findLast((severity) => findings.some((finding) => finding.rule === id && finding.severity === severity))!;
  return {
    id,
    name: title,
    shortDescription: { text: title },
    fullDescription: { text: description },
    help: { text: remedy },
    defaultConfiguration: { level: LEVELS[worst] },
    properties: { tags: ['security', risk, ...controls], 'security-severity': SECURITY_SEVERITY[worst] },
  };
}

function result({ key, rule, severity, sentence, uid, name, label, accepted, evidence }: SarifFinding, ruleIndex: number): Result {
  return {
    ruleId: rule,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: sentence },
    partialFingerprints: { 'tendrilFinding/v1': key },
    locations: [
      {
        // Dashboards show a result only where it has a file; what is only mentioned has none, and is shown at the case.
        physicalLocation: { artifactLocation: { uri: uriOf(evidence[0]?.file ?? 'case') }, region: { startLine: lineOf(evidence[0]?.at) } },
        logicalLocations: [{ name, fullyQualifiedName: uid, kind: label }],
      },
    ],
    properties: { severity },
    ...(accepted === undefined ? {} : { suppressions: [{ kind: 'external' as const, status: 'accepted' as const, justification: accepted }] }),
  };
}

/** A relative reference (RFC 3986): in a file's name `#`, `?` and `:` mean nothing, and half a character is no reason to fail. */
function uriOf(file: string): string {
  return file.replaceAll(/[\ud800-\udfff]/gu, '\ufffd').split('/').map(encodeURIComponent).join('/');
}

/** `line 12` is 12; a place that is no line is on the first. */
function lineOf(at: string | undefined): number {
  const line = Number(/^line (\d+)$/.exec(at ?? '')?.[1] ?? 1);
  return Math.max(line, 1);
}
