/** The findings of a case, by risk and rule. */
import { paragraph, type ReportDocument } from '../../report/index.ts';
import { aboutCase } from './case-report.ts';
import { countedBySeverity, riskTable, ruleSections } from './sections.ts';
import type { ReportSubject } from './subject.ts';

export function findingsReport(subject: ReportSubject): ReportDocument {
  const { findings } = subject;
  const open = findings.filter(({ state }) => state === 'open');
  const count = (state: string): number => findings.filter((finding) => finding.state === state).length;
  return {
    title: `Findings: ${subject.title}`,
    about: aboutCase(subject),
    sections: [
      {
        title: 'Summary',
        blocks: [paragraph(`${open.length} open (${countedBySeverity(open)}), ${count('accepted')} accepted, ${count('fixed')} fixed.`), riskTable(findings)],
      },
      ...ruleSections(findings),
    ],
  };
}
